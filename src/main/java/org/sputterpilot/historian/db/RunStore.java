package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.security.Secrets;

/** The rows of runs and their phases. */
final class RunStore {
    /** Less film than this is what passes a closed shutter. */
    private static final double LEAST_FILM_NM = 0.5;

    private RunStore() {}

    /** Runs that began and never ended: what a controller finds when it was killed during a run. */
    static List<RunRow> unfinished(Connection connection, String unit) throws SQLException {
        return Statements.query(
                connection,
                "select * from run where unit = ? and ended_at is null order by started_at",
                RunStore::row,
                unit);
    }

    /** The phases of a run in the order in which they were entered. */
    static List<PhaseRow> phases(Connection connection, String runId) throws SQLException {
        return Statements.query(
                connection, "select * from run_phase where run_id = ? order by ordinal", RunStore::phaseRow, runId);
    }

    /** The newest moment at which the database knows something about a run. */
    static Instant newest(Connection connection, RunRow run) throws SQLException {
        Instant newest = run.startedAt();
        for (String sql : List.of(
                "select max(at) as at from event where run_id = ?",
                "select max(to_at) as at from sample_block where run_id = ?")) {
            Optional<Instant> found = Statements.first(connection, sql, row -> Statements.perhaps(row, "at"), run.id())
                    .flatMap(at -> at);
            newest = found.filter(newest::isBefore).orElse(newest);
        }
        return newest;
    }

    /** Writes a run as it is now; writing it twice changes nothing. */
    static void save(Connection connection, Frame.RunUpdate update) throws SQLException {
        RunRow row = update.row();
        Object[] values = {
            row.state(),
            row.phase(),
            Statements.momentOrNothing(row.endedAt()),
            row.durationS(),
            row.targetNm(),
            row.thicknessNm(),
            row.sigmaNm(),
            row.trueNm(),
            row.trips(),
            row.holds(),
            Statements.clip(row.endReason(), 500),
            row.u95Nm(),
            row.production(),
            Statements.textOrNothing(update.recordJson()),
            update.recordJson().isEmpty() ? Statements.Nothing.TEXT : Secrets.sha256(update.recordJson()),
            row.id()
        };
        int changed = Statements.change(
                connection,
                "update run set state = ?, phase = ?, ended_at = ?, duration_s = ?, target_nm = ?, thickness_nm = ?,"
                        + " sigma_nm = ?, true_nm = ?, trips = ?, holds = ?, end_reason = ?, u95_nm = ?, production = ?, record_json = ?,"
                        + " record_sha256 = ? where id = ?",
                values);
        if (changed == 0) {
            insert(connection, row, values);
        }
        if (update.load().isPresent()) {
            Load load = update.load().get();
            Statements.change(connection, "update run set loaded = ? where id = ?", LoadText.of(load), row.id());
            for (Load.Item item : load.items()) {
                FoilStore.coated(connection, row, item);
            }
            for (Load.Witness witness : load.witnesses()) {
                FoilStore.witnessed(connection, row, witness);
            }
        }
        if (!update.foilMark().isEmpty()) {
            FoilStore.keepFromUse(connection, row, update.foilMark());
        }
        if (row.endedAt().isPresent() && !row.state().equals(RunState.COMPLETE.name())) {
            holdHalfCoated(connection, row);
        }
        if (!update.controlJson().isEmpty()) {
            Statements.change(
                    connection,
                    "update run set control_json = ?, control_sha256 = ? where id = ?",
                    update.controlJson(),
                    Secrets.sha256(update.controlJson()),
                    row.id());
        }
        if (!update.progressJson().isEmpty()) {
            Statements.change(
                    connection, "update run set progress_json = ? where id = ?", update.progressJson(), row.id());
        }
        if (update.phase().isPresent()) {
            phase(connection, row.unit(), update.phase().get());
        }
    }

    /** Film that is not whole is used by nobody before somebody has decided what becomes of it. */
    private static void holdHalfCoated(Connection connection, RunRow row) throws SQLException {
        boolean unknown = Double.isNaN(row.thicknessNm()) && hasDeposited(connection, row.id());
        if (unknown || row.thicknessNm() > LEAST_FILM_NM) {
            String film = unknown
                    ? "film nobody has counted"
                    : String.format(java.util.Locale.ROOT, "%.2f", row.thicknessNm());
            for (String foil : row.foils()) {
                FoilStore.hold(
                        connection,
                        row,
                        foil,
                        String.format(
                                java.util.Locale.ROOT,
                                "half coated in run %s: %s of %.2f nm",
                                row.id(),
                                film,
                                row.targetNm()));
            }
        }
    }

    private static boolean hasDeposited(Connection connection, String run) throws SQLException {
        return phases(connection, run).stream().anyMatch(pass -> pass.phase().equals(PhaseName.DEPOSIT.text()));
    }

    /** The control recipe of a run as it is kept; empty for runs from before there was one. */
    static Optional<String> control(Connection connection, String id) throws SQLException {
        return text(connection, "control_json", id);
    }

    /** How far a run had come at its last step. */
    static Optional<String> progress(Connection connection, String id) throws SQLException {
        return text(connection, "progress_json", id);
    }

    private static Optional<String> text(Connection connection, String column, String id) throws SQLException {
        return Statements.first(
                        connection,
                        "select " + column + " from run where id = ?",
                        row -> Statements.text(row, column),
                        id)
                .filter(text -> !text.isEmpty());
    }

    private static void insert(Connection connection, RunRow row, Object[] values) throws SQLException {
        Object[] all = Arrays.copyOf(values, values.length + 9);
        Object[] rest = {
            row.unit(),
            row.recipe(),
            row.recipeVersion(),
            row.recipeHash(),
            row.plantHash(),
            row.operator(),
            Statements.clip(String.join("\n", row.foils()), 2000),
            row.startedAt(),
            row.demonstration()
        };
        System.arraycopy(rest, 0, all, values.length, rest.length);
        Statements.change(
                connection,
                "insert into run (state, phase, ended_at, duration_s, target_nm, thickness_nm, sigma_nm, true_nm,"
                        + " trips, holds, end_reason, u95_nm, production, record_json, record_sha256, id, unit, recipe, recipe_version,"
                        + " recipe_hash, plant_hash, operator, foils, started_at, demonstration)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                all);
    }

    private static void phase(Connection connection, String unit, PhaseRow phase) throws SQLException {
        Object[] values = {
            Statements.momentOrNothing(phase.endedAt()),
            phase.durationS(),
            phase.result(),
            phase.reportJson(),
            phase.runId(),
            phase.ordinal(),
            unit,
            phase.phase(),
            phase.startedAt()
        };
        int changed = Statements.change(
                connection,
                "update run_phase set ended_at = ?, duration_s = ?, result = ?, report_json = ?"
                        + " where run_id = ? and ordinal = ?",
                Arrays.copyOf(values, 6));
        if (changed == 0) {
            Statements.change(
                    connection,
                    "insert into run_phase (ended_at, duration_s, result, report_json, run_id, ordinal, unit, phase,"
                            + " started_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    values);
        }
    }

    static RunRow row(ResultSet row) throws SQLException {
        String foils = Statements.text(row, "foils");
        return new RunRow(
                row.getString("id"),
                row.getString("unit"),
                row.getString("recipe"),
                row.getInt("recipe_version"),
                row.getString("recipe_hash"),
                row.getString("plant_hash"),
                row.getString("operator"),
                foils.isEmpty() ? List.of() : List.of(foils.split("\n")),
                row.getString("state"),
                row.getString("phase"),
                Statements.moment(row, "started_at"),
                Statements.perhaps(row, "ended_at"),
                row.getDouble("duration_s"),
                Statements.number(row, "target_nm"),
                Statements.number(row, "thickness_nm"),
                Statements.number(row, "sigma_nm"),
                Statements.number(row, "true_nm"),
                row.getInt("trips"),
                row.getInt("holds"),
                Statements.text(row, "end_reason"),
                row.getBoolean("demonstration"),
                Statements.number(row, "u95_nm"),
                row.getBoolean("production"),
                LoadText.read(Statements.text(row, "loaded")));
    }

    static PhaseRow phaseRow(ResultSet row) throws SQLException {
        return new PhaseRow(
                row.getString("run_id"),
                row.getInt("ordinal"),
                row.getString("phase"),
                Statements.moment(row, "started_at"),
                Statements.perhaps(row, "ended_at"),
                row.getDouble("duration_s"),
                row.getString("result"),
                row.getString("report_json"));
    }

    static Optional<RunRow> find(Connection connection, String id) throws SQLException {
        return Statements.first(connection, "select * from run where id = ?", RunStore::row, id);
    }
}
