package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sputterpilot.historian.AlarmBook;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.interlocks.alarms.AlarmMemory;
import org.sputterpilot.interlocks.alarms.AlarmState;

/** The alarms' book in the database; the journal's thread fills it, together with the events of the same turns. */
public final class AlarmStore implements AlarmBook {
    private final Database database;
    private final String unit;
    private final Runnable moveOn;

    /** @param moveOn gives what is on its way a moment to arrive */
    AlarmStore(Database database, String unit, Runnable moveOn) {
        this.database = database;
        this.unit = unit;
        this.moveOn = moveOn;
    }

    // ---------------------------------------------------------------- written with the turn's events

    static void save(Connection connection, String unit, Frame frame) throws SQLException {
        if (!frame.alarms().isEmpty()) {
            transitions(connection, unit, frame);
        }
        for (AlarmMemory memory : frame.standing()) {
            stand(connection, unit, frame.sequence(), memory);
        }
    }

    private static void transitions(Connection connection, String unit, Frame frame) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into alarm_transition (unit, seq, part, at, tick, run_id, phase, alarm, priority, from_state,"
                        + " to_state, event, reading, who, comment, until_at, one_shot)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            int part = 0;
            for (AlarmChange change : frame.alarms()) {
                Statements.bind(
                        insert,
                        unit,
                        frame.sequence(),
                        part++,
                        change.at(),
                        frame.tick(),
                        Statements.textOrNothing(frame.runId()),
                        Statements.textOrNothing(frame.phase()),
                        Statements.clip(change.id(), 80),
                        change.priority(),
                        change.from().name(),
                        change.to().name(),
                        change.event().name(),
                        Statements.clip(change.value(), 2000),
                        Statements.clip(change.by(), 120),
                        Statements.clip(change.comment(), 2000),
                        Statements.momentOrNothing(change.until()),
                        change.oneShot());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void stand(Connection connection, String unit, long sequence, AlarmMemory memory)
            throws SQLException {
        Object[] values = {
            sequence,
            memory.state().name(),
            memory.since(),
            memory.raised(),
            memory.active(),
            memory.latched(),
            Statements.clip(memory.value(), 2000),
            Statements.clip(memory.by(), 120),
            Statements.clip(memory.comment(), 2000),
            Statements.momentOrNothing(memory.until()),
            memory.oneShot(),
            unit,
            Statements.clip(memory.id(), 80)
        };
        int changed = Statements.change(
                connection,
                "update alarm_standing set seq = ?, state = ?, since = ?, raised = ?, active = ?, latched = ?,"
                        + " reading = ?, who = ?, comment = ?, until_at = ?, one_shot = ?"
                        + " where unit = ? and alarm = ?",
                values);
        if (changed == 0) {
            Statements.change(
                    connection,
                    "insert into alarm_standing (seq, state, since, raised, active, latched, reading, who, comment,"
                            + " until_at, one_shot, unit, alarm) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    values);
        }
    }

    static List<AlarmMemory> standing(Connection connection, String unit) throws SQLException {
        return Statements.query(
                connection,
                "select * from alarm_standing where unit = ? order by alarm",
                row -> new AlarmMemory(
                        row.getString("alarm"),
                        AlarmState.valueOf(row.getString("state")),
                        Statements.moment(row, "since"),
                        Statements.moment(row, "raised"),
                        row.getBoolean("active"),
                        row.getBoolean("latched"),
                        row.getString("reading"),
                        row.getString("who"),
                        row.getString("comment"),
                        Statements.perhaps(row, "until_at"),
                        row.getBoolean("one_shot")),
                unit);
    }

    // ---------------------------------------------------------------- questions

    @Override
    public List<AlarmMemory> standing() {
        moveOn.run();
        return Transactions.read(database, connection -> standing(connection, unit));
    }

    @Override
    public List<Transition> journal(Instant from, Instant to, String alarm, int limit) {
        moveOn.run();
        String period = "select * from alarm_transition where unit = ? and at >= ? and at < ?";
        String newestFirst = " order by seq desc, part desc limit ?";
        return Transactions.read(
                database,
                connection -> alarm.isEmpty()
                        ? Statements.query(
                                connection, period + newestFirst, AlarmStore::transition, unit, from, to, limit)
                        : Statements.query(
                                connection,
                                period + " and alarm = ?" + newestFirst,
                                AlarmStore::transition,
                                unit,
                                from,
                                to,
                                alarm,
                                limit));
    }

    @Override
    public List<AlarmChange> stream(Instant from, Instant to, int limit) {
        moveOn.run();
        return Transactions.read(database, connection -> {
            List<AlarmChange> stream = new ArrayList<>(Statements.query(
                    connection,
                    "select t.* from alarm_transition t where t.unit = ? and t.at < ? and not exists"
                            + " (select 1 from alarm_transition l where l.unit = t.unit and l.alarm = t.alarm"
                            + " and l.at < ? and (l.seq > t.seq or l.seq = t.seq and l.part > t.part))"
                            + " order by t.seq, t.part",
                    AlarmStore::change,
                    unit,
                    from,
                    from));
            stream.addAll(Statements.query(
                    connection,
                    "select * from alarm_transition where unit = ? and at >= ? and at < ? order by seq, part limit ?",
                    AlarmStore::change,
                    unit,
                    from,
                    to,
                    limit));
            return Collections.unmodifiableList(stream);
        });
    }

    private static Transition transition(ResultSet row) throws SQLException {
        return new Transition(
                row.getLong("seq"),
                row.getLong("tick"),
                Statements.text(row, "run_id"),
                Statements.text(row, "phase"),
                change(row));
    }

    private static AlarmChange change(ResultSet row) throws SQLException {
        return new AlarmChange(
                row.getString("alarm"),
                row.getInt("priority"),
                AlarmState.valueOf(row.getString("from_state")),
                AlarmState.valueOf(row.getString("to_state")),
                AlarmState.Event.valueOf(row.getString("event")),
                Statements.moment(row, "at"),
                row.getString("reading"),
                row.getString("who"),
                row.getString("comment"),
                Statements.perhaps(row, "until_at"),
                row.getBoolean("one_shot"));
    }
}
