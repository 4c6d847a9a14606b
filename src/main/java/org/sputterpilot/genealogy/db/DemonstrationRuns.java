package org.sputterpilot.genealogy.db;

import java.time.Instant;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.Transactions;

/**
 * Runs nobody has run, so that demonstration foil has something to come from. They belong to no unit of ours: no list
 * of runs shows them, nothing seals them and nothing learns from them.
 */
public final class DemonstrationRuns {
    private static final String NO_UNIT = "DEMONSTRATION";

    private DemonstrationRuns() {}

    /** Writes one down. */
    public static void add(
            Database database, String id, String recipe, int version, Instant at, double filmNm, double sigmaNm) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "insert into run (id, unit, recipe, recipe_version, recipe_hash, plant_hash, operator, foils,"
                                + " state, phase, started_at, ended_at, duration_s, target_nm, thickness_nm, sigma_nm,"
                                + " demonstration) values (?, ?, ?, ?, '', '', 'demonstration', '', 'COMPLETE', '', ?, ?,"
                                + " 3600, 32, ?, ?, true)",
                        id,
                        NO_UNIT,
                        recipe,
                        version,
                        at,
                        at.plusSeconds(3600),
                        filmNm,
                        sigmaNm));
    }
}
