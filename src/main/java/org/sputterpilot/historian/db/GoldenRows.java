package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.sputterpilot.historian.CanonicalJsonReader;
import org.sputterpilot.historian.CanonicalJsonReader.NotCanonicalException;
import org.sputterpilot.historian.Event;

/** How a run stood to the golden run, written once, with the event of the turn in which it ended. */
final class GoldenRows {
    private GoldenRows() {}

    /** Takes the row out of a GOLDEN event; one that cannot be read stays an event and nothing else. */
    static void keep(Connection connection, String unit, Frame frame, Event event) throws SQLException {
        Map<?, ?> said;
        try {
            said = (Map<?, ?>) CanonicalJsonReader.read(event.detail());
        } catch (NotCanonicalException | ClassCastException unreadable) {
            return;
        }
        String run = event.subject();
        boolean wanted = Statements.first(
                        connection,
                        "select r.id from run r where r.id = ?"
                                + " and not exists (select 1 from golden_run g where g.run_id = r.id)",
                        row -> row.getString(1),
                        run)
                .isPresent();
        if (!wanted) {
            return;
        }
        Map<?, ?> score = said.get("score") instanceof Map<?, ?> scored ? scored : Map.of();
        Statements.change(
                connection,
                "insert into golden_run (run_id, unit, at, envelope_id, words, excursions, score, worst_sigmas,"
                        + " worst_tag, worst_phase, film_sigmas, place, of_runs, test_first, reason)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run,
                unit,
                frame.at(),
                text(said, "envelope", 64),
                text(said, "words", 200),
                (int) number(said, "excursions", 0),
                number(score, "sigmas", Double.NaN),
                number(score, "worst", 0),
                text(score, "tag", 120),
                text(score, "phase", 40),
                number(score, "film", 0),
                (int) number(score, "rank", 0),
                (int) number(score, "of", 0),
                Boolean.TRUE.equals(score.get("testFirst")),
                text(score, "reason", 500));
    }

    private static String text(Map<?, ?> from, String key, int most) {
        return Statements.clip(from.get(key) instanceof String text ? text : "", most);
    }

    private static double number(Map<?, ?> from, String key, double otherwise) {
        return from.get(key) instanceof Double number ? number : otherwise;
    }
}
