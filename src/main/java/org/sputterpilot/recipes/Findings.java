package org.sputterpilot.recipes;

import java.util.Optional;

/**
 * What the phases of one run have learned for those that follow. NaN where nothing is known yet.
 *
 * @param pumpDown pressure below 1e-2 Pa against pump time, if it was recorded
 * @param leak result of the leak check; void after the door was opened
 * @param throttlePosition opening held while the throttle is frozen, ratio
 * @param metallicVoltage cathode voltage at the end of PreSputter, V
 * @param poisonedVoltage cathode voltage at the end of Poison, V
 * @param poisonedPressure chamber pressure at the end of Poison, Pa
 */
public record Findings(
        Optional<PumpDownCurve> pumpDown,
        Optional<LeakResult> leak,
        double throttlePosition,
        double metallicVoltage,
        double poisonedVoltage,
        double poisonedPressure) {
    public static final Findings NONE =
            new Findings(Optional.empty(), Optional.empty(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    public Findings with(PumpDownCurve curve) {
        return new Findings(
                Optional.of(curve), leak, throttlePosition, metallicVoltage, poisonedVoltage, poisonedPressure);
    }

    public Findings with(LeakResult result) {
        return new Findings(
                pumpDown, Optional.of(result), throttlePosition, metallicVoltage, poisonedVoltage, poisonedPressure);
    }

    /** Without the leak check: the door was opened. */
    public Findings withoutLeak() {
        return new Findings(
                Optional.empty(),
                Optional.empty(),
                throttlePosition,
                metallicVoltage,
                poisonedVoltage,
                poisonedPressure);
    }

    public Findings withMetallic(double volts, double position) {
        return new Findings(pumpDown, leak, position, volts, poisonedVoltage, poisonedPressure);
    }

    public Findings withPoisoned(double volts, double pressurePa) {
        return new Findings(pumpDown, leak, throttlePosition, metallicVoltage, volts, pressurePa);
    }
}
