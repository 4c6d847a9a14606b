package org.sputterpilot.physics;

/**
 * The cathode at constant power. Mutable power and pressure, so that a simulated second costs no objects; the yield
 * curve is tabulated once because it is asked for in every sub-step.
 */
public final class PoweredCathode implements Cathode {
    private static final double TABLE_STEP_EV = 0.25;
    private static final int TABLE_SIZE = 4001;
    private static final double[] METAL_YIELD = new double[TABLE_SIZE];
    private static final double YIELD_AT_300_EV = SputterYield.ARGON_ON_TITANIUM.at(300);

    static {
        for (int i = 0; i < TABLE_SIZE; i++) {
            METAL_YIELD[i] = SputterYield.ARGON_ON_TITANIUM.at(i * TABLE_STEP_EV);
        }
    }

    private final Discharge discharge;
    private final double energyShare;
    private final double electronYield;
    private final double participationAreaM2;
    private final double metalYieldScale;
    private final double oxideYieldAt300Ev;
    private final boolean tabulated;
    private double powerW;
    private double argonPa;
    private double cleanReferenceV;

    PoweredCathode(ToolParameters tool, double powerW, double argonPa) {
        this(tool, tool.discharge(), powerW, argonPa, false);
    }

    /** For step-by-step simulation: yields from the table. */
    public static PoweredCathode stepping(ToolParameters tool) {
        return new PoweredCathode(tool, tool.discharge(), 0, tool.discharge().pressure0Pa(), true);
    }

    private PoweredCathode(ToolParameters tool, Discharge discharge, double powerW, double argonPa, boolean tabulated) {
        this.discharge = discharge;
        this.energyShare = tool.ionEnergyShare();
        this.electronYield = tool.electronYield();
        this.participationAreaM2 = tool.participationAreaM2();
        this.metalYieldScale = tool.metalYieldScale();
        this.oxideYieldAt300Ev = tool.oxideYieldAt300Ev();
        this.tabulated = tabulated;
        set(powerW, argonPa, 1);
    }

    /** Sets power and argon pressure; {@code voltageFactor} scales the voltage (erosion, warm-up). */
    public void set(double watt, double argonPressurePa, double voltageFactor) {
        powerW = watt;
        argonPa = argonPressurePa;
        cleanReferenceV = discharge.referenceV(0, argonPa) * voltageFactor;
    }

    @Override
    public void emission(double oxideShare, Emission into) {
        if (powerW <= 0) {
            into.voltageV = 0;
            into.currentA = 0;
            into.ionsPerM2S = 0;
            into.metalYield = 0;
            into.oxideYield = 0;
            return;
        }
        double reference = cleanReferenceV * (1 + (discharge.kappa() - 1) * oxideShare);
        double n = discharge.currentExponent();
        double current = discharge.current0A() * Math.pow(powerW / (reference * discharge.current0A()), n / (n + 1));
        double voltage = powerW / current;
        double metal = metalYield(energyShare * voltage);
        into.voltageV = voltage;
        into.currentA = current;
        into.ionsPerM2S = current / ((1 + electronYield) * Nature.ELEMENTARY_CHARGE_C * participationAreaM2);
        into.metalYield = metalYieldScale * metal;
        into.oxideYield = oxideYieldAt300Ev * metal / YIELD_AT_300_EV;
    }

    private double metalYield(double energyEv) {
        double place = energyEv / TABLE_STEP_EV;
        int below = (int) place;
        if (!tabulated || below >= TABLE_SIZE - 1) {
            return SputterYield.ARGON_ON_TITANIUM.at(energyEv);
        }
        double part = place - below;
        return METAL_YIELD[below] * (1 - part) + METAL_YIELD[below + 1] * part;
    }
}
