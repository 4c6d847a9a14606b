package org.sputterpilot.physics;

/** How hard the target is bombarded, and what that knocks out, when a share of it is oxide. */
public interface Cathode {
    /** Fills the box for an oxide share between 0 and 1. */
    void emission(double oxideShare, Emission into);

    /** Ion current and yields that do not depend on the oxide: Berg's model of 1987. */
    static Cathode constant(double ionCurrentA, double participationAreaM2, double metalYield, double oxideYield) {
        double flux = ionCurrentA / (Nature.ELEMENTARY_CHARGE_C * participationAreaM2);
        return (oxideShare, into) -> {
            into.voltageV = Double.NaN;
            into.currentA = Double.NaN;
            into.ionsPerM2S = flux;
            into.metalYield = metalYield;
            into.oxideYield = oxideYield;
        };
    }

    /** A supply that holds its power, so that voltage, ion energy and yields follow the oxide. */
    static Cathode atPower(ToolParameters tool, double powerW, double argonPa) {
        return new PoweredCathode(tool, powerW, argonPa);
    }
}
