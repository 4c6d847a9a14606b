package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sputterpilot.historian.CanonicalJsonReader;
import org.sputterpilot.security.Secrets;

/**
 * The rows of a run as its record holds them: every column by its name, bytes by their SHA-256. They are read the same
 * way when the run is sealed and whenever somebody looks again.
 */
final class SealedRows {
    /** The column that the record takes apart instead of repeating it; its hash stands in the row. */
    static final String BATCH = "recordJson";

    /**
     * One list of the record.
     *
     * @param name of the list
     * @param sql asks for run, unit, start and end in the order of {@code values}
     * @param key what tells its rows apart
     * @param closed whether a row more than was sealed is one too many
     */
    record Section(String name, String sql, List<Value> values, List<String> key, boolean closed) {
        String key(Map<?, ?> row) {
            return name + " "
                    + key.stream().map(column -> text(row.get(column))).collect(Collectors.joining("/"));
        }
    }

    /** What a statement asks for. */
    enum Value {
        RUN,
        UNIT,
        START,
        END
    }

    static final List<Section> SECTIONS = List.of(
            new Section(
                    "phases",
                    "select * from run_phase where run_id = ? order by ordinal",
                    List.of(Value.RUN),
                    List.of("ordinal"),
                    true),
            new Section(
                    "events",
                    "select * from event where run_id = ? and at <= ? order by seq, part",
                    List.of(Value.RUN, Value.END),
                    List.of("seq", "part"),
                    true),
            new Section(
                    "alarms",
                    "select * from alarm_transition where run_id = ? and at <= ? order by seq, part",
                    List.of(Value.RUN, Value.END),
                    List.of("seq", "part"),
                    true),
            // a gap may be found out later, when a part of the journal turns out to be damaged
            new Section(
                    "gaps",
                    "select * from gap where unit = ? and from_at < ? and to_at > ? order by seq, part",
                    List.of(Value.UNIT, Value.END, Value.START),
                    List.of("seq", "part"),
                    false),
            new Section(
                    "blocks",
                    "select * from sample_block where run_id = ? and from_at <= ? order by tag, first_seq",
                    List.of(Value.RUN, Value.END),
                    List.of("tag", "firstSeq"),
                    true));

    private SealedRows() {}

    /** The rows of a list as they are now, by their keys. */
    static Map<String, Map<String, Object>> of(
            Connection connection, Section section, String run, String unit, Instant start, Instant end)
            throws SQLException {
        Object[] values = section.values().stream()
                .map(value -> switch (value) {
                    case RUN -> run;
                    case UNIT -> unit;
                    case START -> start;
                    case END -> end;
                })
                .toArray();
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        for (Map<String, Object> row : Statements.query(connection, section.sql(), SealedRows::row, values)) {
            rows.put(section.key(row), row);
        }
        return rows;
    }

    /** The rows of any table. */
    static List<Map<String, Object>> all(Connection connection, String sql, Object... values) throws SQLException {
        return Statements.query(connection, sql, SealedRows::row, values);
    }

    /** The row of the run. */
    static Optional<Map<String, Object>> run(Connection connection, String run) throws SQLException {
        return Statements.first(connection, "select * from run where id = ?", SealedRows::row, run);
    }

    private static Map<String, Object> row(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, Object> json = new TreeMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = name(columns.getColumnName(i));
            switch (columns.getColumnType(i)) {
                case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                    json.put(name + "Sha256", fingerprint(row.getBytes(i)));
                case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                    json.put(name, moment(row.getObject(i, OffsetDateTime.class)));
                case Types.DOUBLE, Types.FLOAT, Types.REAL -> json.put(name, number(row.getDouble(i), row.wasNull()));
                case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> {
                    long number = row.getLong(i);
                    json.put(name, row.wasNull() ? null : number);
                }
                case Types.BOOLEAN, Types.BIT -> {
                    boolean truth = row.getBoolean(i);
                    json.put(name, row.wasNull() ? null : truth);
                }
                default -> json.put(name, text(name, row.getString(i)));
            }
        }
        return json;
    }

    private static String name(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    private static Instant moment(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** Numbers that JSON cannot tell from others are spelled out. */
    private static Object number(double number, boolean none) {
        if (none) {
            return null;
        }
        boolean minusZero = number == 0 && Double.doubleToRawLongBits(number) != 0;
        return Double.isFinite(number) && !minusZero ? (Object) number : Double.toString(number);
    }

    private static Object text(String name, String text) {
        if (text != null && name.endsWith("Json") && !name.equals(BATCH)) {
            try {
                return CanonicalJsonReader.read(text);
            } catch (CanonicalJsonReader.NotCanonicalException e) {
                return text;
            }
        }
        return text;
    }

    private static String text(Object value) {
        return value instanceof Double number && number == Math.rint(number)
                ? Long.toString(number.longValue())
                : String.valueOf(value);
    }

    private static String fingerprint(byte[] bytes) {
        return bytes == null ? null : Secrets.sha256(bytes);
    }
}
