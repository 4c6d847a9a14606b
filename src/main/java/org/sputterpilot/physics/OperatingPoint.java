package org.sputterpilot.physics;

/**
 * One steady way of running the cathode, and the film it makes with the shutter open.
 *
 * @param rateMPerS deposition rate
 * @param voltageV cathode voltage
 * @param currentA cathode current
 * @param targetOxide share of the racetrack that is oxide: near 0 metallic, near 1 poisoned
 * @param filmOxide share of the growing film that is oxide
 * @param oxygenPa partial pressure of oxygen
 * @param pressurePa total pressure
 * @param atomsPerS titanium atoms that leave the target, for the wear ledger
 * @param powerW power it was computed for
 * @param powerElasticity relative change of the rate per relative change of the power
 * @param pressureElasticity relative change of the rate per relative change of the pressure
 */
public record OperatingPoint(
        double rateMPerS,
        double voltageV,
        double currentA,
        double targetOxide,
        double filmOxide,
        double oxygenPa,
        double pressurePa,
        double atomsPerS,
        double powerW,
        double powerElasticity,
        double pressureElasticity) {

    /** The rate a little beside this point: cheap, for every turn; good to 0.1 % within 10 % of power and pressure. */
    public double rateNear(double measuredPowerW, double measuredPressurePa) {
        if (!(measuredPowerW > 0) || !(measuredPressurePa > 0)) {
            return 0;
        }
        return rateMPerS
                * Math.pow(measuredPowerW / powerW, powerElasticity)
                * Math.pow(measuredPressurePa / pressurePa, pressureElasticity);
    }

    /** Atoms per second a little beside this point. */
    public double atomsNear(double measuredPowerW) {
        return measuredPowerW > 0 ? atomsPerS * Math.pow(measuredPowerW / powerW, powerElasticity) : 0;
    }

    public double rateNmPerMin() {
        return rateMPerS * 60e9;
    }
}
