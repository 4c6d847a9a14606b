package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plain statements with values that may be moments, unknown numbers or nothing. */
public final class Statements {
    private Statements() {}

    /** Reads one row. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    public static int change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    public static <T> List<T> query(Connection connection, String sql, Row<T> read, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(read.read(rows));
                }
                return found;
            }
        }
    }

    public static <T> Optional<T> first(Connection connection, String sql, Row<T> read, Object... values)
            throws SQLException {
        return query(connection, sql, read, values).stream().findFirst();
    }

    public static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Instant at) {
                statement.setObject(i + 1, Nanos.column(at));
            } else if (value instanceof Double number && !Double.isFinite(number)) {
                statement.setNull(i + 1, Types.DOUBLE);
            } else if (value == Nothing.TEXT) {
                statement.setNull(i + 1, Types.VARCHAR);
            } else if (value == Nothing.COUNT) {
                statement.setNull(i + 1, Types.INTEGER);
            } else if (value == Nothing.MOMENT) {
                statement.setNull(i + 1, Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    /** A column without a value, by type: drivers want to know. */
    public enum Nothing {
        TEXT,
        COUNT,
        MOMENT
    }

    /** A text column where empty means that there is none. */
    public static Object textOrNothing(String text) {
        return text.isEmpty() ? Nothing.TEXT : text;
    }

    public static Object momentOrNothing(Optional<Instant> at) {
        return at.isPresent() ? at.get() : Nothing.MOMENT;
    }

    public static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static Optional<Instant> perhaps(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** A number that may be unknown. */
    public static double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    public static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    /** At most so many characters: a text too long for its column must not stop the writer. */
    public static String clip(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
