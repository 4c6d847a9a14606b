package org.sputterpilot.historian.db;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sputterpilot.historian.CanonicalJsonReader;
import org.sputterpilot.historian.ControlSheet;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.historian.RunSeal;
import org.sputterpilot.historian.SealBook;
import org.sputterpilot.historian.Series;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/**
 * Makes the record of a run that has ended of what the tables hold of it. A run in which the controller died has no
 * batch record of its own; it is told by its rows, and what nobody knows is missing.
 */
final class RecordOfRows {
    private static final int COLUMNS = 240;
    private static final MathContext DRAWN = new MathContext(6);

    /** What a batch record shows as a curve, as far as the tool has it. */
    private static final List<TagId> PLOTTED = List.of(
            TagId.of("chamber.pressure"),
            TagId.of("gas.argon.flow"),
            TagId.of("gas.oxygen.flow"),
            TagId.of("cathode.power"),
            TagId.of("cathode.voltage"),
            TagId.of("film.thickness"),
            TagId.of("film.sigma"));

    /** Parts that only the batch record has. */
    private static final List<String> FROM_BATCH = List.of(
            "film",
            "budget",
            "slots",
            "trips",
            "interruptions",
            "prompts",
            "comments",
            "recovered",
            "incidents",
            "bypassed");

    private final HistorianQueries past;
    private final TagTable tags;

    RecordOfRows(HistorianQueries past, TagTable tags) {
        this.past = past;
        this.tags = tags;
    }

    /** The curves; asked for before the transaction, because the past has connections of its own. */
    List<Object> plots(RunRow run) {
        Instant end = run.endedAt().orElseThrow();
        List<Object> plots = new ArrayList<>();
        for (TagId id : PLOTTED) {
            if (!tags.has(id) || !end.isAfter(run.startedAt())) {
                continue;
            }
            Tag tag = tags.get(id);
            List<Object> columns = new ArrayList<>();
            Series series = past.history(id, run.startedAt(), end, COLUMNS);
            for (Series.Bucket bucket : series.buckets()) {
                columns.add(column(tag, run, bucket.from(), bucket.min(), bucket.mean(), bucket.max()));
            }
            for (Series.Point point : series.points()) {
                columns.add(column(tag, run, point.at(), point.value(), point.value(), point.value()));
            }
            plots.add(Map.of("tag", id.name(), "unit", tag.unit().symbol(), "columns", columns));
        }
        return plots;
    }

    /** Seconds since the start of the run, least, mean and most. */
    private static List<Object> column(Tag tag, RunRow run, Instant at, double min, double mean, double max) {
        List<Object> column = new ArrayList<>();
        column.add(Duration.between(run.startedAt(), at).toMillis() / 1e3);
        for (double value : new double[] {min, mean, max}) {
            double shown = tag.unit().fromBase(value);
            column.add(
                    Double.isFinite(shown) ? new BigDecimal(shown).round(DRAWN).doubleValue() : null);
        }
        return column;
    }

    Map<String, Object> of(Connection connection, String unit, RunRow run, SealBook.Facts facts, List<Object> plots)
            throws SQLException {
        Map<String, Object> row = SealedRows.run(connection, run.id()).orElseThrow();
        Map<?, ?> batch = batch(row.remove(SealedRows.BATCH));
        Map<String, Object> record = new TreeMap<>();
        record.put("kind", "run record");
        record.put("form", RunSeal.FORM);
        record.put("id", run.id());
        record.put("run", row);
        record.put("recipe", recipe(connection, unit, run, batch));
        record.put("load", ControlSheet.load(run.load()));
        record.put("installation", installation(run, facts));
        for (String part : FROM_BATCH) {
            if (batch.containsKey(part)) {
                record.put(part, batch.get(part));
            }
        }
        record.put("calibration", calibration(connection, unit, batch));
        record.put(
                "target",
                SealedRows.all(
                        connection,
                        "select * from equipment_event where unit = ? and kind = 'TARGET_CHANGE' and at <= ?"
                                + " order by at desc, entered_at desc limit 1",
                        unit,
                        run.startedAt()));
        record.put(
                "signatures",
                SealedRows.all(
                        connection, "select * from signature where object = ? order by number", "run " + run.id()));
        for (SealedRows.Section section : SealedRows.SECTIONS) {
            record.put(
                    section.name(),
                    List.copyOf(SealedRows.of(
                                    connection,
                                    section,
                                    run.id(),
                                    unit,
                                    run.startedAt(),
                                    run.endedAt().orElseThrow())
                            .values()));
        }
        record.put("plots", plots);
        return record;
    }

    private static Map<?, ?> batch(Object json) {
        try {
            return json instanceof String text && CanonicalJsonReader.read(text) instanceof Map<?, ?> batch
                    ? batch
                    : Map.of();
        } catch (CanonicalJsonReader.NotCanonicalException e) {
            // its hash in the row says whether it is as it was written
            return Map.of();
        }
    }

    private static Map<String, Object> recipe(Connection connection, String unit, RunRow run, Map<?, ?> batch)
            throws SQLException {
        Map<String, Object> recipe = new LinkedHashMap<>();
        recipe.put("id", run.recipe());
        recipe.put("version", run.recipeVersion());
        recipe.put("hash", run.recipeHash());
        Object frozen = batch.get("recipe") instanceof Map<?, ?> map ? map.get("text") : null;
        recipe.put(
                "text",
                frozen != null
                        ? frozen
                        : Statements.first(
                                        connection,
                                        "select content from recipe_text where hash = ?",
                                        found -> found.getString(1),
                                        run.recipeHash())
                                .orElse(null));
        recipe.put(
                "approvals",
                SealedRows.all(
                        connection,
                        "select * from recipe_signature where unit = ? and recipe = ? and version = ? order by ordinal",
                        unit,
                        run.recipe(),
                        run.recipeVersion()));
        return recipe;
    }

    /** The matrix of a run is known only as long as the plant files are the ones it ran with. */
    private static Map<String, Object> installation(RunRow run, SealBook.Facts facts) {
        Map<String, Object> installation = new LinkedHashMap<>();
        installation.put("program", facts.program());
        installation.put("sealedAt", facts.at());
        installation.put("plantHash", run.plantHash());
        installation.put("matrixHash", facts.plantHash().equals(run.plantHash()) ? facts.matrixHash() : null);
        return installation;
    }

    private static List<Map<String, Object>> calibration(Connection connection, String unit, Map<?, ?> batch)
            throws SQLException {
        return batch.get("film") instanceof Map<?, ?> film && film.get("calibration") instanceof Double version
                ? SealedRows.all(
                        connection,
                        "select * from calibration_version where unit = ? and version = ?",
                        unit,
                        version.intValue())
                : List.of();
    }
}
