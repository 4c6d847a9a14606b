package org.sputterpilot.recipes.phases;

import org.sputterpilot.equipment.Limits;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.Phase;
import org.sputterpilot.recipes.PhaseName;

/** Makes the phase of a name, fresh: a phase that is entered again begins again. */
public final class Phases {
    private final Limits limits;
    private final double lnRateSigma;

    public Phases(Limits limits, double lnRateSigma) {
        this.limits = limits;
        this.lnRateSigma = lnRateSigma;
    }

    public Phase begin(PhaseName name, ControlRecipe recipe, Findings findings) {
        return switch (name) {
            case LOAD -> new Load(recipe, findings);
            case PUMP_DOWN -> new PumpDown(recipe, findings, limits);
            case LEAK_CHECK -> new LeakCheck(recipe, findings, limits);
            case GAS_STABILISE -> new GasStabilise(recipe, findings);
            case IGNITE -> new Ignite(recipe, findings);
            case RAMP -> new Ramp(recipe, findings);
            case PRE_SPUTTER -> new PreSputter(recipe, findings);
            case SWEEP -> new Sweep(recipe, findings);
            case RATE_GRID -> new RateGrid(recipe, findings);
            case POISON -> new Poison(recipe, findings);
            case DEPOSIT -> new Deposit(recipe, findings, lnRateSigma);
            case CLOSE_SHUTTER -> new CloseShutter(recipe, findings);
            case RAMP_DOWN -> new RampDown(recipe, findings);
            case COOL -> new Cool(recipe, findings);
            case VENT -> new Vent(recipe, findings);
            case UNLOAD -> new Unload(recipe, findings);
            case NONE, PARK -> throw new IllegalArgumentException(name + " is no phase of a recipe");
        };
    }
}
