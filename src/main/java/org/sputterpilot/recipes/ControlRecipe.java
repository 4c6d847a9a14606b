package org.sputterpilot.recipes;

import java.time.Duration;
import org.sputterpilot.units.Thickness;

/**
 * A frozen copy of one master recipe, bound to one run and one load (ISA-88 control recipe). Later edits of the master
 * never touch it.
 *
 * @param runId the run it was made for
 * @param master the recipe as it was when the run was started
 * @param hash SHA-256 of the master's text
 * @param load what lies on the holder
 * @param predictedDeposit how long the film model expects the shutter to be open
 * @param attended whether a person confirms Load, Vent and Unload; otherwise the start has confirmed them
 * @param production false for a calibration or engineering run: its film is measured and not used
 */
public record ControlRecipe(
        String runId,
        MasterRecipe master,
        String hash,
        Load load,
        Duration predictedDeposit,
        boolean attended,
        boolean production) {

    /** Freezes a master recipe for a production run. */
    public static ControlRecipe freeze(
            String runId, MasterRecipe master, Load load, Duration predictedDeposit, boolean attended) {
        return new ControlRecipe(runId, master, master.hash(), load, predictedDeposit, attended, true);
    }

    /** The same for a run whose film is measured and never used. */
    public ControlRecipe forEngineering() {
        return new ControlRecipe(runId, master, hash, load, predictedDeposit, attended, false);
    }

    public double formula(String name) {
        return master.formula(name);
    }

    public double parameter(PhaseName phase, String name) {
        return master.parameter(phase, name);
    }

    public Thickness target() {
        return master.target();
    }
}
