package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.Progress;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * Every power with every pressure of the grid, one after the other behind the closed shutter, while the crystal stays
 * open: opening it anew for each step would warm it anew. Metallic or poisoned is what the phase before it left.
 */
final class RateGrid extends TimedPhase {
    /** One point of the grid. */
    private record Point(double watt, double pascal) {}

    private final double crystalTime = value("crystal_time");
    private final double powerBand = value("power_band");
    private final double pressureBand = value("pressure_band");
    private final double settleTime = value("settle_time");
    private final double measureTime = value("measure_time");
    private final double maxTime = value("max_time");
    private final List<Point> points = points();
    private final Demands standing;
    private final Dwell steady = new Dwell();
    private int at;

    RateGrid(ControlRecipe recipe, Findings findings) {
        super(PhaseName.RATE_GRID, recipe, findings);
        Demands plasma = Standing.plasma(recipe, recipe.formula("power"), recipe.parameter(PhaseName.RAMP, "rate"))
                .with(Standing.of(CRYSTAL_SHUTTER, ON));
        standing = recipe.formula("oxygen_flow") > 0
                ? plasma.with(Standing.oxygen(recipe))
                        // Poison left the throttle at a position; asked for another, it would never confirm it
                        .with(Standing.of(THROTTLE_POSITION_SET, findings.throttlePosition()))
                : plasma;
    }

    /** Pressures up and down in turn, so that the throttle never jumps; powers rising. */
    private List<Point> points() {
        List<Double> powers = steps("power");
        List<Double> pressures = new ArrayList<>(steps("pressure"));
        List<Point> all = new ArrayList<>();
        for (double watt : powers) {
            pressures.forEach(pascal -> all.add(new Point(watt, pascal)));
            Collections.reverse(pressures);
        }
        return all;
    }

    /** From low to high in equal ratios: what is learned are exponents. */
    private List<Double> steps(String of) {
        double low = value(of + "_low");
        double high = value(of + "_high");
        int count = (int) Math.max(2, Math.round(value(of + "_steps")));
        List<Double> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(low * Math.pow(high / low, i / (count - 1.0)));
        }
        return steps;
    }

    @Override
    public Set<String> needs() {
        return Standing.PLASMA_MODULES;
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        if (plasmaIsOut(image, tick)) {
            return held(tick, "the plasma went out");
        }
        if (no(image, CRYSTAL_OK)) {
            return held(tick, "the crystal does not oscillate: without it the grid measures nothing");
        }
        Point point = points.get(at);
        Demands demands =
                standing.with(Standing.of(POWER_SET, point.watt)).with(Standing.throttlePressure(point.pascal));
        boolean there = near(image.number(POWER), point.watt, powerBand)
                && near(image.number(PRESSURE), point.pascal, pressureBand)
                && seconds(tick) >= crystalTime;
        double standsFor = steady.seconds(there, tick);
        if (standsFor >= settleTime + measureTime) {
            at++;
            steady.clear();
            nextStep(tick);
            if (at == points.size()) {
                note("steps", String.valueOf(points.size()), String.valueOf(points.size()), true);
                return done(demands, tick, points.size() + " steps measured");
            }
        } else if (stepSeconds(tick) - standsFor > (at == 0 ? crystalTime : 0) + maxTime) {
            return held(
                    tick,
                    text(point.watt, "W") + " at " + text(point.pascal, "Pa") + " is not reached: "
                            + text(image.number(POWER), "W") + ", " + text(image.number(PRESSURE), "Pa"));
        }
        return running(
                demands,
                tick,
                () -> seconds(tick) < crystalTime
                        ? "Crystal gets used to the heat, " + minutes(crystalTime - seconds(tick)) + " to go"
                        : "Step " + Math.min(at + 1, points.size()) + " of " + points.size() + ", no action",
                () -> text(image.number(POWER), "W") + ", " + text(image.number(PRESSURE), "Pa"));
    }

    private static boolean near(double value, double asked, double band) {
        return Math.abs(value - asked) <= band * asked;
    }
}
