package org.sputterpilot.preflight;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.physics.Vacuum;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;

/**
 * How long the next pump-down should take: what the plant files say of pumps and walls counts as one pump-down, each
 * one that was seen as another.
 *
 * @param seconds median
 * @param lnSigma one sigma of its logarithm
 * @param seen pump-downs it rests on
 * @param leastSeconds the recipe's own least time
 */
public record PumpDownPlan(double seconds, double lnSigma, int seen, double leastSeconds) {
    private static final double ROOM_PA = 101_325;

    /**
     * Plans a recipe's pump-down from air: the door was open to put the foil in.
     *
     * @param past how long earlier pump-downs of this recipe took on this tool
     */
    static PumpDownPlan of(ToolParameters tool, MasterRecipe recipe, List<Duration> past) {
        double planned = Vacuum.pumpDownSeconds(
                ROOM_PA,
                recipe.parameter(PhaseName.PUMP_DOWN, "crossover_pressure"),
                tool.value(ToolParameter.ROUGHING_SPEED),
                recipe.parameter(PhaseName.PUMP_DOWN, "base_pressure"),
                tool.value(ToolParameter.HIGH_VACUUM_SPEED),
                tool.value(ToolParameter.WALL_GAS_LOAD),
                tool.chamberVolumeM3());
        double sum = Math.log(planned);
        int seen = 0;
        for (Duration one : past) {
            if (one.compareTo(Duration.ZERO) > 0) {
                sum += Math.log(one.toNanos() / 1e9);
                seen++;
            }
        }
        double sigma = tool.value(ToolParameter.WALL_GAS_LOAD_SIGMA);
        return new PumpDownPlan(
                Math.exp(sum / (seen + 1)),
                sigma * Math.sqrt(1 + 1.0 / (seen + 1)),
                seen,
                recipe.parameter(PhaseName.PUMP_DOWN, "min_time"));
    }

    Duration expected() {
        return Duration.ofMillis(Math.round(1e3 * Math.max(leastSeconds, seconds)));
    }

    double draw(RandomGenerator dice) {
        return Math.max(leastSeconds, seconds * Math.exp(lnSigma * dice.nextGaussian()));
    }
}
