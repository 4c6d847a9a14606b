package org.sputterpilot.units;

/** What kind of quantity a number is; two values may be compared only when their dimension is the same. */
public enum Dimension {
    PRESSURE("Pa"),
    GAS_FLOW("sccm"),
    POWER("W"),
    VOLTAGE("V"),
    CURRENT("A"),
    TEMPERATURE("K"),
    LENGTH("m"),
    SPEED("m/s"),
    TIME("s"),
    FREQUENCY("Hz"),
    FRACTION("1"),
    VOLUME_FLOW("m3/s"),
    LEAK_RATE("Pa m3/s"),
    VOLTAGE_RATE("V/s"),
    POWER_RATE("W/s"),
    PRESSURE_RATE("Pa/s"),
    GAS_FLOW_RATE("sccm/s"),
    ENERGY("J"),
    CHARGE("C"),
    POWER_DENSITY("W/m2"),
    AREA("m2"),
    VOLUME("m3"),
    DENSITY("kg/m3"),
    ANGLE("rad"),
    /** A pure number, a count, a truth value or the index of a named state. */
    NUMBER("");

    private final String base;

    Dimension(String base) {
        this.base = base;
    }

    /** Symbol of the unit in which values of this dimension are held inside the program. */
    public String baseSymbol() {
        return base;
    }
}
