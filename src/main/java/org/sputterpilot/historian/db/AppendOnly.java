package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.api.Trigger;

/**
 * The guard of the tables whose rows are never changed and never removed: the database itself refuses, whoever asks.
 * The two databases spell triggers differently, and a guard somebody took off comes back at the next start; so it is
 * put up here, after the migrations.
 *
 * <p>H2 makes one of these for every trigger; PostgreSQL has a function of its own.
 */
public final class AppendOnly implements Trigger {
    /** What nobody changes. */
    static final List<String> TABLES = List.of(
            "audit",
            "audit_checkpoint",
            "signature",
            "signing_key",
            "matrix_signature",
            "run_seal",
            "run_addendum",
            "golden_envelope",
            "golden_run",
            "deviation",
            "deviation_entry",
            "deviation_filed",
            "release_step",
            "legal_hold",
            "tool_log",
            "tool_log_column");

    private static final String FUNCTION = """
            create or replace function append_only() returns trigger language plpgsql as $$
            begin
                raise exception 'append only: rows of % are never changed or removed', tg_table_name
                    using errcode = '42501';
            end $$""";

    /** Refuses on H2. */
    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException("append only: rows of this table are never changed or removed", "42501");
    }

    static void guard(Connection connection, Database.Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (dialect == Database.Dialect.H2) {
                for (String table : TABLES) {
                    statement.execute("create trigger if not exists " + table + "_append_only before update, delete on "
                            + table + " for each row call '" + AppendOnly.class.getName() + "'");
                }
            } else {
                statement.execute(FUNCTION);
                for (String table : TABLES) {
                    missing(connection, table, "_append_only", "before update or delete on " + table + " for each row");
                    missing(connection, table, "_not_emptied", "before truncate on " + table + " for each statement");
                }
            }
        }
    }

    private static void missing(Connection connection, String table, String suffix, String when) throws SQLException {
        boolean there = Statements.first(
                        connection,
                        "select 1 from pg_trigger t join pg_class c on c.oid = t.tgrelid"
                                + " join pg_namespace n on n.oid = c.relnamespace"
                                + " where n.nspname = current_schema() and c.relname = ? and t.tgname = ?"
                                + " and t.tgenabled in ('O', 'A')",
                        row -> 1,
                        table,
                        table + suffix)
                .isPresent();
        if (!there) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("drop trigger if exists " + table + suffix + " on " + table);
                statement.execute("create trigger " + table + suffix + " " + when + " execute function append_only()");
            }
        }
    }
}
