package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * A log of another tool that was imported as a run of that tool; never production, and nothing is learned from it.
 *
 * @param run its id
 * @param tool the tool it came from
 * @param file its name
 * @param sha256 of its bytes
 * @param mapping by which it was read
 * @param samples cells with something in them
 * @param bytesPerSample they take in the database
 * @param phases what the tool was doing, recovered from the signals
 * @param columns what was logged
 * @param again whether these bytes had been imported before; nothing new was written then
 */
public record ToolLogShown(
        String run,
        String tool,
        String file,
        String sha256,
        String mapping,
        Instant from,
        Instant to,
        int rows,
        long samples,
        double bytesPerSample,
        String who,
        Instant at,
        boolean again,
        List<Phase> phases,
        List<Column> columns) {

    /** A stretch of time in which the tool did one thing. */
    public record Phase(String name, Instant from, Instant to) {}

    /**
     * A column of the log.
     *
     * @param name as the tool writes it
     * @param tag by which its history is asked for
     * @param unit of its values, or empty
     * @param labels what 0, 1, 2 … stand for in a column of words
     * @param known whether the mapping speaks of it; otherwise its unit is not known
     */
    public record Column(String name, String tag, String unit, List<String> labels, boolean known) {}
}
