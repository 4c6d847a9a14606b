package org.sputterpilot.toollogs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Recovers from the signals what the tool was doing: row by row by the mapping's rules, then in stretches. */
final class LogPhases {
    private LogPhases() {}

    /** A condition with the columns it speaks of; empty when the log has none of them. */
    private record Bound(LogMapping.Condition condition, List<double[]> columns, double[] than) {
        boolean holds(int row) {
            return columns.stream().anyMatch(values -> holds(values[row], row));
        }

        private boolean holds(double value, int row) {
            double from = than == null ? 0 : than[row];
            return switch (condition.is()) {
                case ON -> value != 0 && !Double.isNaN(value);
                case OFF -> value == 0;
                case ABOVE -> value - from > condition.limit();
                case BELOW -> value - from < condition.limit();
            };
        }
    }

    static List<ToolLog.Stretch> of(LogMapping mapping, List<Instant> times, List<ToolLog.Column> columns) {
        List<List<Bound>> bound = new ArrayList<>();
        for (LogMapping.Phase phase : mapping.phases()) {
            bound.add(phase.all().stream()
                    .map(condition -> bind(condition, columns))
                    .toList());
        }
        List<ToolLog.Stretch> found = new ArrayList<>();
        for (int row = 0; row < times.size(); row++) {
            String name = mapping.otherwise();
            for (int i = bound.size() - 1; i >= 0; i--) {
                int at = row;
                if (bound.get(i).stream().allMatch(one -> one.holds(at))) {
                    name = mapping.phases().get(i).name();
                }
            }
            append(found, new ToolLog.Stretch(name, row, row + 1));
        }
        return withoutShort(found, times, mapping.shortest());
    }

    private static Bound bind(LogMapping.Condition condition, List<ToolLog.Column> columns) {
        double[] than = columns.stream()
                .filter(column -> column.name().equals(condition.than()))
                .map(ToolLog.Column::values)
                .findFirst()
                .orElse(null);
        boolean lost = !condition.than().isEmpty() && than == null;
        return new Bound(
                condition,
                columns.stream()
                        .filter(column -> !lost && condition.fits(column.name()))
                        .map(ToolLog.Column::values)
                        .toList(),
                than);
    }

    private static void append(List<ToolLog.Stretch> found, ToolLog.Stretch next) {
        ToolLog.Stretch last = found.isEmpty() ? null : found.get(found.size() - 1);
        if (last != null && last.phase().equals(next.phase())) {
            found.set(found.size() - 1, new ToolLog.Stretch(last.phase(), last.first(), next.next()));
        } else {
            found.add(next);
        }
    }

    /** A blink of a signal is no phase: it belongs to what was going on. */
    private static List<ToolLog.Stretch> withoutShort(
            List<ToolLog.Stretch> found, List<Instant> times, Duration shortest) {
        List<ToolLog.Stretch> kept = new ArrayList<>();
        for (ToolLog.Stretch stretch : found) {
            Instant end = times.get(Math.min(stretch.next(), times.size() - 1));
            boolean brief = Duration.between(times.get(stretch.first()), end).compareTo(shortest) < 0;
            String phase = brief && !kept.isEmpty() ? kept.get(kept.size() - 1).phase() : stretch.phase();
            append(kept, new ToolLog.Stretch(phase, stretch.first(), stretch.next()));
        }
        return kept;
    }
}
