package org.sputterpilot.logbook.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.HistorianQueries;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.Transactions;
import org.sputterpilot.logbook.Deviation;
import org.sputterpilot.logbook.DeviationBook;
import org.sputterpilot.logbook.DeviationState;

/** The deviation book in the database. */
public final class DeviationStore implements DeviationBook {
    /** So many turns with events are looked at together. */
    private static final int TURNS_TOGETHER = 500;

    private static final int MOST_TEXT = 4000;

    private final Database database;
    private final String unit;

    public DeviationStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public Optional<Deviation> find(String number) {
        return one("d.number = ?", number);
    }

    @Override
    public Optional<Deviation> openedFor(String key) {
        return one("d.unit = ? and d.opened_for = ?", unit, key);
    }

    private Optional<Deviation> one(String where, Object... values) {
        return some("where " + where, values).stream().findFirst();
    }

    @Override
    public List<Deviation> of(Collection<String> runs) {
        return runs.isEmpty()
                ? List.of()
                : some(
                        "where d.run_id in (" + "?, ".repeat(runs.size() - 1) + "?) order by d.opened_at, d.number",
                        runs.toArray());
    }

    @Override
    public List<Deviation> newest(int limit) {
        return some("where d.unit = ? order by d.opened_at desc, d.number desc limit ?", unit, limit);
    }

    private List<Deviation> some(String where, Object... values) {
        return Transactions.read(database, connection -> {
            List<Deviation> whole = new ArrayList<>();
            for (Deviation one : Statements.query(
                    connection, "select d.* from deviation d " + where, DeviationStore::bare, values)) {
                whole.add(
                        new Deviation(one.number(), one.key(), one.run(), one.cause(), life(connection, one.number())));
            }
            return whole;
        });
    }

    private static Deviation bare(ResultSet row) throws SQLException {
        return new Deviation(
                row.getString("number"),
                row.getString("opened_for"),
                Statements.text(row, "run_id"),
                row.getString("cause"),
                List.of());
    }

    /** One part of an entry: the entry, without its changes, and the change if it has one. */
    private record Part(Deviation.Entry entry, Optional<Deviation.Change> change) {}

    private static List<Deviation.Entry> life(Connection connection, String number) throws SQLException {
        Map<Integer, Deviation.Entry> entries = new LinkedHashMap<>();
        Map<Integer, List<Deviation.Change>> changes = new LinkedHashMap<>();
        for (Part part : Statements.query(
                connection,
                "select * from deviation_entry where deviation = ? order by number, part",
                DeviationStore::part,
                number)) {
            entries.put(part.entry().number(), part.entry());
            part.change()
                    .ifPresent(change -> changes.computeIfAbsent(part.entry().number(), n -> new ArrayList<>())
                            .add(change));
        }
        return entries.values().stream()
                .map(entry -> new Deviation.Entry(
                        entry.number(),
                        entry.at(),
                        entry.who(),
                        entry.name(),
                        entry.act(),
                        changes.getOrDefault(entry.number(), List.of()),
                        entry.reason(),
                        entry.signature()))
                .toList();
    }

    private static Part part(ResultSet row) throws SQLException {
        String field = Statements.text(row, "field");
        return new Part(
                new Deviation.Entry(
                        row.getInt("number"),
                        Statements.moment(row, "at"),
                        row.getString("who"),
                        row.getString("name"),
                        DeviationState.Act.valueOf(row.getString("act")),
                        List.of(),
                        row.getString("reason"),
                        row.getString("signature_id")),
                field.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Deviation.Change(
                                Deviation.Field.valueOf(field),
                                row.getString("old_value"),
                                row.getString("new_value"))));
    }

    @Override
    public int lastNumber(String stem) {
        return Transactions.read(
                        database,
                        connection -> Statements.query(
                                connection,
                                "select number from deviation where number like ?",
                                row -> row.getString(1).substring(stem.length()),
                                stem + "%"))
                .stream()
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    @Override
    public void add(Deviation opened) {
        Transactions.<Integer>durable(database, connection -> {
            insert(connection, opened);
            return 0;
        });
    }

    @Override
    public void add(String number, Deviation.Entry entry) {
        Transactions.<Integer>durable(database, connection -> {
            insert(connection, number, entry);
            return 0;
        });
    }

    private void insert(Connection connection, Deviation opened) throws SQLException {
        Statements.change(
                connection,
                "insert into deviation (number, unit, opened_for, run_id, cause, opened_at) values (?, ?, ?, ?, ?, ?)",
                opened.number(),
                unit,
                opened.key(),
                Statements.textOrNothing(opened.run()),
                Statements.clip(opened.cause(), 300),
                kept(opened.openedAt()));
        for (Deviation.Entry entry : opened.life()) {
            insert(connection, opened.number(), entry);
        }
    }

    private static void insert(Connection connection, String number, Deviation.Entry entry) throws SQLException {
        for (int part = 0; part < Math.max(1, entry.changes().size()); part++) {
            Optional<Deviation.Change> change = entry.changes().isEmpty()
                    ? Optional.empty()
                    : Optional.of(entry.changes().get(part));
            Statements.change(
                    connection,
                    "insert into deviation_entry (deviation, number, part, at, who, name, act, field, old_value,"
                            + " new_value, reason, signature_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    number,
                    entry.number(),
                    part,
                    kept(entry.at()),
                    entry.who(),
                    entry.name(),
                    entry.act().name(),
                    change.<Object>map(one -> one.field().name()).orElse(Statements.Nothing.TEXT),
                    change.map(Deviation.Change::before).orElse(""),
                    change.map(Deviation.Change::after).orElse(""),
                    Statements.clip(entry.reason(), MOST_TEXT),
                    entry.signature());
        }
    }

    /** What a column of time can hold. */
    private static Instant kept(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public List<StoredEvent> unheard() {
        return Transactions.read(database, connection -> {
            long after = Statements.first(
                            connection, "select seq from deviation_heard where unit = ?", row -> row.getLong(1), unit)
                    .orElse(-1L);
            List<Long> turns = Statements.query(
                    connection,
                    "select distinct seq from event where unit = ? and seq > ? order by seq limit ?",
                    row -> row.getLong(1),
                    unit,
                    after,
                    TURNS_TOGETHER);
            return turns.isEmpty()
                    ? List.<StoredEvent>of()
                    : Statements.query(
                            connection,
                            "select * from event where unit = ? and seq > ? and seq <= ? order by seq, part",
                            HistorianQueries::event,
                            unit,
                            after,
                            turns.get(turns.size() - 1));
        });
    }

    @Override
    public void heard(long until, List<Deviation> opened, List<Deviation> again) {
        Transactions.<Integer>durable(database, connection -> {
            for (Deviation one : opened) {
                insert(connection, one);
            }
            for (Deviation one : again) {
                insert(connection, one.number(), one.life().get(one.life().size() - 1));
            }
            if (Statements.change(connection, "update deviation_heard set seq = ? where unit = ?", until, unit) == 0) {
                Statements.change(connection, "insert into deviation_heard (unit, seq) values (?, ?)", unit, until);
            }
            return 0;
        });
    }

    @Override
    public List<Deviation> unfiled() {
        return some(
                "where d.unit = ? and d.run_id is not null and exists (select 1 from deviation_entry e"
                        + " where e.deviation = d.number and e.act = 'CLOSE' and not exists (select 1 from"
                        + " deviation_filed f where f.deviation = e.deviation and f.number = e.number))"
                        + " order by d.opened_at, d.number",
                unit);
    }

    @Override
    public void filed(String number, int entry, int addendum) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "insert into deviation_filed (deviation, number, addendum) select ?, ?, ? where not exists"
                                + " (select 1 from deviation_filed where deviation = ? and number = ?)",
                        number,
                        entry,
                        addendum,
                        number,
                        entry));
    }
}
