package org.sputterpilot.physics;

import org.sputterpilot.units.GasFlow;

/**
 * How a gas fills the vessel: flows as molecules, as throughput at the chamber's temperature, as pressure, as impacts.
 */
public final class Gas {
    private Gas() {}

    /** Molecules per second in a standard flow. */
    public static double moleculesPerSecond(double sccm) {
        return sccm * GasFlow.MOLECULES_PER_SECOND_PER_SCCM;
    }

    /** The standard flow that brings so many molecules per second. */
    public static double sccm(double moleculesPerSecond) {
        return moleculesPerSecond / GasFlow.MOLECULES_PER_SECOND_PER_SCCM;
    }

    /**
     * Throughput of a standard flow in a vessel at a temperature. A 300 K chamber sees 9.8 % more than the 0 °C of the
     * standard says.
     */
    public static double throughputPaM3PerS(double sccm, double temperatureK) {
        return moleculesPerSecond(sccm) * Nature.BOLTZMANN_J_PER_K * temperatureK;
    }

    /** The standard flow behind a throughput in a vessel at a temperature. */
    public static double sccmOfThroughput(double paM3PerS, double temperatureK) {
        return sccm(paM3PerS / (Nature.BOLTZMANN_J_PER_K * temperatureK));
    }

    /** Pressure a steady flow keeps up against a pumping speed. */
    public static double pressurePa(double sccm, double speedM3PerS, double temperatureK) {
        return throughputPaM3PerS(sccm, temperatureK) / speedM3PerS;
    }

    /** Oxygen molecules that hit a square metre in a second, per pascal of their partial pressure. */
    public static double oxygenImpactsPerPa(double temperatureK) {
        return 1 / Math.sqrt(2 * Math.PI * Nature.OXYGEN_MOLECULE_KG * Nature.BOLTZMANN_J_PER_K * temperatureK);
    }
}
