package org.sputterpilot.physics;

/**
 * One steady state of the oxygen balance.
 *
 * @param oxygenPa partial pressure of oxygen
 * @param targetOxide share of the racetrack that is oxide
 * @param filmOxide share of the collecting surfaces that is oxide
 * @param oxygenSccm oxygen flow that keeps this state
 * @param targetShare part of the flow the target takes
 * @param filmShare part of the flow the growing film takes
 * @param pumpShare part of the flow the pump takes
 * @param voltageV cathode voltage; NaN where the model has none
 * @param currentA cathode current; NaN where the model has none
 * @param metalAtomsPerS titanium atoms that leave as metal
 * @param oxideUnitsPerS titanium atoms that leave as oxide
 */
public record BalanceState(
        double oxygenPa,
        double targetOxide,
        double filmOxide,
        double oxygenSccm,
        double targetShare,
        double filmShare,
        double pumpShare,
        double voltageV,
        double currentA,
        double metalAtomsPerS,
        double oxideUnitsPerS) {

    /** Titanium atoms that leave the target in a second, in whatever company. */
    public double atomsPerS() {
        return metalAtomsPerS + oxideUnitsPerS;
    }
}
