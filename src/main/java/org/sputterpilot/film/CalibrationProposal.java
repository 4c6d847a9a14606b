package org.sputterpilot.film;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A calibration that measurements ask for, beside the one in force. It changes nothing until a person has signed it.
 *
 * @param before the calibration in force when it was made
 * @param after what would be in force from the next run on
 * @param rows every measured film beside the model's, before and after
 * @param measuredRuns runs that were learned from
 * @param runsSinceMeasured runs since the last measured one
 * @param driftPerRun steady change of the logarithm of the rate per run; NaN with too few runs to tell
 * @param flags what the person who signs must look at
 */
public record CalibrationProposal(
        Calibration before,
        Calibration after,
        List<Row> rows,
        int measuredRuns,
        int runsSinceMeasured,
        double driftPerRun,
        Set<Flag> flags) {

    /** Something a person must look at before signing. */
    public enum Flag {
        /** At least one measurement is too far off to be learned from. */
        HELD,
        /** The tool has changed and nobody wrote down how. */
        UNEXPLAINED_CHANGE,
        /** The rate drifts steadily; the forecast follows the drift. */
        DRIFTING,
        /** The step is larger than one run may take; the rest follows with the next. */
        LIMITED
    }

    /**
     * One measured film.
     *
     * @param measurement its id
     * @param run whose film it is
     * @param measuredNm what was measured
     * @param sigmaNm its one sigma
     * @param beforeNm what the rate model makes of the run with the calibration in force
     * @param afterNm what it makes of it with the proposed one
     * @param surprise how many sigmas the measurement was off its forecast when it was learned
     * @param rate what the rate made of it
     * @param tooling what the tooling made of it
     */
    public record Row(
            String measurement,
            String run,
            double measuredNm,
            double sigmaNm,
            double beforeNm,
            double afterNm,
            double surprise,
            RunToRun.Use rate,
            RunToRun.Use tooling) {}

    public CalibrationProposal {
        rows = List.copyOf(rows);
        flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
    }
}
