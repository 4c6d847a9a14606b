package org.sputterpilot.toollogs;

import java.time.Instant;
import java.util.List;

/**
 * A log as it was read: the tool's own numbers in the tool's own units, nothing rounded and nothing left out.
 *
 * @param times of its rows, never going back
 * @param columns what was logged
 * @param phases what the tool was doing, without gaps
 * @param unknown columns no rule of the mapping speaks of; they are kept without a unit
 */
public record ToolLog(List<Instant> times, List<Column> columns, List<Stretch> phases, List<String> unknown) {

    /**
     * One column.
     *
     * @param name as the tool writes it
     * @param tag by which its history is asked for
     * @param unit symbol, or empty
     * @param labels what the numbers 0, 1, 2 … stand for in a column of words; empty for numbers
     * @param values of all rows; not a number where a cell is empty
     */
    public record Column(String name, String tag, String unit, List<String> labels, double[] values) {
        public Column {
            labels = List.copyOf(labels);
        }
    }

    /**
     * A phase that was recovered.
     *
     * @param first its first row
     * @param next the first row after it
     */
    public record Stretch(String phase, int first, int next) {}

    public ToolLog {
        times = List.copyOf(times);
        columns = List.copyOf(columns);
        phases = List.copyOf(phases);
        unknown = List.copyOf(unknown);
    }

    /** Cells with something in them. */
    public long samples() {
        return columns.stream()
                .mapToLong(column -> java.util.Arrays.stream(column.values())
                        .filter(value -> !Double.isNaN(value))
                        .count())
                .sum();
    }
}
