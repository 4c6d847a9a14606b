package org.sputterpilot.hmi;

import java.util.List;
import java.util.Optional;
import org.sputterpilot.film.Forecast;
import org.sputterpilot.hmi.wire.PredictOrder;
import org.sputterpilot.preflight.MatrixProof;
import org.sputterpilot.preflight.Outlook;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RecipeFinding;
import org.sputterpilot.recipes.RunStatus.PlannedPhase;

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

    /** What a run of a recipe would bring and cost now; empty for a procedure, which coats nothing. */
    Optional<Outlook> outlook(MasterRecipe recipe);

    /** How long each of its phases should take now. */
    List<PlannedPhase> plan(MasterRecipe recipe);

    /** What speaks against a recipe that fits the plant: its numbers on this tool, its film. */
    List<RecipeFinding> findings(MasterRecipe recipe, Optional<Outlook> outlook);

    /** Which causes of the matrix it must, may or cannot trip; empty for a procedure, which is not proved. */
    List<MatrixProof.Proved> proof(MasterRecipe recipe);
}
