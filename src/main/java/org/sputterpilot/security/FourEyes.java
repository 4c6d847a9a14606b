package org.sputterpilot.security;

import java.util.Locale;
import java.util.Optional;

/** The acts that take two people, and the one rule for all of them: the second is not the first. */
public enum FourEyes {
    BYPASS("who asks for a bypass cannot approve it"),
    RECIPE("who edited a recipe last cannot approve it"),
    CALIBRATION("who measured a film, or ran the sweep, cannot accept what it proposes"),
    DEVIATION("who ran the run, opened the deviation or wrote it up does not close it alone"),
    REVIEW("who ran it cannot review its record"),
    RELEASE("who ran it, or reviewed its record, cannot release what came of it"),
    RISK("who asks for a release at risk cannot sign it");

    private final String rule;

    FourEyes(String rule) {
        this.rule = rule;
    }

    /** Why this second person may not act after this first one; empty when they may. */
    public Optional<String> refusal(String first, String second) {
        boolean same =
                first.strip().toLowerCase(Locale.ROOT).equals(second.strip().toLowerCase(Locale.ROOT));
        return same ? Optional.of(rule) : Optional.empty();
    }
}
