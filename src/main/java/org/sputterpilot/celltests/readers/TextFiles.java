package org.sputterpilot.celltests.readers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.UnreadableFileException;

/** Text exports: what stands before the records differs from tester to tester, the records are rows under a header. */
final class TextFiles {
    private static final int LONGEST_HEAD = 2000;
    private static final Pattern NOTE =
            Pattern.compile("[#~]?\\s*([^:=\\t,]{1,60}?)\\s*(?:[:=\\t]|,(?=\\S))\\s*(.*?),*");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("(^|[\\t;])-?\\d+,\\d+(E[-+]?\\d+)?($|[\\t;])");

    private final Reading reading;
    private final Text text;

    TextFiles(Reading reading, Text text) {
        this.reading = reading;
        this.text = text;
    }

    /** @return the format by content */
    String read(String sample) throws IOException, UnreadableFileException {
        if (sample.startsWith("EC-Lab ASCII FILE") || sample.startsWith("BT-Lab ASCII FILE")) {
            return bioLogic();
        }
        if (sample.startsWith("EXPLAIN")) {
            new GamryTables(reading, text).read();
            return "Gamry DTA";
        }
        if (sample.startsWith("ZPLOT")) {
            return zPlot();
        }
        if (sample.startsWith("~")) {
            return basytec();
        }
        if (sample.contains("Instrument Model:") && sample.contains("Data Source:")) {
            return underHeader("CHI");
        }
        if (sample.startsWith("[Summary]")) {
            skipTo("[Data]");
            return underHeader("Novonix");
        }
        return underHeader("");
    }

    private String[] skipTo(String mark) throws IOException, UnreadableFileException {
        String before = "";
        for (String line = text.line(); line != null; line = text.line()) {
            if (line.strip().equals(mark)) {
                return new String[] {before};
            }
            note(line);
            before = line;
        }
        throw reading.refused(text.lineNumber(), "records", "no line '" + mark + "' before the records");
    }

    private void note(String line) {
        Matcher m = NOTE.matcher(line.strip());
        if (m.matches() && reading.notes.size() < LONGEST_HEAD) {
            reading.notes.putIfAbsent(m.group(1).strip(), m.group(2).strip());
        }
    }

    // ---------------------------------------------------------------- heads

    private String bioLogic() throws IOException, UnreadableFileException {
        text.line();
        String second = text.line();
        Matcher m = Pattern.compile("Nb header lines : (\\d{1,5})\\s*").matcher(second == null ? "" : second);
        if (!m.matches()) {
            throw reading.refused(2, "header-lines", "the second line does not say how many header lines there are");
        }
        int count = Integer.parseInt(m.group(1));
        String line = second;
        for (int i = 3; i <= count && line != null; i++) {
            line = text.line();
            if (line != null && i < count) {
                if (i == 4) {
                    reading.notes.put("technique", line.strip());
                }
                note(line);
            }
        }
        if (line == null) {
            throw reading.refused(
                    text.lineNumber(), "header-lines", "the file ends before its " + count + " header lines");
        }
        reading.notes.put("header lines", m.group(1));
        records("BioLogic mpt", line, '\t');
        return "BioLogic mpt";
    }

    private String zPlot() throws IOException, UnreadableFileException {
        String header = skipTo("End Comments")[0];
        records("ZPlot", header.strip(), '\t');
        return "ZPlot";
    }

    private String basytec() throws IOException, UnreadableFileException {
        String line = text.line();
        while (line != null && !line.startsWith("~Time")) {
            note(line);
            line = text.line();
        }
        if (line == null) {
            throw reading.refused(text.lineNumber(), "header", "no header line that begins with ~Time");
        }
        records("Basytec", line.substring(1), '\t');
        return "Basytec";
    }

    /** The first line in which three cells, or two of a curve, are words for columns is the header. */
    private String underHeader(String known) throws IOException, UnreadableFileException {
        int needed = known.equals("CHI") ? 2 : 3;
        for (String line = text.line(); line != null && text.lineNumber() < LONGEST_HEAD; line = text.line()) {
            char separator = Text.separator(line);
            String[] cells = Text.split(line, separator);
            long words = Stream.of(cells)
                    .filter(c -> HeaderWords.column(c).quantity() != Quantity.OTHER)
                    .count();
            if (words >= needed) {
                String format = known.isEmpty() ? format(List.of(Text.stripped(cells))) : known;
                records(format, line, separator);
                return format;
            }
            note(line);
        }
        throw reading.refused(
                0,
                "format",
                "no reader knows this file: no tester's mark and no line that names time, voltage and current");
    }

    private static String format(List<String> header) {
        String first = header.get(0);
        if (first.equals("Rec") || first.equals("Rec#")) {
            return "Maccor";
        }
        if (header.stream().anyMatch(h -> h.matches("Test Time / s|test_time_\\w+"))
                && header.stream().anyMatch(h -> h.matches("Voltage / V|voltage_volt"))) {
            return "BDF";
        }
        if (first.equals("DataPoint") || first.equals("数据序号") || header.contains("Step Type")) {
            return "Neware";
        }
        if (first.equals("Data_Point") || first.equals("Data Point")) {
            return "Arbin";
        }
        if (first.equals("channel_index") || first.equals("循环序号") || header.contains("SysTime")) {
            return "Landt";
        }
        return "table";
    }

    // ---------------------------------------------------------------- records

    private void records(String format, String header, char headerSeparator)
            throws IOException, UnreadableFileException {
        String[] names = Text.split(header, headerSeparator);
        if (names[names.length - 1].isEmpty()) {
            names = Arrays.copyOf(names, names.length - 1);
        }
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(column(format, name));
        }
        boolean maccor = format.equals("Maccor");
        if (maccor && columns.stream().noneMatch(c -> c.quantity() == Quantity.STATUS)) {
            reading.warn(
                    text.lineNumber(), "CURRENT_UNSIGNED", "no state column: the direction of the current is unknown");
        }
        new TableReader(reading, columns, maccor).read(format, new Lines(headerSeparator));
    }

    private static Column column(String format, String name) {
        if (format.equals("Neware") && name.equals("Time")) {
            return new Column(name, Quantity.STEP_TIME_S, 1);
        }
        if (format.equals("BDF") && !name.contains(" / ") && !name.matches("[a-z_]+")) {
            return new Column(name, Quantity.OTHER, 1); // what was left of the tester's own columns
        }
        return HeaderWords.column(name);
    }

    /** The lines after the header; the records may be separated otherwise than the header. */
    private final class Lines implements Rows {
        private char separator;
        private boolean decided;

        Lines(char separator) {
            this.separator = separator;
        }

        @Override
        public String[] next() throws IOException, UnreadableFileException {
            String line = text.line();
            while (line != null && line.isBlank()) {
                line = text.line();
            }
            if (line == null) {
                return null;
            }
            if (!decided) {
                decided = true;
                if (line.indexOf(separator) < 0) {
                    separator = line.indexOf('\t') >= 0
                            ? '\t'
                            : line.indexOf(';') >= 0 ? ';' : line.indexOf(',') >= 0 ? ',' : ' ';
                }
                if (separator != ',' && DECIMAL_COMMA.matcher(line).find()) {
                    reading.notes.put("decimal sign", ",");
                }
            }
            return Text.split(line, separator);
        }

        @Override
        public int line() {
            return text.lineNumber();
        }
    }
}
