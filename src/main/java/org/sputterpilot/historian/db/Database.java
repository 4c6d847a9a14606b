package org.sputterpilot.historian.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database the historian writes to: H2 in a file beside the program, or a PostgreSQL server. The statements are the
 * same; the two differ only in how a commit is brought to the disk.
 *
 * @param source where connections come from
 * @param dialect which of the two it is
 */
public record Database(DataSource source, Dialect dialect) {
    /** The isolation level that only H2 has a number for. */
    private static final int SNAPSHOT = org.h2.engine.Constants.TRANSACTION_SNAPSHOT;

    /** The two databases we know. */
    public enum Dialect {
        /** A commit is written at once but not synchronised; that takes a statement of its own. */
        H2("CHECKPOINT SYNC", SNAPSHOT),
        /** A commit is synchronised by itself. */
        POSTGRESQL("", Connection.TRANSACTION_REPEATABLE_READ);

        private final String synchronise;
        /** The isolation in which everything is seen as of one moment. */
        private final int still;

        Dialect(String synchronise, int still) {
            this.synchronise = synchronise;
            this.still = still;
        }
    }

    /** Asks the database which one it is. */
    public static Database over(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return new Database(source, product.equals("H2") ? Dialect.H2 : Dialect.POSTGRESQL);
        }
    }

    /** The address of an H2 file database with the settings we rely on. */
    public static String h2Url(Path file) {
        return "jdbc:h2:file:" + file.toAbsolutePath()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** A database in a file, for commands and tests; the server passes its pool to {@link #over}. */
    public static Database h2(Path file) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(h2Url(file));
        source.setUser("sa");
        source.setPassword("");
        return new Database(source, Dialect.H2);
    }

    /** A database on a PostgreSQL server, for commands and tests. */
    public static Database postgresql(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return new Database(source, Dialect.POSTGRESQL);
    }

    /** Brings the tables to this program's version; data stays, and what is append only is guarded. */
    public Database migrate() {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        try (Connection connection = open()) {
            AppendOnly.guard(connection, dialect);
            connection.commit();
            return this;
        } catch (SQLException e) {
            throw new Transactions.FailedException(e);
        }
    }

    /** Brings the tables of an empty database to an earlier version, for rows that were written by it. */
    void migrateTo(String version) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    /**
     * Does work that sees the database as it was at its first question, whatever is written meanwhile, and holds nobody
     * up by it.
     */
    <T> T still(Transactions.Work<T> work) {
        try (Connection connection = open()) {
            int before = connection.getTransactionIsolation();
            try {
                connection.setTransactionIsolation(dialect.still);
                lazily(connection, true);
                return work.with(connection);
            } finally {
                connection.rollback();
                lazily(connection, false);
                connection.setTransactionIsolation(before);
            }
        } catch (SQLException e) {
            throw new Transactions.FailedException(e);
        }
    }

    /** H2 would otherwise hold a whole answer in memory before its first row. */
    private void lazily(Connection connection, boolean lazily) throws SQLException {
        if (dialect == Dialect.H2) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lazy_query_execution " + (lazily ? 1 : 0));
            }
        }
    }

    /** A connection whose commits the caller decides about. */
    Connection open() throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** Returns when everything committed so far would survive a power cut. */
    void synchronise(Connection connection) throws SQLException {
        if (!dialect.synchronise.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(dialect.synchronise);
            }
        }
    }
}
