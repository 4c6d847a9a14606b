package org.sputterpilot.physics;

/**
 * Voltage and current of the magnetron: {@code I = I0 (V/Vref)^n}, where {@code Vref} moves with argon pressure and
 * with how much of the target is oxide. The sign of the change on poisoning ({@code kappa} above or below one) differs
 * between tools.
 *
 * @param voltage0V voltage of the clean target at the reference current and pressure
 * @param current0A reference current
 * @param pressure0Pa reference argon pressure
 * @param currentExponent how steep the current rises with the voltage
 * @param pressureExponent how the voltage falls with pressure
 * @param kappa voltage of the fully poisoned target over that of the clean one, at equal current
 */
public record Discharge(
        double voltage0V,
        double current0A,
        double pressure0Pa,
        double currentExponent,
        double pressureExponent,
        double kappa) {

    /** Voltage at the reference current. */
    public double referenceV(double oxideShare, double argonPa) {
        return voltage0V * Math.pow(argonPa / pressure0Pa, -pressureExponent) * (1 + (kappa - 1) * oxideShare);
    }

    /** Current when the supply holds its power. */
    public double currentAtPowerA(double powerW, double oxideShare, double argonPa) {
        return current0A
                * Math.pow(
                        powerW / (referenceV(oxideShare, argonPa) * current0A),
                        currentExponent / (currentExponent + 1));
    }

    /** Voltage when the supply holds its power. */
    public double voltageAtPowerV(double powerW, double oxideShare, double argonPa) {
        return powerW / currentAtPowerA(powerW, oxideShare, argonPa);
    }

    /** Voltage when the supply holds its current. */
    public double voltageAtCurrentV(double currentA, double oxideShare, double argonPa) {
        return referenceV(oxideShare, argonPa) * Math.pow(currentA / current0A, 1 / currentExponent);
    }
}
