package org.sputterpilot.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.film.Forecast;
import org.sputterpilot.film.Forecast.TargetState;
import org.sputterpilot.film.Forecaster;
import org.sputterpilot.film.SetPoints;
import org.sputterpilot.film.Spread;
import org.sputterpilot.physics.Folds;
import org.sputterpilot.physics.Place;
import org.sputterpilot.recipes.Foreseen;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RecipeFinding;
import org.sputterpilot.recipes.RecipeFinding.Severity;
import org.sputterpilot.recipes.RunStatus.PlannedPhase;
import org.sputterpilot.recipes.Timetable;
import org.sputterpilot.units.Energy;
import org.sputterpilot.units.GasFlow;
import org.sputterpilot.units.Power;
import org.sputterpilot.units.Pressure;

/** Looks at a recipe before it runs: what it will bring on this tool as it is now, and what speaks against it. */
public final class Preflight {
    /** Enough that a probability of a hundredth is seen, few enough that a person does not wait. */
    public static final int DRAWS = 400;

    /** Same question, same answer. */
    public static final long SEED = 1;

    private static final Set<PhaseName> ARGON = EnumSet.range(PhaseName.GAS_STABILISE, PhaseName.RAMP_DOWN);
    private static final Set<PhaseName> OXYGEN = EnumSet.range(PhaseName.POISON, PhaseName.CLOSE_SHUTTER);
    private static final Set<PhaseName> FULL_POWER = EnumSet.range(PhaseName.PRE_SPUTTER, PhaseName.CLOSE_SHUTTER);
    private static final double LITRE_PER_CM3 = 1e-3;
    private static final double RARELY = 0.05;
    private static final double SAME_THROW_M = 0.5e-3;

    private final FilmModel model;
    private final double eroded;
    private final List<Duration> pumpDowns;

    /**
     * Before a run on a tool.
     *
     * @param model what the tool is known to do
     * @param eroded share of the target's groove that is gone
     * @param pumpDowns how long earlier pump-downs took
     */
    public Preflight(FilmModel model, double eroded, List<Duration> pumpDowns) {
        this.model = model;
        this.eroded = eroded;
        this.pumpDowns = List.copyOf(pumpDowns);
    }

    /** Times that a start needs at once, without draws; a procedure coats nothing. */
    public Foreseen foreseen(MasterRecipe recipe) {
        Duration deposit =
                recipe.kind().isProcedure() ? Duration.ZERO : predict(recipe).depositTime();
        return new Foreseen(PumpDownPlan.of(model.tool(), recipe, pumpDowns).expected(), deposit);
    }

    /** Where the cathode works once a recipe has poisoned the target, and how fast film grows then. */
    public FilmModel.Prediction predict(MasterRecipe recipe) {
        SetPoints asked = setPoints(recipe);
        return model.predict(
                asked.power(), asked.argon(), asked.oxygen(), asked.argonPressure(), asked.target(), eroded);
    }

    private static SetPoints setPoints(MasterRecipe recipe) {
        return new SetPoints(
                Power.ofWatt(recipe.formula("power")),
                GasFlow.ofSccm(recipe.formula("argon_flow")),
                GasFlow.ofSccm(recipe.formula("oxygen_flow")),
                Pressure.ofPascal(recipe.formula("process_pressure")),
                recipe.target());
    }

    /** What a run would bring and cost. */
    public Outlook outlook(MasterRecipe recipe, int draws, long seed) {
        Forecast film = new Forecaster(model, Place.holderOf(model.tool()), eroded)
                .forecast(setPoints(recipe), recipe.longestDeposit(model.lnRateSigma()), draws, seed);
        PumpDownPlan pumpDown = PumpDownPlan.of(model.tool(), recipe, pumpDowns);
        Foreseen foreseen = new Foreseen(pumpDown.expected(), film.deposit());
        List<PlannedPhase> plan = Timetable.of(recipe, foreseen);
        Map<PhaseName, Double> seconds = new EnumMap<>(PhaseName.class);
        plan.forEach(p -> seconds.put(p.phase(), p.planned().toNanos() / 1e9));
        SplittableRandom dice = new SplittableRandom(~seed);
        double[] duration = new double[draws];
        double[] kwh = new double[draws];
        double[] argon = new double[draws];
        double[] oxygen = new double[draws];
        for (int i = 0; i < draws; i++) {
            seconds.put(PhaseName.PUMP_DOWN, pumpDown.draw(dice));
            seconds.put(PhaseName.DEPOSIT, film.depositSeconds().draw(i));
            duration[i] = sum(seconds, seconds.keySet());
            kwh[i] = energy(recipe, seconds).wattHour() / 1e3;
            argon[i] = sum(seconds, ARGON) / 60 * recipe.formula("argon_flow") * LITRE_PER_CM3;
            oxygen[i] = sum(seconds, OXYGEN) / 60 * recipe.formula("oxygen_flow") * LITRE_PER_CM3;
        }
        double target = recipe.target().nanometres();
        double tolerance = recipe.tolerance().nanometres();
        return new Outlook(
                film,
                foreseen,
                pumpDown,
                plan,
                new Spread(duration),
                new Spread(kwh),
                new Spread(argon),
                new Spread(oxygen),
                film.thicknessNm().shareOutside(target - tolerance, target + tolerance),
                !model.isWide(),
                model.lnRateSigma());
    }

    private static double sum(Map<PhaseName, Double> seconds, Set<PhaseName> phases) {
        return phases.stream().mapToDouble(p -> seconds.getOrDefault(p, 0.0)).sum();
    }

    /** Through the cathode: ignition power, both ramps, and full power between them. */
    private static Energy energy(MasterRecipe recipe, Map<PhaseName, Double> seconds) {
        double full = recipe.formula("power");
        double first = recipe.parameter(PhaseName.IGNITE, "power");
        double up = (full - first) / recipe.parameter(PhaseName.RAMP, "rate");
        double down = full / recipe.parameter(PhaseName.RAMP_DOWN, "rate");
        return Energy.ofJoule(full * sum(seconds, FULL_POWER)
                + first * seconds.get(PhaseName.IGNITE)
                + (full + first) / 2 * up
                + full * recipe.parameter(PhaseName.RAMP, "settle_time")
                + full / 2 * down);
    }

    /**
     * What speaks against a recipe on this tool; the reader of the plant files has found the rest.
     *
     * @param outlook what a run would bring; empty for a procedure, which coats nothing
     */
    public List<RecipeFinding> findings(
            MasterRecipe recipe, Optional<Outlook> outlook, Limits limits, HealthyPlant healthy) {
        List<RecipeFinding> found = new ArrayList<>();
        outlook.ifPresent(run -> {
            target(recipe, run.film(), healthy.margin(HealthyPlant.Margin.GUARD), found);
            film(recipe, run, found);
            gas(recipe, limits, found);
        });
        if (recipe.restsOnAssumptions()) {
            found.add(RecipeFinding.of(
                    Severity.NOTE,
                    "basis",
                    "formula",
                    "Numbers of this recipe are assumptions until they are measured."));
        }
        return found;
    }

    private static void target(MasterRecipe recipe, Forecast film, double guard, List<RecipeFinding> found) {
        double flow = recipe.formula("oxygen_flow");
        if (film.targetState() != TargetState.POISONED) {
            found.add(RecipeFinding.of(
                    Severity.ERROR,
                    "target-state",
                    "formula.oxygen_flow",
                    "At " + text(flow) + " sccm the target is " + film.targetState()
                            + ": Poison waits for a poisoned target and would not end."));
            return;
        }
        film.folds()
                .map(Folds::upSccm)
                .filter(up -> flow < guard * up)
                .ifPresent(up -> found.add(RecipeFinding.of(
                        Severity.ERROR,
                        "target-state",
                        "formula.oxygen_flow",
                        text(flow) + " sccm is less than " + text(guard) + " times the " + text(up)
                                + " sccm at which the target poisons at this power: drift may bring the metal back.")));
    }

    private void film(MasterRecipe recipe, Outlook outlook, List<RecipeFinding> found) {
        double asked = recipe.formula("throw_distance");
        if (Math.abs(asked - model.tool().throwDistanceM()) > SAME_THROW_M) {
            found.add(RecipeFinding.of(
                    Severity.ERROR,
                    "throw-distance",
                    "formula.throw_distance",
                    "The film model of this tool is for " + text(model.tool().throwDistanceM() * 1e3)
                            + " mm: film and time of this recipe cannot be foretold."));
        }
        if (!outlook.rateIsKnown()) {
            found.add(RecipeFinding.of(
                    Severity.WARNING,
                    "unknown-tool",
                    "formula.target_thickness",
                    "No film of this tool has been measured: the rate is known to a factor of "
                            + text(Math.exp(outlook.lnRateSigma()))
                            + ". The first run calibrates, it makes no product."));
        } else if (outlook.outOfToleranceP() > RARELY) {
            found.add(RecipeFinding.of(
                    Severity.WARNING,
                    "tolerance",
                    "tolerance",
                    "One film in " + Math.max(1, Math.round(1 / outlook.outOfToleranceP())) + " will be farther than "
                            + recipe.tolerance().in("nm") + " off."));
        }
    }

    private static void gas(MasterRecipe recipe, Limits limits, List<RecipeFinding> found) {
        double oxygen = recipe.formula("oxygen_flow");
        double share = oxygen / (oxygen + recipe.formula("argon_flow"));
        double most = limits.base("oxygen_share_unrated");
        if (share > most && !recipe.needsOxygenRatedPump()) {
            found.add(RecipeFinding.of(
                    Severity.ERROR,
                    "oxygen-share",
                    "needs.oxygen_rated_pump",
                    "Oxygen is " + text(share * 100) + " % of the gas: above " + text(most * 100)
                            + " % the backing pump must be rated for it."));
        }
        double longest = recipe.parameter(PhaseName.POISON, "max_time");
        double warn = limits.base("oxygen_plasma_warn");
        if (longest > warn) {
            found.add(RecipeFinding.of(
                    Severity.WARNING,
                    "oxygen-plasma",
                    "procedure.Poison.parameters.max_time",
                    "Oxygen plasma may burn for " + text(longest / 60) + " min before the shutter opens; the site warns"
                            + " above " + text(warn / 60) + " min."));
        }
    }

    private static String text(double value) {
        return String.format(java.util.Locale.ROOT, "%.3g", value);
    }
}
