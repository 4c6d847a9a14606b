package org.sputterpilot.interlocks;

import java.util.List;
import java.util.Optional;

/**
 * What must be true before something may begin. It blocks; it never trips.
 *
 * @param id begins with its row where it has one
 * @param title words an operator would say
 * @param needs what must be a known yes
 * @param during asked only while this is not a known no; otherwise the permissive is given
 * @param blocks {@code START}, {@code PRODUCTION} or names of phases
 * @param hazard id of the hazard it guards
 * @param why what would happen
 */
public record Permissive(
        String id,
        String title,
        Condition needs,
        Optional<Condition> during,
        List<String> blocks,
        String hazard,
        String why) {
    /** Stands in {@link #blocks} for the start of a run. */
    public static final String START = "START";
    /** Stands in {@link #blocks} for the start of a run whose film is meant for use; a calibration run may start. */
    public static final String PRODUCTION = "PRODUCTION";

    public Permissive {
        blocks = List.copyOf(blocks);
    }
}
