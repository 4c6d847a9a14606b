package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sputterpilot.historian.FoilRegister;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.recipes.Load;

/** The foils in the database. */
public final class FoilStore implements FoilRegister {
    /** Dispositions that a mark of the program must not soften. */
    private static final Set<String> BEYOND_USE = Set.of("REJECTED", "SCRAPPED", "RECALLED");

    private static final String HOLD = "HOLD";
    private static final String PROGRAM = "sputterpilot";
    private static final String WHY =
            "(select d.reason from disposition d where d.entity_id = f.id order by d.at desc limit 1) as why";

    private final Database database;
    private final String unit;

    public FoilStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public Optional<Foil> find(String humanId) {
        return Transactions.read(database, connection -> find(connection, humanId));
    }

    @Override
    public Foil findOrDemonstrate(String humanId, String by, Instant at) {
        return Transactions.durable(database, connection -> findOrCreate(connection, unit, humanId, by, at));
    }

    @Override
    public void mark(String humanId, String disposition, String reason, String who, Instant at) {
        Transactions.durable(database, connection -> {
            Foil foil = find(connection, humanId)
                    .orElseThrow(() -> new IllegalArgumentException("no foil is called " + humanId));
            setDisposition(connection, unit, foil, disposition, reason, at, who);
            return null;
        });
    }

    @Override
    public List<String> runsOf(String humanId) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select r.id from run r join run_foil rf on rf.run_id = r.id"
                                + " join foil_piece f on f.id = rf.foil_id where f.human_id = ? order by r.started_at",
                        row -> row.getString(1),
                        humanId));
    }

    @Override
    public List<Foil> foils(int limit) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select f.*, " + WHY
                                + " from foil_piece f where f.unit = ? order by f.created_at desc, f.human_id limit ?",
                        FoilStore::foil,
                        unit,
                        limit));
    }

    private static Foil foil(ResultSet row) throws SQLException {
        return new Foil(
                row.getString("id"),
                row.getString("human_id"),
                row.getString("disposition"),
                Optional.ofNullable(row.getString("why")).orElse(""),
                row.getBoolean("demonstration"),
                Statements.moment(row, "created_at"));
    }

    private static Optional<Foil> find(Connection connection, String humanId) throws SQLException {
        return Statements.first(
                connection, "select f.*, " + WHY + " from foil_piece f where f.human_id = ?", FoilStore::foil, humanId);
    }

    private static Foil findOrCreate(Connection connection, String unit, String humanId, String by, Instant at)
            throws SQLException {
        Optional<Foil> known = find(connection, humanId);
        if (known.isPresent()) {
            return known.get();
        }
        Statements.change(
                connection,
                "insert into foil_piece (id, human_id, unit, created_at, created_by, demonstration)"
                        + " values (?, ?, ?, ?, ?, true)",
                UUID.randomUUID().toString(),
                humanId,
                unit,
                at,
                by);
        return find(connection, humanId).orElseThrow();
    }

    /**
     * Marks the foils of a run for a person to look at. What has been rejected or scrapped stays so; the mark is kept
     * with it all the same. Writing it twice changes nothing.
     */
    static void keepFromUse(Connection connection, RunRow run, String why) throws SQLException {
        String reason = Statements.clip("Coated " + why, 2000);
        List<Foil> coated = Statements.query(
                connection,
                "select distinct f.*, '' as why from foil_piece f join run_foil rf on rf.foil_id = f.id where"
                        + " rf.run_id = ? and not exists (select 1 from disposition d where d.entity_id = f.id and"
                        + " d.reason = ?)",
                FoilStore::foil,
                run.id(),
                reason);
        for (Foil foil : coated) {
            boolean out = BEYOND_USE.contains(foil.disposition());
            setDisposition(
                    connection,
                    run.unit(),
                    foil,
                    out ? foil.disposition() : HOLD,
                    reason,
                    run.endedAt().orElse(run.startedAt()),
                    PROGRAM);
        }
    }

    private static void setDisposition(
            Connection connection, String unit, Foil foil, String disposition, String reason, Instant at, String who)
            throws SQLException {
        Statements.change(connection, "update foil_piece set disposition = ? where id = ?", disposition, foil.id());
        Statements.change(
                connection,
                "insert into disposition (id, unit, entity_kind, entity_id, disposition, reason, at, who)"
                        + " values (?, ?, 'FOIL_PIECE', ?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                unit,
                foil.id(),
                disposition,
                reason,
                at,
                who);
    }

    /**
     * Writes down the witness of a run in its slot. A witness that has been through an earlier run keeps that run: what
     * is measured on it later is the sum of both films and cannot be told apart.
     */
    static void witnessed(Connection connection, RunRow run, Load.Witness witness) throws SQLException {
        int known = Statements.change(
                connection,
                "update witness set run_id = coalesce(run_id, ?), slot = case when run_id is null or run_id = ? then ?"
                        + " else slot end where human_id = ?",
                run.id(),
                run.id(),
                String.valueOf(witness.slot()),
                witness.id());
        if (known == 0) {
            Statements.change(
                    connection,
                    "insert into witness (id, human_id, unit, run_id, slot, created_at, created_by)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    UUID.randomUUID().toString(),
                    witness.id(),
                    run.unit(),
                    run.id(),
                    String.valueOf(witness.slot()),
                    run.startedAt(),
                    run.operator());
        }
        String id = Statements.first(
                        connection, "select id from witness where human_id = ?", row -> row.getString(1), witness.id())
                .orElseThrow();
        edge(connection, run, "WITNESS", id, "WITNESS_OF", "slot " + witness.slot());
    }

    /** Keeps a foil from use in the name of the program, once for each run that left it so. */
    static void hold(Connection connection, RunRow run, String label, String reason) throws SQLException {
        Optional<Foil> foil = find(connection, label);
        if (foil.isEmpty()) {
            return;
        }
        boolean told = Statements.first(
                        connection,
                        "select id from disposition where entity_id = ? and reason = ?",
                        row -> row.getString(1),
                        foil.get().id(),
                        reason)
                .isPresent();
        if (!told) {
            Statements.change(
                    connection,
                    "update foil_piece set disposition = 'HOLD' where id = ?",
                    foil.get().id());
            Statements.change(
                    connection,
                    "insert into disposition (id, unit, entity_kind, entity_id, disposition, reason, at, who)"
                            + " values (?, ?, 'FOIL_PIECE', ?, 'HOLD', ?, ?, 'sputterpilot')",
                    UUID.randomUUID().toString(),
                    run.unit(),
                    foil.get().id(),
                    reason,
                    run.endedAt().orElse(run.startedAt()));
        }
    }

    /** Joins run and foil and draws the edge between them. */
    static void coated(Connection connection, RunRow run, Load.Item item) throws SQLException {
        Foil foil = findOrCreate(connection, run.unit(), item.id(), run.operator(), run.startedAt());
        boolean known = Statements.first(
                        connection,
                        "select slot from run_foil where run_id = ? and foil_id = ? and side = ?",
                        row -> row.getString(1),
                        run.id(),
                        foil.id(),
                        item.side().name())
                .isPresent();
        if (!known) {
            Statements.change(
                    connection,
                    "insert into run_foil (run_id, foil_id, unit, slot, side) values (?, ?, ?, ?, ?)",
                    run.id(),
                    foil.id(),
                    run.unit(),
                    String.valueOf(item.slot()),
                    item.side().name());
            edge(
                    connection,
                    run,
                    "FOIL_PIECE",
                    foil.id(),
                    "COATED_IN",
                    "slot " + item.slot() + " side " + item.side().name());
        }
    }

    /** A film, and a witness, come from their run. */
    private static void edge(
            Connection connection, RunRow run, String childKind, String child, String kind, String note)
            throws SQLException {
        boolean drawn = Statements.first(
                        connection,
                        "select kind from edge where parent_kind = 'RUN' and parent_id = ? and child_kind = ?"
                                + " and child_id = ? and kind = ?",
                        row -> row.getString(1),
                        run.id(),
                        childKind,
                        child,
                        kind)
                .isPresent();
        if (!drawn) {
            Statements.change(
                    connection,
                    "insert into edge (parent_kind, parent_id, child_kind, child_id, kind, unit, at, known_at, note)"
                            + " values ('RUN', ?, ?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    childKind,
                    child,
                    kind,
                    run.unit(),
                    run.startedAt(),
                    run.startedAt(),
                    note);
        }
    }
}
