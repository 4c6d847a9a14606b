package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.CanonicalJson;
import org.sputterpilot.historian.CanonicalJsonReader;
import org.sputterpilot.historian.Series;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.toollogs.ToolLog;

/**
 * Imported logs of other tools: each a run of its own unit, with phases and every value as it was logged. They are
 * imported once, whole or not at all, and never changed.
 */
public final class ToolLogStore {
    private static final String NO_RECIPE = "0".repeat(64);

    private final Database database;

    public ToolLogStore(Database database) {
        this.database = database;
    }

    /**
     * Whence a log comes.
     *
     * @param tool unit whose run it becomes
     * @param file its name
     * @param sha256 of its bytes
     * @param bytes of the file
     * @param mapping by which it was read
     * @param mappingSha256 of the mapping's file
     */
    public record Origin(
            String tool,
            String file,
            String sha256,
            long bytes,
            String mapping,
            String mappingSha256,
            String who,
            Instant at) {}

    /** An imported log. */
    public record Imported(
            String run, Origin origin, Instant from, Instant to, int rows, long samples, long storedBytes) {}

    /** What a column of an imported log means. */
    public record Column(String name, String tag, String measure, List<String> labels, boolean known) {}

    /** A phase of it. */
    public record Phase(String name, Instant from, Instant to) {}

    /** The log with these bytes, when it was imported already. */
    public Optional<Imported> find(String sha256) {
        return Transactions.read(
                database,
                connection -> Statements.first(
                        connection,
                        "select l.*, r.started_at, r.ended_at from tool_log l join run r on r.id = l.run_id"
                                + " where l.sha256 = ?",
                        ToolLogStore::imported,
                        sha256));
    }

    /** Every imported log, newest import first. */
    public List<Imported> all() {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select l.*, r.started_at, r.ended_at from tool_log l join run r on r.id = l.run_id"
                                + " order by l.at desc, l.run_id",
                        ToolLogStore::imported));
    }

    public Optional<Imported> run(String id) {
        return all().stream().filter(one -> one.run().equals(id)).findFirst();
    }

    private static Imported imported(ResultSet row) throws SQLException {
        return new Imported(
                row.getString("run_id"),
                new Origin(
                        row.getString("unit"),
                        row.getString("file_name"),
                        row.getString("sha256"),
                        row.getLong("file_bytes"),
                        row.getString("mapping"),
                        row.getString("mapping_sha256"),
                        row.getString("who"),
                        Statements.moment(row, "at")),
                Statements.moment(row, "started_at"),
                Statements.moment(row, "ended_at"),
                row.getInt("log_rows"),
                row.getLong("samples"),
                row.getLong("stored_bytes"));
    }

    public List<Column> columns(String run) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from tool_log_column where run_id = ? order by ordinal",
                        row -> new Column(
                                row.getString("name"),
                                row.getString("tag"),
                                row.getString("measure"),
                                labels(row.getString("labels_json")),
                                row.getBoolean("known")),
                        run));
    }

    private static List<String> labels(String json) {
        try {
            return ((List<?>) CanonicalJsonReader.read(json))
                    .stream().map(Object::toString).toList();
        } catch (CanonicalJsonReader.NotCanonicalException e) {
            throw new DamagedException("the labels of a column cannot be read", e);
        }
    }

    public List<Phase> phases(String run) {
        return Transactions.read(database, connection -> RunStore.phases(connection, run)).stream()
                .map(phase -> new Phase(
                        phase.phase(), phase.startedAt(), phase.endedAt().orElseThrow()))
                .toList();
    }

    /** The past of one column, every value or in buckets; without what other logs of the tool say of that time. */
    public Series history(Imported log, String tag, Instant from, Instant to, int points) {
        Instant begin = from.isBefore(log.from()) ? log.from() : from;
        Instant end = to.isAfter(log.to()) ? log.to() : to;
        Series series = HistorianQueries.of(database, log.origin().tool()).history(TagId.of(tag), begin, end, points);
        return new Series(
                series.tag(),
                series.points().stream()
                        .filter(point -> !point.at().isBefore(begin))
                        .toList(),
                series.buckets(),
                series.gaps());
    }

    /**
     * Keeps a log.
     *
     * @throws IllegalStateException when a run of the tool fills some of that time already, or the tool is a unit that
     *     has runs of its own
     */
    public Imported add(ToolLog log, Origin origin) {
        Instant from = log.times().get(0);
        Instant to = log.times().get(log.times().size() - 1);
        String run = origin.tool() + "-" + origin.sha256().substring(0, 12);
        return Transactions.durable(database, connection -> {
            refuseWhatIsThere(connection, origin.tool(), from, to);
            begin(connection, run, origin, from, to);
            phases(connection, run, origin.tool(), log);
            long stored = samples(connection, run, origin.tool(), log);
            Imported imported = new Imported(run, origin, from, to, log.times().size(), log.samples(), stored);
            entries(connection, imported, log);
            return imported;
        });
    }

    private static void refuseWhatIsThere(Connection connection, String tool, Instant from, Instant to)
            throws SQLException {
        Statements.first(
                        connection,
                        "select r.id from run r left join tool_log l on l.run_id = r.id"
                                + " where r.unit = ? and l.run_id is null limit 1",
                        row -> row.getString(1),
                        tool)
                .ifPresent(own -> {
                    throw new IllegalStateException(
                            "the unit " + tool + " has runs of its own (" + own + "): a log is never one of them");
                });
        Statements.first(
                        connection,
                        "select id from run where unit = ? and started_at <= ? and ended_at >= ? limit 1",
                        row -> row.getString(1),
                        tool,
                        to,
                        from)
                .ifPresent(other -> {
                    throw new IllegalStateException("the log " + other + " of this tool speaks of that time already");
                });
    }

    private static void begin(Connection connection, String run, Origin origin, Instant from, Instant to)
            throws SQLException {
        Statements.change(
                connection,
                "insert into run (id, unit, recipe, recipe_version, recipe_hash, plant_hash, operator, foils, state,"
                        + " phase, started_at, ended_at, duration_s, trips, holds, end_reason, demonstration,"
                        + " production) values (?, ?, ?, 0, ?, ?, ?, '', 'COMPLETE', '', ?, ?, ?, 0, 0, ?, false, false)",
                run,
                origin.tool(),
                origin.mapping(),
                NO_RECIPE,
                origin.mappingSha256(),
                Statements.clip(origin.who(), 120),
                from,
                to,
                Duration.between(from, to).toNanos() / 1e9,
                Statements.clip("imported from " + origin.file(), 500));
    }

    private static void phases(Connection connection, String run, String tool, ToolLog log) throws SQLException {
        int ordinal = 0;
        for (ToolLog.Stretch stretch : log.phases()) {
            Instant begun = log.times().get(stretch.first());
            Instant ended = log.times().get(Math.min(stretch.next(), log.times().size() - 1));
            Statements.change(
                    connection,
                    "insert into run_phase (run_id, ordinal, unit, phase, started_at, ended_at, duration_s, result,"
                            + " report_json) values (?, ?, ?, ?, ?, ?, ?, 'DONE', ?)",
                    run,
                    ordinal++,
                    tool,
                    Statements.clip(stretch.phase(), 40),
                    begun,
                    ended,
                    Duration.between(begun, ended).toNanos() / 1e9,
                    CanonicalJson.of(List.of()));
        }
    }

    private static long samples(Connection connection, String run, String tool, ToolLog log) throws SQLException {
        long base = Statements.first(
                        connection,
                        "select coalesce(max(last_seq), 0) from sample_block where unit = ?",
                        row -> row.getLong(1),
                        tool)
                .orElse(0L);
        long stored = 0;
        for (ToolLog.Column column : log.columns()) {
            Block block = new Block(column.tag(), run, "");
            for (int row = 0; row < column.values().length; row++) {
                double value = column.values()[row];
                long at = Nanos.of(log.times().get(row));
                block.add(base + row + 1, "", at, at, value, Double.isNaN(value) ? Quality.BAD : Quality.GOOD);
                if (block.size() == Block.LARGEST) {
                    stored += DatabaseWriter.insert(connection, tool, block);
                    block = new Block(column.tag(), run, "");
                }
            }
            if (block.size() > 0) {
                stored += DatabaseWriter.insert(connection, tool, block);
            }
        }
        return stored;
    }

    private static void entries(Connection connection, Imported imported, ToolLog log) throws SQLException {
        Origin origin = imported.origin();
        Statements.change(
                connection,
                "insert into tool_log (run_id, unit, file_name, sha256, mapping, mapping_sha256, log_rows, samples,"
                        + " file_bytes, stored_bytes, at, who) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                imported.run(),
                origin.tool(),
                Statements.clip(origin.file(), 500),
                origin.sha256(),
                origin.mapping(),
                origin.mappingSha256(),
                imported.rows(),
                imported.samples(),
                origin.bytes(),
                imported.storedBytes(),
                origin.at(),
                Statements.clip(origin.who(), 120));
        List<ToolLog.Column> columns = new ArrayList<>(log.columns());
        for (int i = 0; i < columns.size(); i++) {
            ToolLog.Column column = columns.get(i);
            Statements.change(
                    connection,
                    "insert into tool_log_column (run_id, ordinal, unit, name, tag, measure, labels_json, known)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                    imported.run(),
                    i,
                    origin.tool(),
                    Statements.clip(column.name(), 200),
                    column.tag(),
                    column.unit(),
                    CanonicalJson.of(column.labels()),
                    !log.unknown().contains(column.name()));
        }
    }
}
