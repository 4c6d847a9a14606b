package org.sputterpilot.historian.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves everything one database holds into another: all of it or nothing, counted and fingerprinted on both sides
 * before the other one keeps it. What was interrupted is simply begun anew.
 */
public final class Transfer {
    private Transfer() {}

    /**
     * One table that was moved.
     *
     * @param sum fingerprint of its rows, the same on both sides
     */
    public record Moved(String table, long rows, String sum) {}

    /**
     * Moves it.
     *
     * @param from nobody else uses it; brought to this program's version
     * @param to without tables, or with empty ones of this version
     * @throws IllegalStateException when the other database holds something, or holds something else afterwards
     */
    public static List<Moved> between(Database from, Database to) {
        from.migrate();
        to.migrate();
        return from.still(source -> Transactions.durable(to, target -> {
            try {
                return move(source, target);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private static List<Moved> move(Connection source, Connection target) throws SQLException, IOException {
        List<TableText> tables = Tables.inOrder(target);
        Tables.requireEmpty(target, tables);
        List<Moved> moved = new ArrayList<>();
        for (TableText table : tables) {
            Tables.Count here;
            try (Tables.Inserter rows = new Tables.Inserter(target, table, table.columns())) {
                here = Tables.read(source, table, rows);
                rows.flush();
            }
            Tables.Count there = Tables.read(target, table, line -> {});
            if (!here.equals(there)) {
                throw new IllegalStateException("table " + table.name() + ": " + here.rows() + " rows here, "
                        + there.rows() + " there, and they are not the same; nothing was kept there");
            }
            moved.add(new Moved(table.name(), here.rows(), here.sum()));
        }
        return moved;
    }
}
