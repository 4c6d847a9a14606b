package org.sputterpilot.celltests;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was done to a cell, by the words of its protocol; long cycling when they say nothing else. */
public enum Technique {
    CYCLING(),
    IMPEDANCE("EIS", "PEIS", "GEIS", "IMPEDANCE"),
    CHRONOAMPEROMETRY("CA", "CHRONOAMPEROMETRY"),
    SWEEP("LSV"),
    TAFEL("TAFEL"),
    VOLTAMMETRY("CV", "VOLTAMMETRY");

    private final List<String> words;

    Technique(String... words) {
        this.words = List.of(words);
    }

    /** By the words of a protocol. */
    public static Technique of(String protocol) {
        List<String> said = List.of(protocol.toUpperCase(Locale.ROOT).split("[^A-Z]+"));
        return Arrays.stream(values())
                .filter(one -> one.words.stream().anyMatch(said::contains))
                .findFirst()
                .orElse(CYCLING);
    }
}
