package org.sputterpilot.golden.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.golden.Envelope;
import org.sputterpilot.golden.EnvelopeSheet;
import org.sputterpilot.golden.GoldenBook;
import org.sputterpilot.golden.Score;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.Transactions;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.security.Secrets;
import org.sputterpilot.signals.TagId;

/** Golden runs in the database. How a run stood arrives there with the events of the turn in which it ended. */
public final class GoldenStore implements GoldenBook {
    private final Database database;
    private final String unit;

    public GoldenStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public Envelope keep(Envelope made, Instant at) {
        String json = EnvelopeSheet.json(made);
        String id = Secrets.sha256(json);
        Transactions.durable(database, connection -> {
            boolean there = Statements.first(
                            connection, "select id from golden_envelope where id = ?", row -> row.getString(1), id)
                    .isPresent();
            return there
                    ? 0
                    : Statements.change(
                            connection,
                            "insert into golden_envelope (id, unit, made_at, recipe, recipe_hash, target, runs, sheet)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                            id,
                            unit,
                            at,
                            made.alike().recipe(),
                            made.alike().hash(),
                            made.alike().target(),
                            made.runs().size(),
                            json);
        });
        return made.named(id);
    }

    @Override
    public Optional<Envelope> envelope(String id) {
        return Transactions.read(
                        database,
                        connection -> Statements.first(
                                connection,
                                "select sheet from golden_envelope where id = ?",
                                row -> row.getString(1),
                                id))
                .map(json -> EnvelopeSheet.read(id, json));
    }

    @Override
    public Map<String, Kept> of(Collection<String> runs) {
        Map<String, Kept> found = new LinkedHashMap<>();
        if (!runs.isEmpty()) {
            String places = String.join(",", java.util.Collections.nCopies(runs.size(), "?"));
            Transactions.read(
                            database,
                            connection -> Statements.query(
                                    connection,
                                    "select * from golden_run where run_id in (" + places + ")",
                                    GoldenStore::kept,
                                    runs.toArray()))
                    .forEach(kept -> found.put(kept.run(), kept));
        }
        return found;
    }

    private static Kept kept(ResultSet row) throws SQLException {
        double sigmas = Statements.number(row, "score");
        String tag = row.getString("worst_tag");
        Optional<Score> score = Double.isNaN(sigmas)
                ? Optional.empty()
                : Optional.of(new Score(
                        sigmas,
                        row.getDouble("worst_sigmas"),
                        tag.isEmpty() ? Optional.empty() : Optional.of(TagId.of(tag)),
                        PhaseName.of(row.getString("worst_phase")).orElse(PhaseName.NONE),
                        row.getDouble("film_sigmas"),
                        row.getInt("place"),
                        row.getInt("of_runs"),
                        row.getBoolean("test_first"),
                        row.getString("reason")));
        return new Kept(
                row.getString("run_id"),
                Statements.moment(row, "at"),
                row.getString("envelope_id"),
                row.getString("words"),
                row.getInt("excursions"),
                score);
    }
}
