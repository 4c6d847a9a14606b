package org.sputterpilot.hmi;

import java.util.List;
import org.sputterpilot.film.Forecast;
import org.sputterpilot.hmi.wire.PredictOrder;
import org.sputterpilot.preflight.Finding;
import org.sputterpilot.preflight.Outlook;
import org.sputterpilot.recipes.MasterRecipe;

/** The counter at which runs are foreseen; nothing moves by it. */
public interface ForecastDesk {
    /**
     * A film that was asked about.
     *
     * @param calibration what it was foreseen with: {@code nominal} or the number of a version
     */
    record Foretold(Forecast forecast, String calibration) {}

    /**
     * What set points would do.
     *
     * @throws Refusal when the question breaks a rule
     */
    Foretold predict(PredictOrder order);

    /** What a run of a recipe would bring and cost now. */
    Outlook outlook(MasterRecipe recipe);

    /** What speaks against a recipe: its file, its numbers on this tool, its film. */
    List<Finding> findings(MasterRecipe recipe, Outlook outlook);
}
