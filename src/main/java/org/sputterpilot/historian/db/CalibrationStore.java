package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.sputterpilot.film.Calibration;
import org.sputterpilot.film.CalibrationProposal;
import org.sputterpilot.film.Commissioning;
import org.sputterpilot.film.Learned;
import org.sputterpilot.film.RunToRun;
import org.sputterpilot.film.ToolChange;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.security.Signature;

/** The calibration's book in the database. Every entry is committed and synchronised before its call returns. */
public final class CalibrationStore implements CalibrationBook {
    private static final String THICKNESS = "thickness";

    private final Database database;
    private final String unit;

    public CalibrationStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    // ---------------------------------------------------------------- measurements

    @Override
    public Optional<Measurement> add(Measurement m) {
        return Transactions.durable(database, connection -> {
            Optional<String> piece = m.slot() > 0 ? foil(connection, m) : Optional.of(witness(connection, m));
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            String id = UUID.randomUUID().toString();
            Statements.change(
                    connection,
                    "insert into characterisation (id, unit, entity_kind, entity_id, run_id, method, quantity,"
                            + " quantity_value, quantity_unit, sigma, site, measured_at, entered_at, entered_by, place,"
                            + " source, demonstration) values (?, ?, ?, ?, ?, ?, ?, ?, 'nm', ?, ?, ?, ?, ?, ?, ?, ?)",
                    id,
                    unit,
                    m.slot() > 0 ? "FOIL_PIECE" : "WITNESS",
                    piece.get(),
                    m.run(),
                    m.method().name(),
                    THICKNESS,
                    m.thicknessNm(),
                    m.sigmaNm(),
                    Statements.clip(m.site(), 60),
                    m.measuredAt(),
                    m.enteredAt(),
                    m.enteredBy(),
                    m.place(),
                    Statements.clip(m.source(), 500),
                    m.demonstration());
            return Optional.of(new Measurement(
                    id,
                    m.run(),
                    m.slot(),
                    m.witness(),
                    m.method(),
                    m.thicknessNm(),
                    m.sigmaNm(),
                    m.site(),
                    m.measuredAt(),
                    m.enteredAt(),
                    m.enteredBy(),
                    m.source(),
                    m.demonstration()));
        });
    }

    private Optional<String> foil(Connection connection, Measurement m) throws SQLException {
        return Statements.first(
                connection,
                "select foil_id from run_foil where run_id = ? and slot = ?",
                row -> row.getString(1),
                m.run(),
                String.valueOf(m.slot()));
    }

    /** The witness of that label; one that is new is written down with its run. */
    private String witness(Connection connection, Measurement m) throws SQLException {
        Optional<String> known = Statements.first(
                connection, "select id from witness where human_id = ?", row -> row.getString(1), m.witness());
        if (known.isPresent()) {
            return known.get();
        }
        String id = UUID.randomUUID().toString();
        Statements.change(
                connection,
                "insert into witness (id, human_id, unit, run_id) values (?, ?, ?, ?)",
                id,
                m.witness(),
                unit,
                m.run());
        return id;
    }

    @Override
    public List<Measurement> measurements() {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from characterisation where unit = ? and quantity = ? and run_id is not null"
                                + " and quantity_value > 0 and sigma > 0 order by entered_at, id",
                        CalibrationStore::measurement,
                        unit,
                        THICKNESS));
    }

    private static Measurement measurement(ResultSet row) throws SQLException {
        String place = row.getString("place");
        boolean foil = row.getString("entity_kind").equals("FOIL_PIECE");
        int slot = foil ? Integer.parseInt(place.substring("slot ".length())) : 0;
        return new Measurement(
                row.getString("id"),
                row.getString("run_id"),
                slot,
                foil ? "" : place,
                Method.valueOf(row.getString("method")),
                row.getDouble("quantity_value"),
                row.getDouble("sigma"),
                row.getString("site"),
                Statements.moment(row, "measured_at"),
                Statements.moment(row, "entered_at"),
                row.getString("entered_by"),
                row.getString("source"),
                row.getBoolean("demonstration"));
    }

    @Override
    public List<String> setAside() {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select r.measurement from calibration_proposal_row r join calibration_decision d"
                                + " on d.unit = r.unit and d.proposal = r.proposal"
                                + " where r.unit = ? and d.decision = 'REJECTED' and r.is_new order by 1",
                        row -> row.getString(1),
                        unit));
    }

    // ---------------------------------------------------------------- films

    @Override
    public List<RunRow> runsToCopy() {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from run where unit = ? and ended_at is not null"
                                + " and id not in (select run_id from film_coating) order by started_at",
                        RunStore::row,
                        unit));
    }

    @Override
    public void add(FilmOfRun film) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "insert into film_coating (run_id, unit, started_at, ended_at, calibration, modelled_nm,"
                                + " crystal_nm) values (?, ?, ?, ?, ?, ?, ?)",
                        film.run(),
                        unit,
                        film.startedAt(),
                        film.endedAt(),
                        film.calibration(),
                        film.modelledNm(),
                        film.crystalNm()));
    }

    @Override
    public List<FilmOfRun> films() {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from film_coating where unit = ? and modelled_nm is not null"
                                + " order by started_at, run_id",
                        row -> new FilmOfRun(
                                row.getString("run_id"),
                                Statements.moment(row, "started_at"),
                                Statements.moment(row, "ended_at"),
                                row.getInt("calibration"),
                                Statements.number(row, "modelled_nm"),
                                Statements.number(row, "crystal_nm")),
                        unit));
    }

    // ---------------------------------------------------------------- versions

    @Override
    public List<Version> versions() {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from calibration_version where unit = ? order by version",
                        row -> version(connection, row),
                        unit));
    }

    private Version version(Connection connection, ResultSet row) throws SQLException {
        int number = row.getInt("version");
        return new Version(
                number,
                calibration(row, "", tool(connection, "calibration_tool", "version", number)),
                Source.valueOf(row.getString("source")),
                count(row, "proposal"),
                count(row, "restores"),
                Statements.perhaps(row, "learned_to"),
                signature(row),
                row.getString("comment"));
    }

    private static Calibration calibration(ResultSet row, String prefix, Map<ToolParameter, Learned> tool)
            throws SQLException {
        return new Calibration(
                row.getDouble(prefix + "rate"),
                row.getDouble(prefix + "ln_rate_sigma"),
                row.getDouble(prefix + "tooling"),
                row.getDouble(prefix + "tooling_sigma"),
                tool);
    }

    private record StoredNumber(ToolParameter parameter, Learned learned) {}

    /** The tool's numbers of a version or a proposal. */
    private Map<ToolParameter, Learned> tool(Connection connection, String table, String column, int number)
            throws SQLException {
        Map<ToolParameter, Learned> tool = new EnumMap<>(ToolParameter.class);
        Statements.query(
                        connection,
                        "select * from " + table + " where unit = ? and " + column + " = ?",
                        row -> new StoredNumber(
                                ToolParameter.of(row.getString("parameter")).orElseThrow(),
                                new Learned(row.getDouble("value_si"), Math.pow(row.getDouble("sigma_si"), 2))),
                        unit,
                        number)
                .forEach(one -> tool.put(one.parameter, one.learned));
        return tool;
    }

    private void writeTool(
            Connection connection, String table, String column, int number, Map<ToolParameter, Learned> tool)
            throws SQLException {
        for (Map.Entry<ToolParameter, Learned> one : tool.entrySet()) {
            Statements.change(
                    connection,
                    "insert into " + table + " (unit, " + column + ", parameter, value_si, sigma_si)"
                            + " values (?, ?, ?, ?, ?)",
                    unit,
                    number,
                    one.getKey().key(),
                    one.getValue().value(),
                    one.getValue().sigma());
        }
    }

    private static Signature signature(ResultSet row) throws SQLException {
        return new Signature(
                row.getString("who"), row.getString("name"), row.getString("meaning"), Statements.moment(row, "at"));
    }

    private static OptionalInt count(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static Object countOrNothing(OptionalInt count) {
        return count.isPresent() ? (Object) count.getAsInt() : Statements.Nothing.COUNT;
    }

    @Override
    public synchronized Version add(Version version) {
        return Transactions.durable(database, connection -> {
            int number = next(connection, "select max(version) from calibration_version where unit = ?");
            Calibration c = version.calibration();
            Statements.change(
                    connection,
                    "insert into calibration_version (unit, version, rate, ln_rate_sigma, tooling, tooling_sigma,"
                            + " source, proposal, restores, learned_to, at, who, name, meaning, comment)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    unit,
                    number,
                    c.rateFactor(),
                    c.lnRateSigma(),
                    c.tooling(),
                    c.toolingSigma(),
                    version.source().name(),
                    countOrNothing(version.proposal()),
                    countOrNothing(version.restores()),
                    Statements.momentOrNothing(version.learnedTo()),
                    version.signature().at(),
                    version.signature().user(),
                    Statements.clip(version.signature().name(), 200),
                    Statements.clip(version.signature().meaning(), 500),
                    Statements.clip(version.comment(), 2000));
            writeTool(connection, "calibration_tool", "version", number, c.tool());
            if (version.proposal().isPresent()) {
                decide(
                        connection,
                        version.proposal().getAsInt(),
                        Decision.ACCEPTED,
                        version.signature(),
                        version.comment());
            }
            supersede(connection, open(connection), version.signature(), "version " + number + " came into force");
            return new Version(
                    number,
                    c,
                    version.source(),
                    version.proposal(),
                    version.restores(),
                    version.learnedTo(),
                    version.signature(),
                    version.comment());
        });
    }

    /** 0 for the first. */
    private int next(Connection connection, String sql) throws SQLException {
        return Statements.first(
                        connection,
                        sql,
                        row -> {
                            int last = row.getInt(1);
                            return row.wasNull() ? 0 : last + 1;
                        },
                        unit)
                .orElse(0);
    }

    // ---------------------------------------------------------------- proposals

    @Override
    public List<Proposed> proposals(int limit) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select p.*, d.decision, d.at as decided_at, d.who, d.name, d.meaning, d.comment,"
                                + " v.rate as old_rate, v.ln_rate_sigma as old_ln_rate_sigma, v.tooling as old_tooling,"
                                + " v.tooling_sigma as old_tooling_sigma from calibration_proposal p"
                                + " join calibration_version v on v.unit = p.unit and v.version = p.base_version"
                                + " left join calibration_decision d on d.unit = p.unit and d.proposal = p.id"
                                + " where p.unit = ? order by p.id desc limit ?",
                        row -> proposed(connection, row),
                        unit,
                        limit));
    }

    private record StoredRow(CalibrationProposal.Row row, boolean fresh) {}

    private Proposed proposed(Connection connection, ResultSet row) throws SQLException {
        int id = row.getInt("id");
        List<StoredRow> rows = Statements.query(
                connection,
                "select * from calibration_proposal_row where unit = ? and proposal = ? order by ordinal",
                r -> new StoredRow(
                        new CalibrationProposal.Row(
                                r.getString("measurement"),
                                r.getString("run_id"),
                                r.getDouble("measured_nm"),
                                r.getDouble("sigma_nm"),
                                r.getDouble("before_nm"),
                                r.getDouble("after_nm"),
                                r.getDouble("surprise"),
                                RunToRun.Use.valueOf(r.getString("rate_use")),
                                RunToRun.Use.valueOf(r.getString("tooling_use"))),
                        r.getBoolean("is_new")),
                unit,
                id);
        String decision = row.getString("decision");
        Optional<Signature> signature = decision == null
                ? Optional.empty()
                : Optional.of(new Signature(
                        row.getString("who"),
                        row.getString("name"),
                        row.getString("meaning"),
                        Statements.moment(row, "decided_at")));
        Calibration before =
                calibration(row, "old_", tool(connection, "calibration_tool", "version", row.getInt("base_version")));
        Calibration after = calibration(row, "", tool(connection, "calibration_proposal_tool", "proposal", id));
        return new Proposed(
                id,
                Statements.moment(row, "at"),
                row.getInt("base_version"),
                new CalibrationProposal(
                        before,
                        after,
                        rows.stream().map(StoredRow::row).toList(),
                        row.getInt("measured_runs"),
                        row.getInt("runs_since_measured"),
                        Statements.number(row, "drift_per_run"),
                        flags(row.getString("flags"))),
                Statements.perhaps(row, "learned_to"),
                rows.stream()
                        .filter(StoredRow::fresh)
                        .map(r -> r.row().measurement())
                        .toList(),
                Statements.first(
                        connection,
                        "select * from commissioning where unit = ? and proposal = ?",
                        r -> new Taught(
                                Commissioning.Kind.valueOf(r.getString("kind")),
                                r.getString("run_id"),
                                r.getString("document")),
                        unit,
                        id),
                decision == null ? Decision.OPEN : Decision.valueOf(decision),
                signature,
                Statements.text(row, "comment"));
    }

    private static Set<CalibrationProposal.Flag> flags(String text) {
        Set<CalibrationProposal.Flag> flags = EnumSet.noneOf(CalibrationProposal.Flag.class);
        if (!text.isEmpty()) {
            Arrays.stream(text.split(" "))
                    .map(CalibrationProposal.Flag::valueOf)
                    .forEach(flags::add);
        }
        return flags;
    }

    @Override
    public synchronized Proposed add(Proposed proposed) {
        return Transactions.durable(database, connection -> {
            int id = Math.max(1, next(connection, "select max(id) from calibration_proposal where unit = ?"));
            supersede(
                    connection,
                    openLike(connection, proposed.taught()),
                    new Signature("sputterpilot", "", "", proposed.at()),
                    "proposal " + id + " took its place");
            CalibrationProposal p = proposed.proposal();
            Calibration c = p.after();
            Statements.change(
                    connection,
                    "insert into calibration_proposal (unit, id, at, base_version, rate, ln_rate_sigma, tooling,"
                            + " tooling_sigma, measured_runs, runs_since_measured, drift_per_run, flags, learned_to)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    unit,
                    id,
                    proposed.at(),
                    proposed.base(),
                    c.rateFactor(),
                    c.lnRateSigma(),
                    c.tooling(),
                    c.toolingSigma(),
                    p.measuredRuns(),
                    p.runsSinceMeasured(),
                    p.driftPerRun(),
                    String.join(" ", p.flags().stream().map(Enum::name).toList()),
                    Statements.momentOrNothing(proposed.learnedTo()));
            writeTool(connection, "calibration_proposal_tool", "proposal", id, c.tool());
            if (proposed.taught().isPresent()) {
                Taught taught = proposed.taught().get();
                Statements.change(
                        connection,
                        "insert into commissioning (unit, proposal, kind, run_id, document) values (?, ?, ?, ?, ?)",
                        unit,
                        id,
                        taught.kind().name(),
                        taught.run(),
                        taught.document());
            }
            int ordinal = 0;
            for (CalibrationProposal.Row row : p.rows()) {
                Statements.change(
                        connection,
                        "insert into calibration_proposal_row (unit, proposal, ordinal, measurement, run_id,"
                                + " measured_nm, sigma_nm, before_nm, after_nm, surprise, rate_use, tooling_use,"
                                + " is_new) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        unit,
                        id,
                        ordinal++,
                        row.measurement(),
                        row.run(),
                        row.measuredNm(),
                        row.sigmaNm(),
                        row.beforeNm(),
                        row.afterNm(),
                        row.surprise(),
                        row.rate().name(),
                        row.tooling().name(),
                        proposed.fresh().contains(row.measurement()));
            }
            return new Proposed(
                    id,
                    proposed.at(),
                    proposed.base(),
                    p,
                    proposed.learnedTo(),
                    proposed.fresh(),
                    proposed.taught(),
                    Decision.OPEN,
                    Optional.empty(),
                    "");
        });
    }

    @Override
    public void decide(int proposal, Decision decision, Signature signature, String comment) {
        Transactions.<Void>durable(database, connection -> {
            decide(connection, proposal, decision, signature, comment);
            return null;
        });
    }

    private void decide(Connection connection, int proposal, Decision decision, Signature signature, String comment)
            throws SQLException {
        Statements.change(
                connection,
                "insert into calibration_decision (unit, proposal, decision, at, who, name, meaning, comment)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                unit,
                proposal,
                decision.name(),
                signature.at(),
                signature.user(),
                Statements.clip(signature.name(), 200),
                Statements.clip(signature.meaning(), 500),
                Statements.clip(comment, 2000));
    }

    private void supersede(Connection connection, List<Integer> ids, Signature by, String why) throws SQLException {
        for (int id : ids) {
            decide(connection, id, Decision.SUPERSEDED, by, why);
        }
    }

    private static final String OPEN = "select p.id from calibration_proposal p where p.unit = ? and not exists"
            + " (select 1 from calibration_decision d where d.unit = p.unit and d.proposal = p.id)";

    private List<Integer> open(Connection connection) throws SQLException {
        return Statements.query(connection, OPEN, row -> row.getInt(1), unit);
    }

    /** Open proposals from films, or those from runs of a kind. */
    private List<Integer> openLike(Connection connection, Optional<Taught> taught) throws SQLException {
        return taught.isEmpty()
                ? Statements.query(
                        connection,
                        OPEN + " and not exists (select 1 from commissioning c where c.unit = p.unit"
                                + " and c.proposal = p.id)",
                        row -> row.getInt(1),
                        unit)
                : Statements.query(
                        connection,
                        OPEN + " and exists (select 1 from commissioning c where c.unit = p.unit"
                                + " and c.proposal = p.id and c.kind = ?)",
                        row -> row.getInt(1),
                        unit,
                        taught.get().kind().name());
    }

    // ---------------------------------------------------------------- work on the tool

    @Override
    public void add(Work work, Instant enteredAt) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "insert into equipment_event (id, unit, kind, asset, old_serial, new_serial, at, entered_at,"
                                + " who, comment) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        UUID.randomUUID().toString(),
                        unit,
                        work.change().kind().name(),
                        work.asset(),
                        work.oldSerial(),
                        work.newSerial(),
                        work.change().at(),
                        enteredAt,
                        work.who(),
                        Statements.clip(work.comment(), 2000)));
    }

    @Override
    public List<Work> work() {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from equipment_event where unit = ? order by at, entered_at",
                        row -> new Work(
                                new ToolChange(
                                        ToolChange.Kind.valueOf(row.getString("kind")), Statements.moment(row, "at")),
                                row.getString("asset"),
                                row.getString("old_serial"),
                                row.getString("new_serial"),
                                row.getString("who"),
                                row.getString("comment")),
                        unit));
    }
}
