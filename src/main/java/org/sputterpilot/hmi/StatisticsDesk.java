package org.sputterpilot.hmi;

import org.sputterpilot.hmi.wire.ComparisonPage;
import org.sputterpilot.hmi.wire.DriversPage;
import org.sputterpilot.hmi.wire.SpcPage;
import org.sputterpilot.hmi.wire.SurvivalPage;

/** The counter where many cells and many runs are asked together. */
public interface StatisticsDesk {
    /**
     * Which cells are looked at.
     *
     * @param cellType ZN_ZN, ZN_CU, ZN_TI or ZN_MNO2
     * @param by what makes an arm: arm, recipeVersion, foilLot or run
     * @param currentMaCm2 of the protocol, NaN for any
     * @param capacityMahCm2 of the protocol, NaN for any
     * @param pool whether unlike protocols are laid together
     * @param demonstration 1 made-up cells, 0 real ones, -1 real ones if there are any
     */
    record Asked(
            String cellType, String by, double currentMaCm2, double capacityMahCm2, boolean pool, int demonstration) {}

    /**
     * Lives.
     *
     * @throws Refusal when an arm holds unlike protocols and nobody asked to pool them
     */
    SurvivalPage survival(Asked asked);

    /** A number of the results, by arm. */
    ComparisonPage compare(Asked asked, String quantity, String value);

    /** What goes with the life of the cells. */
    DriversPage drivers(Asked asked);

    /**
     * The film of runs.
     *
     * @param measured measured films only, instead of estimates
     * @param baseline so many runs freeze the limits
     */
    SpcPage films(String recipe, boolean measured, int baseline, int limit, int demonstration);
}
