package org.sputterpilot.toollogs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a log by its mapping. What stands before the line with the names is the tool's own; every row after it has a
 * cell for every name, and a time that is not before the row above.
 */
public final class LogReader {
    private static final int MOST_ROWS = 10_000_000;

    private final LogMapping mapping;
    private int line;

    private LogReader(LogMapping mapping) {
        this.mapping = mapping;
    }

    /**
     * The log in these bytes.
     *
     * @throws LogFaultException when they are not such a log
     */
    public static ToolLog read(byte[] bytes, LogMapping mapping) throws LogFaultException {
        try {
            return new LogReader(mapping).read(new BufferedReader(new StringReader(text(bytes))));
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
    }

    /** UTF-8 where it is that; otherwise each byte is a letter, which is what older tools write. */
    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private ToolLog read(BufferedReader in) throws IOException, LogFaultException {
        List<String> names = names(in);
        int timeAt = names.indexOf(mapping.time());
        List<Instant> times = new ArrayList<>();
        List<String[]> rows = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            line++;
            if (text.isBlank()) {
                continue;
            }
            List<String> cells = cells(text);
            if (cells.size() != names.size()) {
                throw new LogFaultException(line, cells.size() + " cells", names.size() + ", one for each column");
            }
            if (rows.size() == MOST_ROWS) {
                throw new LogFaultException(line, "another row", "at most " + MOST_ROWS);
            }
            times.add(time(cells.get(timeAt), times));
            rows.add(cells.toArray(String[]::new));
            lines.add(line);
        }
        if (rows.isEmpty()) {
            throw new LogFaultException(line, "no row", "at least one under the names of the columns");
        }
        List<ToolLog.Column> columns = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Set<String> tags = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (i != timeAt) {
                String name = names.get(i);
                Optional<LogMapping.Rule> rule = mapping.rule(name);
                if (rule.isEmpty()) {
                    unknown.add(name);
                }
                columns.add(column(name, tag(name, tags), rule, rows, lines, i));
            }
        }
        return new ToolLog(times, columns, LogPhases.of(mapping, times, columns), unknown);
    }

    private List<String> names(BufferedReader in) throws IOException, LogFaultException {
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            line++;
            List<String> cells = cells(text).stream().map(String::strip).toList();
            if (cells.contains(mapping.time())) {
                if (new HashSet<>(cells).size() != cells.size()) {
                    throw new LogFaultException(line, "two columns of one name", "a name of its own for each");
                }
                return cells;
            }
        }
        throw new LogFaultException(
                Math.max(line, 1),
                "the end",
                "a line with the names of the columns, among them '" + mapping.time() + "'");
    }

    /** The cells of a line; one in quotation marks may hold the separator, and two of these marks mean one. */
    private List<String> cells(String text) throws LogFaultException {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (c == mapping.separator() && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new LogFaultException(line, "a quotation mark that is not closed", "both, on one line");
        }
        cells.add(cell.toString());
        return cells;
    }

    /** An hour that a clock shows twice in autumn is the first one, unless that would go back. */
    private Instant time(String text, List<Instant> before) throws LogFaultException {
        Instant at;
        try {
            LocalDateTime local = LocalDateTime.parse(text.strip(), mapping.format());
            ZonedDateTime first = local.atZone(mapping.zone()).withEarlierOffsetAtOverlap();
            Instant last = before.isEmpty() ? Instant.MIN : before.get(before.size() - 1);
            at = first.toInstant().isBefore(last)
                    ? first.withLaterOffsetAtOverlap().toInstant()
                    : first.toInstant();
            if (at.isBefore(last)) {
                throw new LogFaultException(line, "'" + text + "'", "a time not before that of the row above");
            }
        } catch (DateTimeException e) {
            throw new LogFaultException(line, "'" + text + "'", "a time as the mapping writes it");
        }
        return at;
    }

    private ToolLog.Column column(
            String name, String tag, Optional<LogMapping.Rule> rule, List<String[]> rows, List<Integer> lines, int at)
            throws LogFaultException {
        LogMapping.Holds holds = rule.map(LogMapping.Rule::holds)
                .orElseGet(() -> rows.stream()
                                .allMatch(row ->
                                        row[at].isBlank() || number(row[at]).isPresent())
                        ? LogMapping.Holds.NUMBER
                        : LogMapping.Holds.TEXT);
        double[] values = new double[rows.size()];
        Map<String, Integer> labels = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            String cell = rows.get(i)[at].strip();
            if (holds == LogMapping.Holds.TEXT) {
                values[i] = labels.computeIfAbsent(cell, text -> labels.size());
            } else if (cell.isEmpty()) {
                values[i] = Double.NaN;
            } else {
                Optional<Double> value = number(cell);
                boolean wrong =
                        value.isEmpty() || holds == LogMapping.Holds.SWITCH && value.get() != 0 && value.get() != 1;
                if (wrong) {
                    throw new LogFaultException(
                            lines.get(i),
                            name + " '" + cell + "'",
                            holds == LogMapping.Holds.SWITCH ? "0 or 1" : "a number");
                }
                values[i] = value.get();
            }
        }
        String unit = rule.flatMap(LogMapping.Rule::unit)
                .map(org.sputterpilot.units.Unit::symbol)
                .orElse("");
        List<String> words = holds == LogMapping.Holds.SWITCH ? List.of("0", "1") : List.copyOf(labels.keySet());
        return new ToolLog.Column(name, tag, unit, words, values);
    }

    private Optional<Double> number(String cell) {
        String text = mapping.decimal() == '.' ? cell.strip() : cell.strip().replace(mapping.decimal(), '.');
        try {
            double value = text.matches("[-+0-9.eE]+") ? Double.parseDouble(text) : Double.NaN;
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A name that questions can be asked by: small letters, digits and lines below. */
    private String tag(String name, Set<String> taken) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^[_0-9]+|_+$", "");
        String begin = mapping.id().replace('-', '_') + "." + (plain.isEmpty() ? "column" : plain);
        String tag = begin;
        for (int i = 2; !taken.add(tag); i++) {
            tag = begin + "_" + i;
        }
        return tag;
    }
}
