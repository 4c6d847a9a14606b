package org.sputterpilot.historian.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table of the historian as text: a head that names each column with its kind, then one line for each row, columns
 * apart by a tab. It reads the same from either database and into either, and a person can read it without this
 * program.
 *
 * @param name of the table
 * @param columns in the order of their names, which is that of the text
 * @param parent column and key column by which a row names another row of the same table
 */
record TableText(String name, List<Column> columns, Optional<Parent> parent) {
    private static final String NOTHING = "\\N";

    /** What a column holds, whatever the database calls it. */
    enum Kind {
        TEXT(Types.VARCHAR),
        WHOLE(Types.BIGINT),
        NUMBER(Types.DOUBLE),
        TRUTH(Types.BOOLEAN),
        MOMENT(Types.TIMESTAMP_WITH_TIMEZONE),
        BYTES(Types.VARBINARY);

        private final int type;

        Kind(int type) {
            this.type = type;
        }

        /** @throws IllegalStateException for a type no migration of ours uses */
        static Kind of(int type, String typeName, String column) {
            return switch (type) {
                case Types.VARCHAR, Types.CLOB, Types.LONGVARCHAR, Types.CHAR -> TEXT;
                case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> WHOLE;
                case Types.DOUBLE -> NUMBER;
                case Types.BOOLEAN, Types.BIT -> TRUTH;
                case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP -> MOMENT;
                case Types.BINARY, Types.VARBINARY, Types.BLOB -> BYTES;
                default ->
                    throw new IllegalStateException("column " + column + " is of a type unknown here: " + typeName);
            };
        }
    }

    /** A column and what it holds. */
    record Column(String name, Kind kind) {}

    /** How a row names another row of its own table. */
    record Parent(String column, String key) {}

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    String head() {
        List<String> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(column.name() + ":" + column.kind()));
        return String.join("\t", cells);
    }

    /** The columns of a head; the table they belong to is not known from it. */
    static List<Column> columns(String head) throws DamagedException {
        List<Column> columns = new ArrayList<>();
        for (String cell : head.split("\t", -1)) {
            int colon = cell.lastIndexOf(':');
            try {
                columns.add(new Column(cell.substring(0, colon), Kind.valueOf(cell.substring(colon + 1))));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new DamagedException("'" + cell + "' is no column", e);
            }
        }
        return columns;
    }

    /** The row the result set stands on. */
    String line(ResultSet row) throws SQLException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                line.append('\t');
            }
            line.append(cell(row, i + 1, columns.get(i)));
        }
        return line.toString();
    }

    private static String cell(ResultSet row, int index, Column column) throws SQLException {
        String text =
                switch (column.kind()) {
                    case TEXT ->
                        Optional.ofNullable(row.getString(index))
                                .map(TableText::escaped)
                                .orElse(null);
                    case WHOLE -> Long.toString(row.getLong(index));
                    case NUMBER -> Double.toString(row.getDouble(index));
                    case TRUTH -> Boolean.toString(row.getBoolean(index));
                    case MOMENT ->
                        row.getObject(index) == null
                                ? null
                                : Statements.moment(row, column.name()).toString();
                    case BYTES ->
                        Optional.ofNullable(row.getBytes(index))
                                .map(Base64.getEncoder()::encodeToString)
                                .orElse(null);
                };
        return text == null || row.wasNull() ? NOTHING : text;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static String unescaped(String text) throws DamagedException {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            i++;
            switch (i < text.length() ? text.charAt(i) : ' ') {
                case '\\' -> out.append('\\');
                case 't' -> out.append('\t');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                default -> throw new DamagedException("a text with an escape nobody writes");
            }
        }
        return out.toString();
    }

    /** Puts a line into a statement that inserts these columns in this order. */
    static void bind(PreparedStatement insert, List<Column> columns, String[] cells) throws SQLException {
        if (cells.length != columns.size()) {
            throw new DamagedException("a row of " + cells.length + " columns, expected " + columns.size());
        }
        for (int i = 0; i < cells.length; i++) {
            Kind kind = columns.get(i).kind();
            if (cells[i].equals(NOTHING)) {
                insert.setNull(i + 1, kind == Kind.BYTES ? Types.BINARY : kind.type);
                continue;
            }
            try {
                switch (kind) {
                    case TEXT -> insert.setString(i + 1, unescaped(cells[i]));
                    case WHOLE -> insert.setLong(i + 1, Long.parseLong(cells[i]));
                    case NUMBER -> insert.setDouble(i + 1, Double.parseDouble(cells[i]));
                    case TRUTH -> insert.setBoolean(i + 1, cells[i].equals("true"));
                    case MOMENT -> insert.setObject(i + 1, Nanos.column(Instant.parse(cells[i])));
                    case BYTES -> insert.setBytes(i + 1, Base64.getDecoder().decode(cells[i]));
                }
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                throw new DamagedException("'" + Statements.clip(cells[i], 40) + "' is no " + kind, e);
            }
        }
    }

    static String[] cells(String line) {
        return line.split("\t", -1);
    }

    /** Rows in an order in which each comes after the row of the same table it names. */
    List<String> parentsFirst(List<String> lines) {
        if (parent.isEmpty()) {
            return lines;
        }
        int names = names().indexOf(parent.get().column());
        int is = names().indexOf(parent.get().key());
        Set<String> there = new HashSet<>();
        List<String> ordered = new ArrayList<>();
        List<String> waiting = new ArrayList<>(lines);
        boolean moved = true;
        while (moved && !waiting.isEmpty()) {
            List<String> still = new ArrayList<>();
            for (String line : waiting) {
                String[] cells = cells(line);
                if (cells[names].equals(NOTHING) || there.contains(cells[names]) || cells[names].equals(cells[is])) {
                    there.add(cells[is]);
                    ordered.add(line);
                } else {
                    still.add(line);
                }
            }
            moved = still.size() < waiting.size();
            waiting = still;
        }
        // what names a row that is not there is refused by the database, in its words
        ordered.addAll(waiting);
        return ordered;
    }
}
