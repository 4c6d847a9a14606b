package org.sputterpilot.celltests.readers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.UnreadableFileException;

/** Gamry's DTA: a list of settings, then tables whose rows are indented; how many rows they say is not believed. */
final class GamryTables {
    private final Reading reading;
    private final Text text;

    GamryTables(Reading reading, Text text) {
        this.reading = reading;
        this.text = text;
    }

    void read() throws IOException, UnreadableFileException {
        String line = text.line();
        while (line != null) {
            String[] cells = line.split("\t", -1);
            if (cells.length > 1 && cells[1].equals("TABLE")) {
                line = table(cells);
                continue;
            }
            if (cells.length > 1 && !cells[0].isEmpty()) {
                reading.notes.putIfAbsent(cells[0], cells.length > 2 ? cells[2] : cells[1]);
            }
            if (line.startsWith("EXPERIMENTABORTED")) {
                reading.warn(text.lineNumber(), "ABORTED", "the experiment was aborted");
            }
            line = text.line();
        }
    }

    /** @return the line after the table */
    private String table(String[] head) throws IOException, UnreadableFileException {
        int at = text.lineNumber();
        String names = text.line();
        String units = text.line();
        if (names == null || units == null || !names.startsWith("\t") || !units.startsWith("\t")) {
            throw reading.refused(at, "table", "table " + head[0] + " has no header and units");
        }
        String[] name = names.substring(1).split("\t");
        String[] unit = units.substring(1).split("\t", -1);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < name.length; i++) {
            columns.add(HeaderWords.column(name[i], i < unit.length ? unit[i] : ""));
        }
        Indented rows = new Indented();
        new TableReader(reading, columns, false).read(head[0], rows);
        if (head.length > 2 && Numbers.of(head[2]) != rows.count) {
            reading.warn(at, "TABLE_LENGTH", head[0] + " says " + head[2] + " rows and has " + rows.count);
        }
        return rows.after;
    }

    private final class Indented implements Rows {
        private String after;
        private boolean ended;
        private int count;

        @Override
        public String[] next() throws IOException, UnreadableFileException {
            String line = ended ? null : text.line();
            if (line == null || !line.startsWith("\t")) {
                after = ended ? after : line;
                ended = true;
                return null;
            }
            if (count++ == 0 && line.indexOf(',') >= 0) {
                reading.notes.put("decimal sign", ",");
            }
            return line.substring(1).split("\t", -1);
        }

        @Override
        public int line() {
            return text.lineNumber();
        }
    }
}
