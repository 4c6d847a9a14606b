package org.sputterpilot.recipes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sputterpilot.recipes.RunStatus.PhaseProgress;
import org.sputterpilot.recipes.RunStatus.PlannedPhase;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Measure;
import org.sputterpilot.units.Unit;

/** How long each phase of a recipe should take and what ends it, as the start predicts it. */
public final class Timetable {
    private Timetable() {}

    /** The procedure of a recipe before its first phase. */
    public static List<PlannedPhase> of(MasterRecipe recipe, Foreseen foreseen) {
        List<PlannedPhase> plan = new ArrayList<>();
        for (PhaseName phase : recipe.phases()) {
            plan.add(new PlannedPhase(
                    phase,
                    PhaseProgress.FUTURE,
                    Duration.ofMillis(Math.round(1e3 * seconds(recipe, foreseen, phase))),
                    Duration.ZERO,
                    endsWhen(recipe, phase)));
        }
        return Collections.unmodifiableList(plan);
    }

    private static double seconds(MasterRecipe recipe, Foreseen foreseen, PhaseName phase) {
        double power = recipe.formula("power");
        return switch (phase) {
            case PUMP_DOWN ->
                Math.max(
                        recipe.parameter(phase, "min_time"), foreseen.pumpDown().toNanos() / 1e9);
            case LEAK_CHECK -> recipe.parameter(phase, "rise_time") + 20;
            case GAS_STABILISE -> recipe.parameter(phase, "settle_time") + 10;
            case IGNITE -> recipe.parameter(phase, "settle_time") + 10;
            case RAMP ->
                (power - recipe.parameter(PhaseName.IGNITE, "power")) / recipe.parameter(phase, "rate")
                        + recipe.parameter(phase, "settle_time");
            case PRE_SPUTTER, POISON -> recipe.parameter(phase, "min_time");
            case SWEEP ->
                recipe.parameter(phase, "clean_time")
                        + recipe.parameter(phase, "turn_time")
                        + 2 * recipe.parameter(phase, "oxygen_top") / recipe.parameter(phase, "rate");
            case RATE_GRID ->
                recipe.parameter(phase, "crystal_time")
                        + recipe.parameter(phase, "power_steps")
                                * recipe.parameter(phase, "pressure_steps")
                                * (recipe.parameter(phase, "settle_time") + recipe.parameter(phase, "measure_time"));
            case DEPOSIT -> foreseen.deposit().toNanos() / 1e9;
            case CLOSE_SHUTTER -> 1;
            case RAMP_DOWN ->
                recipe.highestPower() / recipe.parameter(phase, "rate") + recipe.parameter(phase, "argon_time");
            case COOL -> recipe.parameter(phase, "time");
            case VENT -> recipe.parameter(phase, "slow_time") + 80;
            default -> 1;
        };
    }

    private static String endsWhen(MasterRecipe recipe, PhaseName phase) {
        return switch (phase) {
            case LOAD -> "door closed, items scanned";
            case PUMP_DOWN ->
                "below " + of(recipe, phase, "base_pressure", Dimension.PRESSURE) + ", at least "
                        + of(recipe, phase, "min_time", Dimension.TIME);
            case LEAK_CHECK -> "gas load and leak within limits";
            case GAS_STABILISE -> "steady at " + of(recipe, phase, "pressure", Dimension.PRESSURE);
            case IGNITE -> "plasma burns at process pressure";
            case RAMP -> "at " + text(recipe.formula("power"), "W");
            case PRE_SPUTTER, POISON -> "voltage steady, at least " + of(recipe, phase, "min_time", Dimension.TIME);
            case SWEEP ->
                "poisoned and clean again, at most " + of(recipe, phase, "oxygen_top", Dimension.GAS_FLOW)
                        + " of oxygen";
            case RATE_GRID -> "every step measured";
            case DEPOSIT -> "estimate at " + recipe.target().in("nm");
            case CLOSE_SHUTTER -> "both switches say closed";
            case RAMP_DOWN -> "supply off, swept with argon";
            case COOL -> "after " + of(recipe, phase, "time", Dimension.TIME);
            case VENT -> "at the room's pressure";
            case UNLOAD -> "every item scanned out";
            case NONE, PARK -> "";
        };
    }

    private static String of(MasterRecipe recipe, PhaseName phase, String parameter, Dimension dimension) {
        return text(recipe.parameter(phase, parameter), dimension.baseSymbol());
    }

    private static String text(double base, String unit) {
        return new Measure(base, Unit.of(unit).orElseThrow()).toString();
    }
}
