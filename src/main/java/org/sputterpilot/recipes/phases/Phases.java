package org.sputterpilot.recipes.phases;

import org.sputterpilot.equipment.ByHand;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.Phase;
import org.sputterpilot.recipes.PhaseName;

/** Makes the phase of a name, fresh: a phase that is entered again begins again. */
public final class Phases {
    private final Limits limits;
    private final double lnRateSigma;
    private final Hands hands;

    /** On a tool that moves everything itself. */
    public Phases(Limits limits, double lnRateSigma) {
        this(limits, lnRateSigma, ByHand.NOTHING);
    }

    public Phases(Limits limits, double lnRateSigma, ByHand byHand) {
        this.limits = limits;
        this.lnRateSigma = lnRateSigma;
        this.hands = new Hands(byHand);
    }

    /** What people move in this run. */
    public Hands hands() {
        return hands;
    }

    public Phase begin(PhaseName name, ControlRecipe recipe, Findings findings) {
        return switch (name) {
            case LOAD -> new Load(recipe, findings, hands);
            case PUMP_DOWN -> new PumpDown(recipe, findings, limits);
            case LEAK_CHECK -> new LeakCheck(recipe, findings, limits);
            case GAS_STABILISE -> new GasStabilise(recipe, findings, hands);
            case IGNITE -> new Ignite(recipe, findings, hands);
            case RAMP -> new Ramp(recipe, findings, hands);
            case PRE_SPUTTER -> new PreSputter(recipe, findings, hands);
            case SWEEP -> new Sweep(recipe, findings, hands);
            case RATE_GRID -> new RateGrid(recipe, findings);
            case POISON -> new Poison(recipe, findings, hands);
            case DEPOSIT -> new Deposit(recipe, findings, hands, lnRateSigma);
            case CLOSE_SHUTTER -> new CloseShutter(recipe, findings, hands);
            case RAMP_DOWN -> new RampDown(recipe, findings, hands);
            case COOL -> new Cool(recipe, findings, hands);
            case VENT -> new Vent(recipe, findings);
            case UNLOAD -> new Unload(recipe, findings);
            case NONE, PARK -> throw new IllegalArgumentException(name + " is no phase of a recipe");
        };
    }
}
