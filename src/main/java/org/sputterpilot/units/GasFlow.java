package org.sputterpilot.units;

/** A gas flow. Held in sccm: standard cubic centimetres per minute at 0 °C and 101,325 Pa. */
public record GasFlow(double sccm) implements Quantity<GasFlow> {

    public static GasFlow ofSccm(double value) {
        return new GasFlow(value);
    }

    /** Molecules per second in one sccm (101,325 Pa, 273.15 K). */
    public static final double MOLECULES_PER_SECOND_PER_SCCM = 4.477966852997407e17;

    /** Gas molecules per second. */
    public double moleculesPerSecond() {
        return sccm * MOLECULES_PER_SECOND_PER_SCCM;
    }

    @Override
    public double base() {
        return sccm;
    }

    @Override
    public Dimension dimension() {
        return Dimension.GAS_FLOW;
    }
}
