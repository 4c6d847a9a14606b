package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.*;

import java.util.Set;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Findings;
import org.sputterpilot.recipes.LeakResult;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.Progress;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * How much gas comes in with the high-vacuum valve shut, and how much of it will never fade. A minute of rise alone
 * cannot tell a leak from water on the walls; the shape of the pump-down before it can.
 */
final class LeakCheck extends TimedPhase {
    private enum Step {
        SHUT,
        RISE,
        PUMP
    }

    /** Chamber volume and manometer, as a share of the result. */
    private static final double SCALE_SIGMA = 0.03;

    private static final double SETTLE_S = 3;

    private final double riseTime = value("rise_time");
    private final double repumpPressure = value("repump_pressure");
    private final double maxTime = value("max_time");
    private final double volume;
    private final double totalBlock;
    private final double partBlock;
    private final double partWarn;
    private Step step = Step.SHUT;
    private LeakResult result;
    private int n;
    private double st;
    private double sp;
    private double stt;
    private double stp;
    private double spp;

    LeakCheck(ControlRecipe recipe, Findings findings, Limits limits) {
        super(PhaseName.LEAK_CHECK, recipe, findings);
        volume = limits.base("chamber_volume");
        totalBlock = limits.base("leak_total_block");
        partBlock = limits.base("leak_part_block");
        partWarn = limits.base("leak_part_warn");
    }

    @Override
    public Set<String> needs() {
        return Standing.VACUUM_MODULES;
    }

    @Override
    Progress step(ProcessImage image, Tick tick) {
        if (seconds(tick) > maxTime) {
            return held(tick, "pressure does not come back to " + text(repumpPressure, "Pa") + " after the leak check");
        }
        return switch (step) {
            case SHUT -> shut(image, tick);
            case RISE -> rise(image, tick);
            case PUMP -> pump(image, tick);
        };
    }

    private static Demands isolated() {
        return Standing.highVacuum().with(Standing.of(GATE, OFF));
    }

    private Progress shut(ProcessImage image, Tick tick) {
        if (yes(image, GATE_CLOSED)) {
            step = Step.RISE;
            nextStep(tick);
        } else if (stepSeconds(tick) > confirmSeconds(image, GATE)) {
            return held(tick, "V-HV did not shut for the leak check");
        }
        return running(isolated(), tick, () -> "Leak check, no action", () -> "V-HV shuts");
    }

    private Progress rise(ProcessImage image, Tick tick) {
        double pressure = image.number(PRESSURE);
        double t = stepSeconds(tick);
        if (!Double.isNaN(pressure) && t >= SETTLE_S) {
            n++;
            st += t;
            sp += pressure;
            stt += t * t;
            stp += t * pressure;
            spp += pressure * pressure;
        }
        if (t >= riseTime + SETTLE_S) {
            if (n < 20) {
                return held(tick, "no usable manometer reading during the leak check");
            }
            result = result(tick);
            note(
                    "gas load",
                    "at most " + text(totalBlock, "Pa m3/s"),
                    text(result.total(), "Pa m3/s"),
                    result.total() <= totalBlock);
            note(
                    "leak part",
                    "at most " + text(partBlock, "Pa m3/s"),
                    text(result.leak(), "Pa m3/s") + " ± " + text(result.leakSigma(), "Pa m3/s"),
                    !result.leaksMoreThan(partBlock));
            note(
                    "leak part, warning",
                    "at most " + text(partWarn, "Pa m3/s"),
                    text(result.leak(), "Pa m3/s"),
                    !result.leaksMoreThan(partWarn));
            step = Step.PUMP;
            nextStep(tick);
        }
        return running(
                isolated(),
                tick,
                () -> "Leak check, " + minutes(riseTime - t) + " to go, no action",
                () -> text(pressure, "Pa") + " rising");
    }

    private LeakResult result(Tick tick) {
        double spread = n * stt - st * st;
        double slope = (n * stp - st * sp) / spread;
        double offset = (sp - slope * st) / n;
        double residual = Math.max(0, spp - offset * sp - slope * stp) / Math.max(1, n - 2);
        double slopeSigma = Math.sqrt(residual * n / spread);
        double total = volume * slope;
        double totalSigma = Math.hypot(volume * slopeSigma, SCALE_SIGMA * total);
        return findings.pumpDown()
                .map(curve -> {
                    double now = tick.elapsed().minus(curve.origin()).toNanos() / 1e9;
                    double fading = curve.fading() / (now - riseTime / 2);
                    double whole = curve.constant() + fading;
                    double part = total * curve.constant() / whole;
                    double partSigma = total * curve.constantSigma() * Math.abs(fading) / (whole * whole);
                    return new LeakResult(total, totalSigma, part, Math.hypot(partSigma, SCALE_SIGMA * Math.abs(part)));
                })
                .orElse(new LeakResult(total, totalSigma, Double.NaN, Double.POSITIVE_INFINITY));
    }

    private Progress pump(ProcessImage image, Tick tick) {
        double pressure = image.number(PRESSURE_WIDE);
        if (pressure <= repumpPressure && yes(image, GATE_OPEN)) {
            note("pressure after", text(repumpPressure, "Pa"), text(pressure, "Pa"), true);
            if (result.total() > totalBlock) {
                return held(
                        tick,
                        "gas load " + text(result.total(), "Pa m3/s") + " is above " + text(totalBlock, "Pa m3/s"));
            }
            if (result.leaksMoreThan(partBlock)) {
                return held(
                        tick,
                        "the chamber leaks " + text(result.leak(), "Pa m3/s") + ", more than "
                                + text(partBlock, "Pa m3/s"));
            }
            return done(
                    Standing.highVacuum(), tick, "gas load " + text(result.total(), "Pa m3/s"), findings.with(result));
        }
        if (!yes(image, GATE_OPEN) && stepSeconds(tick) > confirmSeconds(image, GATE)) {
            return held(tick, "V-HV did not open after the leak check");
        }
        return running(
                Standing.highVacuum(),
                tick,
                () -> "Pumping back to " + text(repumpPressure, "Pa") + ", no action",
                () -> text(pressure, "Pa"));
    }
}
