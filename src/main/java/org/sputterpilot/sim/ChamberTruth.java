package org.sputterpilot.sim;

import java.util.Map;
import java.util.SplittableRandom;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;

/**
 * What is really true of one virtual tool, and known to nobody but it: drawn once from the seed. The controller works
 * with nominal numbers, so it is never right by construction.
 */
final class ChamberTruth {
    /**
     * Run-to-run spread of the rate that no line below draws: target state, shutter, foil, walls. With power, throw,
     * gauge, flows and pumping as drawn here, worth 0.77 % on the turning holder, it makes the 1.5 % of the budget.
     */
    private static final double REST_SIGMA = 0.0129;

    final boolean unknown;
    final long seed;
    final ToolParameters tool;
    /** Delivered over displayed power, less one. */
    final double supplyError;
    /** True over displayed flow, less one. */
    final double argonError;

    final double oxygenError;
    /** Pumping speed for oxygen over that for argon, less one. */
    final double oxygenPumping;

    final double manometerGain;
    final double manometerZeroPa;
    final double wideFactor;
    final double foreFactor;
    /** What the walls give after one hour, for a load of ten minutes in a room of 45 % humidity. */
    final double outgassingPaM3PerS;

    final double leakPaM3PerS;
    final double roomPa;
    final double humidity;
    final double waterInK;
    final double roomK;
    /** Crystal over holder. */
    final double tooling;

    final double erodedAtStart;
    final double turboM3PerS;
    final double throttleM3PerS;
    final double crystalLoadM;
    final long dice;

    ChamberTruth(long seed, boolean unknown) {
        this(seed, unknown, Map.of());
    }

    /** @param otherwise numbers of the tool that are given, not drawn */
    ChamberTruth(long seed, boolean unknown, Map<ToolParameter, Double> otherwise) {
        this.seed = seed;
        this.unknown = unknown;
        SplittableRandom random = new SplittableRandom(seed);
        ToolParameters reference = ToolParameters.reference();
        double throwM = reference.throwDistanceM() + 0.3e-3 * bell(random);
        double calibration = Math.exp(REST_SIGMA * bell(random));
        double voltage = reference.value(ToolParameter.VOLTAGE_0) * (1 + 0.003 * bell(random));
        double kappa = reference.value(ToolParameter.KAPPA) * (1 + 0.005 * bell(random));
        supplyError = 0.005 * bell(random);
        argonError = 0.01 * bell(random);
        oxygenError = 0.01 * bell(random);
        manometerGain = 1 + 0.00125 * bell(random);
        manometerZeroPa = 0.65e-3 * bell(random);
        wideFactor = Math.exp(0.07 * bell(random));
        foreFactor = Math.exp(0.05 * bell(random));
        outgassingPaM3PerS = 4.8e-5 * Math.max(0.8, Math.min(1.3, Math.exp(0.12 * bell(random))));
        leakPaM3PerS = 1e-7 * Math.exp(0.5 * bell(random));
        roomPa = 101_300 + 400 * bell(random);
        humidity = 0.30 + 0.35 * random.nextDouble();
        waterInK = 273.15 + 18 + bell(random);
        roomK = 273.15 + 22 + 0.7 * bell(random);
        tooling = 1 + 0.03 * bell(random);
        erodedAtStart = (unknown ? 0.6 : 0.02) * random.nextDouble();
        turboM3PerS = 0.20 * (1 + 0.02 * bell(random));
        throttleM3PerS = 1.5 * (1 + 0.02 * bell(random));
        crystalLoadM = 100e-9 + 1400e-9 * random.nextDouble();
        ToolParameters drawn =
                reference.with(ToolParameter.THROW_DISTANCE, throwM).with(ToolParameter.VOLTAGE_0, voltage);
        if (unknown) {
            drawn = drawn.with(ToolParameter.CALIBRATION, 0.65 * Math.exp(0.40 * bell(random)))
                    .with(ToolParameter.KAPPA, 0.90 + 0.5 * random.nextDouble())
                    .with(ToolParameter.COLLECTING_AREA, reference.collectingAreaM2() * Math.exp(0.2 * bell(random)))
                    .with(ToolParameter.TARGET_SKIN, reference.targetSkinPerM2() * Math.exp(0.3 * bell(random)));
        } else {
            drawn = drawn.with(ToolParameter.CALIBRATION, calibration).with(ToolParameter.KAPPA, kappa);
        }
        dice = random.nextLong();
        oxygenPumping = 0.02 * bell(random);
        double leakage = reference.value(ToolParameter.SHUTTER_LEAKAGE)
                + (unknown ? 0.002 : reference.value(ToolParameter.SHUTTER_LEAKAGE_SIGMA)) * bell(random);
        drawn = drawn.with(ToolParameter.SHUTTER_LEAKAGE, Math.max(0, leakage));
        for (Map.Entry<ToolParameter, Double> given : otherwise.entrySet()) {
            drawn = drawn.with(given.getKey(), given.getValue());
        }
        tool = drawn;
    }

    /** Bounded like {@link Chance#bell}: no tool is twenty sigma off. */
    private static double bell(SplittableRandom random) {
        return (random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2)
                * Math.sqrt(3);
    }
}
