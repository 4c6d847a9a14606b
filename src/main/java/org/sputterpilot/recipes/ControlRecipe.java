package org.sputterpilot.recipes;

import java.util.List;
import org.sputterpilot.units.Thickness;

/**
 * A frozen copy of one master recipe, bound to one run and one load (ISA-88 control recipe). Later edits of the master
 * never touch it.
 *
 * @param runId the run it was made for
 * @param master the recipe as it was when the run was started
 * @param hash SHA-256 of the master's text
 * @param load what lies on the holder
 * @param foreseen how long the phases should take whose length the recipe does not say
 * @param attended whether a person confirms Load, Vent and Unload; otherwise the start has confirmed them
 * @param production false for a calibration or engineering run: its film is measured and not used
 * @param bound what else it is bound to: target, bottles, calibration, instruments, the film it goes on from
 */
public record ControlRecipe(
        String runId,
        MasterRecipe master,
        String hash,
        Load load,
        Foreseen foreseen,
        boolean attended,
        boolean production,
        Binding bound) {

    /** Freezes a master recipe for a production run. */
    public static ControlRecipe freeze(
            String runId, MasterRecipe master, Load load, Foreseen foreseen, boolean attended) {
        return new ControlRecipe(runId, master, master.hash(), load, foreseen, attended, true, Binding.NONE);
    }

    /** The same for a run whose film is measured and never used. */
    public ControlRecipe forEngineering() {
        return new ControlRecipe(runId, master, hash, load, foreseen, attended, false, bound);
    }

    /** The same, bound to what is in the machine. */
    public ControlRecipe bind(Binding binding) {
        return new ControlRecipe(runId, master, hash, load, foreseen, attended, production, binding);
    }

    /** The phases in their order. */
    public List<PhaseName> phases() {
        return master.phases();
    }

    public double formula(String name) {
        return master.formula(name);
    }

    public double parameter(PhaseName phase, String name) {
        return master.parameter(phase, name);
    }

    /** The most power it ever asks for, in watt. */
    public double highestPower() {
        return master.highestPower();
    }

    /** The film this run has to make: the recipe's, less what an earlier run has made of it. */
    public Thickness target() {
        double done = bound.continues().map(earlier -> earlier.done().metre()).orElse(0.0);
        return Thickness.ofMetre(Math.max(0, master.target().metre() - done));
    }

    /** Whether a phase may be ended by a person before its own criteria are met. */
    public boolean mayBeEnded(PhaseName phase) {
        return phase.mayBeEnded() || !production && (phase == PhaseName.POISON || phase == PhaseName.DEPOSIT);
    }
}
