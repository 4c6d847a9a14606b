package org.sputterpilot.historian.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.PartialBook;

/** Half-coated foil in the database. */
public final class PartialStore implements PartialBook {
    private static final String OPEN = "OPEN";

    private final Database database;
    private final String unit;

    public PartialStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public List<Partial> of(String run) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from partial_item where run_id = ? order by slot, foil",
                        PartialStore::partial,
                        run));
    }

    @Override
    public void decide(Partial item) {
        Transactions.durable(database, connection -> {
            Object[] values = {
                item.vacuumBroken(),
                item.decision().map(Enum::name).orElse(OPEN),
                Statements.clip(item.reason(), 2000),
                item.decidedBy(),
                Statements.momentOrNothing(item.decidedAt()),
                item.deviation(),
                item.doneNm(),
                item.sigmaNm(),
                item.filmFrom().name(),
                item.mostNm(),
                item.run(),
                item.foil()
            };
            int known = Statements.change(
                    connection,
                    "update partial_item set vacuum_broken = ?, decision = ?, reason = ?, decided_by = ?,"
                            + " decided_at = ?, deviation = ?, done_nm = ?, sigma_nm = ?, film_from = ?, most_nm = ? where run_id = ? and foil = ? and approved_by = ''",
                    values);
            boolean approved = Statements.first(
                            connection,
                            "select foil from partial_item where run_id = ? and foil = ? and approved_by <> ''",
                            row -> row.getString(1),
                            item.run(),
                            item.foil())
                    .isPresent();
            if (known == 0 && !approved) {
                Statements.change(
                        connection,
                        "insert into partial_item (vacuum_broken, decision, reason, decided_by, decided_at, deviation,"
                                + " done_nm, sigma_nm, film_from, most_nm, run_id, foil, unit, slot, side, target_nm,"
                                + " pass_number) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        values[0],
                        values[1],
                        values[2],
                        values[3],
                        values[4],
                        values[5],
                        values[6],
                        values[7],
                        values[8],
                        values[9],
                        values[10],
                        values[11],
                        unit,
                        item.slot(),
                        item.side(),
                        item.targetNm(),
                        item.pass());
            }
            return known;
        });
    }

    @Override
    public void approve(String run, String foil, String who, Instant at) {
        Transactions.durable(
                database,
                connection -> Statements.change(
                        connection,
                        "update partial_item set approved_by = ?, approved_at = ? where run_id = ? and foil = ?"
                                + " and decision = 'CONTINUE'",
                        who,
                        at,
                        run,
                        foil));
    }

    @Override
    public void continued(String run, String by, List<String> foils, int pass, Instant at) {
        Transactions.durable(database, connection -> {
            for (String foil : foils) {
                Statements.change(
                        connection,
                        "update partial_item set continued_in = ? where run_id = ? and foil = ?",
                        by,
                        run,
                        foil);
                Statements.change(
                        connection,
                        "update run_foil set pass_number = ? where run_id = ? and foil_id in"
                                + " (select id from foil_piece where human_id = ?)",
                        pass,
                        by,
                        foil);
            }
            return Statements.change(
                    connection,
                    "insert into edge (parent_kind, parent_id, child_kind, child_id, kind, unit, at)"
                            + " values ('RUN', ?, 'RUN', ?, 'CONTINUES', ?, ?)",
                    run,
                    by,
                    unit,
                    at);
        });
    }

    private static Partial partial(ResultSet row) throws SQLException {
        String decision = row.getString("decision");
        return new Partial(
                row.getString("run_id"),
                row.getString("foil"),
                row.getInt("slot"),
                row.getString("side"),
                Statements.number(row, "done_nm"),
                Statements.number(row, "sigma_nm"),
                FilmFrom.valueOf(row.getString("film_from")),
                Statements.number(row, "most_nm"),
                row.getDouble("target_nm"),
                row.getInt("pass_number"),
                row.getBoolean("vacuum_broken"),
                decision.equals(OPEN) ? Optional.empty() : Optional.of(Decision.valueOf(decision)),
                Statements.text(row, "reason"),
                Statements.text(row, "decided_by"),
                Statements.perhaps(row, "decided_at"),
                Statements.text(row, "deviation"),
                Statements.text(row, "approved_by"),
                Statements.perhaps(row, "approved_at"),
                Statements.text(row, "continued_in"));
    }
}
