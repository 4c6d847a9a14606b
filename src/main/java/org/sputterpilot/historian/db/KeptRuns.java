package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs whose samples stay although they are past the usual time: those under legal hold, and those of which something
 * was released, until a while after the last test of what was made of them.
 */
final class KeptRuns {
    private KeptRuns() {}

    /** A thing of the genealogy. */
    private record Thing(String kind, String id) {}

    /**
     * Which of the runs that began before a moment stay.
     *
     * @param released how long after the last test; from now on when one is still going on
     */
    static List<String> before(Connection connection, String unit, Instant before, Duration released, Instant now)
            throws SQLException {
        Set<String> held = new HashSet<>(Statements.query(
                connection,
                "select run_id from (" + LegalHoldStore.NEWEST + ") n where held",
                row -> row.getString(1),
                unit));
        List<String> kept = new ArrayList<>();
        for (String run : Statements.query(
                connection,
                "select id from run where unit = ? and started_at < ? order by id",
                row -> row.getString(1),
                unit,
                before)) {
            if (held.contains(run)
                    || released(connection, run, now)
                            .map(last -> last.plus(released).isAfter(now))
                            .orElse(false)) {
                kept.add(run);
            }
        }
        return kept;
    }

    /** The last test of what came from a run; empty for a run of which nothing is released. */
    private static Optional<Instant> released(Connection connection, String run, Instant now) throws SQLException {
        Deque<Thing> toVisit = new ArrayDeque<>(List.of(new Thing("RUN", run)));
        Set<Thing> seen = new HashSet<>(toVisit);
        boolean released = false;
        Optional<Instant> last = Optional.empty();
        while (!toVisit.isEmpty()) {
            Thing thing = toVisit.pop();
            released |= Statements.first(
                            connection,
                            "select disposition from disposition where entity_kind = ? and entity_id = ?"
                                    + " order by at desc, id desc limit 1",
                            row -> row.getString(1),
                            thing.kind(),
                            thing.id())
                    .filter(word -> word.startsWith("RELEASED"))
                    .isPresent();
            if (thing.kind().equals("TEST")) {
                Instant ended = ended(connection, "cell_test", thing.id(), now);
                last = last.filter(ended::isBefore).or(() -> Optional.of(ended));
            }
            for (Thing child : Statements.query(
                    connection,
                    "select child_kind, child_id from edge where parent_kind = ? and parent_id = ?",
                    row -> new Thing(row.getString(1), row.getString(2)),
                    thing.kind(),
                    thing.id())) {
                if (seen.add(child)) {
                    toVisit.push(child);
                }
            }
        }
        if (!released) {
            return Optional.empty();
        }
        return Optional.of(last.isPresent() ? last.get() : ended(connection, "run", run, now));
    }

    private static Instant ended(Connection connection, String table, String id, Instant now) throws SQLException {
        return Statements.first(
                        connection,
                        "select ended_at from " + table + " where id = ?",
                        row -> Statements.perhaps(row, "ended_at"),
                        id)
                .flatMap(at -> at)
                .orElse(now);
    }
}
