package org.sputterpilot.celltests.readers;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.UnreadableFileException;

/**
 * Rows under one header become records: each quantity from the first column that is it, the rest kept as they stand.
 */
final class TableReader {
    private static final int LOOK_AHEAD = 8;
    private static final double CLOCK_TOLERANCE = 0.05;
    private static final int MOST_COLUMNS = 2000;

    private final Reading reading;
    private final List<Column> columns = new ArrayList<>();
    private final int width;
    private int status = -1;
    private int timestamp = -1;
    private int current = -1;
    private int time = -1;
    /** A row without a number here is no record. */
    private int key = -1;

    private final boolean unsignedCurrent;

    /** @param unsignedCurrent the tester writes a current without its sign and says the direction in the status */
    TableReader(Reading reading, List<Column> found, boolean unsignedCurrent) throws UnreadableFileException {
        this.reading = reading;
        this.unsignedCurrent = unsignedCurrent;
        if (found.size() > MOST_COLUMNS) {
            throw reading.refused(0, "columns", found.size() + " columns");
        }
        Set<Quantity> seen = EnumSet.noneOf(Quantity.class);
        for (Column c : found) {
            boolean first = c.quantity() == Quantity.OTHER || seen.add(c.quantity());
            columns.add(first ? c : new Column(c.name(), Quantity.OTHER, 1));
        }
        width = columns.size();
        for (int i = 0; i < width; i++) {
            switch (columns.get(i).quantity()) {
                case STATUS -> status = i;
                case TIMESTAMP -> timestamp = i;
                case CURRENT_A -> current = i;
                case TEST_TIME_S -> time = i;
                default -> {}
            }
        }
        for (int i = 0; i < width && key < 0; i++) {
            boolean number = !Set.of(Quantity.OTHER, Quantity.STATUS, Quantity.TIMESTAMP)
                    .contains(columns.get(i).quantity());
            key = number ? i : -1;
        }
        key = time >= 0 ? time : key;
    }

    /** All rows to the end of the source. */
    void read(String name, Rows rows) throws IOException, UnreadableFileException {
        Deque<String[]> ahead = new ArrayDeque<>();
        Deque<Integer> lines = new ArrayDeque<>();
        String[] row;
        while (ahead.size() < LOOK_AHEAD && (row = rows.next()) != null) {
            ahead.add(row);
            lines.add(rows.line());
        }
        clock(List.copyOf(ahead));
        reading.sink.table(name, columns);
        double[] values = new double[width];
        while (!ahead.isEmpty()) {
            take(ahead.poll(), lines.poll(), values);
        }
        while ((row = rows.next()) != null) {
            take(row, rows.line(), values);
        }
    }

    /** A test time without a unit is held against the clock: minutes and milliseconds have been called seconds. */
    private void clock(List<String[]> rows) {
        if (time < 0 || timestamp < 0) {
            return;
        }
        double first = Double.NaN;
        LocalDateTime at = null;
        for (String[] row : rows) {
            if (row.length <= Math.max(time, timestamp) || row[time].indexOf(':') >= 0) {
                continue;
            }
            LocalDateTime now = date(row[timestamp]);
            double t = Numbers.of(row[time]);
            if (now == null || Double.isNaN(t)) {
                continue;
            }
            if (at == null) {
                at = now;
                first = t;
                continue;
            }
            double wall = java.time.Duration.between(at, now).toMillis() / 1000.0;
            double told = (t - first) * columns.get(time).factor();
            for (double factor : new double[] {60, 3600, 1e-3}) {
                if (wall >= 10 && Math.abs(told * factor - wall) <= CLOCK_TOLERANCE * wall) {
                    Column c = columns.get(time);
                    columns.set(time, new Column(c.name(), c.quantity(), c.factor() * factor));
                    reading.warn(0, "TIME_UNIT", "the clock says that a unit of " + c.name() + " is " + factor + " s");
                    return;
                }
            }
        }
    }

    private static LocalDateTime date(String text) {
        try {
            return LocalDateTime.parse(text, DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss"));
        } catch (DateTimeParseException notThis) {
            return null;
        }
    }

    private void take(String[] row, int line, double[] values) throws UnreadableFileException {
        if (row.length == 0 || row.length == 1 && row[0].isBlank()) {
            return;
        }
        int needed = 1 + Math.max(Math.max(current, time), timestamp);
        if (row.length < needed) {
            reading.warn(line, "LAST_RECORD_CUT", row.length + " of " + width + " columns; left out");
            return;
        }
        if (key >= 0 && (row.length <= key || Double.isNaN(Numbers.duration(row[key], 1)))) {
            reading.warn(line, "NOT_A_RECORD", "'" + shortened(row[0]) + "' is no record");
            if (reading.warnings.size() > 1000) {
                throw reading.refused(line, "records", "over a thousand lines that are no records");
            }
            return;
        }
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < Math.min(width, row.length); i++) {
            Column c = columns.get(i);
            values[i] = switch (c.quantity()) {
                case STATUS, TIMESTAMP -> Double.NaN;
                case TEST_TIME_S, STEP_TIME_S -> Numbers.duration(row[i], c.factor());
                default -> Numbers.of(row[i]) * c.factor();
            };
        }
        String doing = status >= 0 && status < row.length ? row[status] : "";
        if (unsignedCurrent && current >= 0 && doing.startsWith("D")) {
            values[current] = -Math.abs(values[current]);
        }
        reading.sink.record(values, doing, timestamp >= 0 ? row[timestamp] : "");
    }

    private static String shortened(String cell) {
        return cell.length() > 40 ? cell.substring(0, 40) + "…" : cell;
    }
}
