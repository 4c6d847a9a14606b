package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sputterpilot.historian.RunQueue;

/**
 * The planned runs of a unit in the database. They are kept in memory between changes: who looks every second whether
 * one is due asks no disk. Nobody else changes them; a unit has one program at a time.
 */
public final class RunQueueStore implements RunQueue {
    private final Database database;
    private final String unit;
    /** What the database holds; empty until somebody asks, and after each change. */
    private Optional<List<Planned>> kept = Optional.empty();

    public RunQueueStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public synchronized List<Planned> all() {
        if (kept.isEmpty()) {
            kept = Optional.of(List.copyOf(Transactions.read(database, this::all)));
        }
        return kept.get();
    }

    private List<Planned> all(Connection connection) throws SQLException {
        return Statements.query(
                connection, "select * from run_queue where unit = ? order by ordinal", RunQueueStore::planned, unit);
    }

    @Override
    public Optional<Planned> find(String id) {
        return all().stream().filter(planned -> planned.id().equals(id)).findFirst();
    }

    @Override
    public synchronized Planned add(
            String orderJson, String recipe, Optional<Instant> startsAt, String by, Instant at) {
        kept = Optional.empty();
        String id = UUID.randomUUID().toString();
        Transactions.durable(
                database,
                connection -> Statements.change(
                        connection,
                        "insert into run_queue (id, unit, ordinal, order_json, recipe, starts_at, entered_by,"
                                + " entered_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                        id,
                        unit,
                        all(connection).size() + 1,
                        orderJson,
                        recipe,
                        Statements.momentOrNothing(startsAt),
                        by,
                        at));
        return find(id).orElseThrow();
    }

    @Override
    public synchronized void move(String id, int place) {
        kept = Optional.empty();
        Transactions.durable(database, connection -> {
            List<Planned> order = new ArrayList<>(all(connection));
            Optional<Planned> moved =
                    order.stream().filter(one -> one.id().equals(id)).findFirst();
            moved.ifPresent(one -> {
                order.remove(one);
                order.add(Math.max(0, Math.min(place - 1, order.size())), one);
            });
            return number(connection, order);
        });
    }

    @Override
    public synchronized boolean remove(String id) {
        kept = Optional.empty();
        return Transactions.durable(database, connection -> {
            int gone = Statements.change(connection, "delete from run_queue where unit = ? and id = ?", unit, id);
            number(connection, all(connection));
            return gone == 1;
        });
    }

    private static int number(Connection connection, List<Planned> order) throws SQLException {
        for (int i = 0; i < order.size(); i++) {
            Statements.change(
                    connection,
                    "update run_queue set ordinal = ? where id = ?",
                    i + 1,
                    order.get(i).id());
        }
        return order.size();
    }

    @Override
    public synchronized void missed(String id, String why) {
        kept = Optional.empty();
        Transactions.durable(
                database,
                connection -> Statements.change(
                        connection,
                        "update run_queue set trouble = ?, starts_at = null where unit = ? and id = ?",
                        Statements.clip(why, 1000),
                        unit,
                        id));
    }

    private static Planned planned(ResultSet row) throws SQLException {
        return new Planned(
                row.getString("id"),
                row.getInt("ordinal"),
                row.getString("order_json"),
                row.getString("recipe"),
                Statements.perhaps(row, "starts_at"),
                row.getString("entered_by"),
                Statements.moment(row, "entered_at"),
                Statements.text(row, "trouble"));
    }
}
