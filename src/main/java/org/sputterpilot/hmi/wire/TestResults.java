package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What follows from the files of a test, and what people typed in.
 *
 * @param technique what was done to the cell
 * @param areaCm2 missing when the disc's diameter is not known; nothing is then given per area
 * @param files what the results rest on
 * @param results each with the version of its rule
 */
public record TestResults(
        String test,
        String cell,
        String cellType,
        String arm,
        boolean demonstration,
        String protocol,
        String technique,
        Double areaCm2,
        Double activeMassMg,
        Double currentMaCm2,
        Double capacityMahCm2,
        Double temperatureK,
        List<Evidence> files,
        List<Result> results,
        List<TypedResult> typed) {
    /** A file a result rests on: with its parser and its SHA-256 the number can be made again. */
    public record Evidence(String sha256, String name, String format, String parser, long records, Double startsAtS) {}

    /**
     * One quantity.
     *
     * @param undefined why it has no numbers
     * @param verdict how a life ended
     */
    public record Result(
            String quantity,
            Map<String, Double> values,
            String undefined,
            String verdict,
            List<String> flags,
            String method,
            String formula) {}

    /**
     * A number somebody typed in.
     *
     * @param counts whether a second person has seen it
     */
    public record TypedResult(
            String id,
            String quantity,
            double number,
            String verdict,
            String instrument,
            String role,
            Instant measuredAt,
            Instant enteredAt,
            String enteredBy,
            boolean late,
            boolean transcribed,
            String reason,
            boolean counts,
            String seenBy) {}
}
