package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.SQLException;

/** A piece of work in one transaction: all of it or nothing. */
public final class Transactions {
    private Transactions() {}

    /** What is done with a connection. */
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** The database did not do what was asked of it. */
    public static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    public static <T> T read(Database database, Work<T> work) {
        try (Connection connection = database.open()) {
            T answer = work.with(connection);
            connection.rollback();
            return answer;
        } catch (SQLException e) {
            throw new FailedException(e);
        }
    }

    /** Returns when the work is committed and would survive a power cut. */
    public static <T> T durable(Database database, Work<T> work) {
        try (Connection connection = database.open()) {
            T answer = once(connection, work);
            database.synchronise(connection);
            return answer;
        } catch (SQLException e) {
            throw new FailedException(e);
        }
    }

    public static <T> T once(Connection connection, Work<T> work) throws SQLException {
        try {
            T answer = work.with(connection);
            connection.commit();
            return answer;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }
}
