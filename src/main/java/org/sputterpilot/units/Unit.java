package org.sputterpilot.units;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A unit as it is written in plant files and on screens: {@code base = value * factor + offset}.
 *
 * <p>This table is the only one: text, display and the OPC UA {@code EngineeringUnits} mapping all come from it.
 *
 * @param symbol text after the number, for example {@code L/min}
 * @param dimension what the number measures
 * @param factor base units per one of this unit
 * @param offset base value of zero of this unit (only temperatures have one)
 * @param unece UNECE Recommendation 20 common code, or empty where the list has none
 */
public record Unit(String symbol, Dimension dimension, double factor, double offset, String unece) {

    private static final Map<String, Unit> TABLE = new LinkedHashMap<>();

    private static void add(String symbol, Dimension dimension, double factor, double offset, String unece) {
        TABLE.put(symbol, new Unit(symbol, dimension, factor, offset, unece));
    }

    static {
        add("Pa", Dimension.PRESSURE, 1, 0, "PAL");
        add("kPa", Dimension.PRESSURE, 1e3, 0, "KPA");
        add("mPa", Dimension.PRESSURE, 1e-3, 0, "74");
        add("mbar", Dimension.PRESSURE, 100, 0, "MBR");
        add("Torr", Dimension.PRESSURE, 101325.0 / 760, 0, "UA");
        add("mTorr", Dimension.PRESSURE, 101.325 / 760, 0, "");
        add("sccm", Dimension.GAS_FLOW, 1, 0, "");
        add("W", Dimension.POWER, 1, 0, "WTT");
        add("kW", Dimension.POWER, 1e3, 0, "KWT");
        add("V", Dimension.VOLTAGE, 1, 0, "VLT");
        add("mV", Dimension.VOLTAGE, 1e-3, 0, "2Z");
        add("A", Dimension.CURRENT, 1, 0, "AMP");
        add("mA", Dimension.CURRENT, 1e-3, 0, "4K");
        add("K", Dimension.TEMPERATURE, 1, 0, "KEL");
        add("°C", Dimension.TEMPERATURE, 1, 273.15, "CEL");
        add("m", Dimension.LENGTH, 1, 0, "MTR");
        add("mm", Dimension.LENGTH, 1e-3, 0, "MMT");
        add("µm", Dimension.LENGTH, 1e-6, 0, "4H");
        add("nm", Dimension.LENGTH, 1e-9, 0, "C45");
        add("m/s", Dimension.SPEED, 1, 0, "MTS");
        add("mm/s", Dimension.SPEED, 1e-3, 0, "C16");
        add("nm/s", Dimension.SPEED, 1e-9, 0, "");
        add("nm/min", Dimension.SPEED, 1e-9 / 60, 0, "");
        add("s", Dimension.TIME, 1, 0, "SEC");
        add("ms", Dimension.TIME, 1e-3, 0, "C26");
        add("µs", Dimension.TIME, 1e-6, 0, "B98");
        add("min", Dimension.TIME, 60, 0, "MIN");
        add("h", Dimension.TIME, 3600, 0, "HUR");
        add("d", Dimension.TIME, 86_400, 0, "DAY");
        add("Hz", Dimension.FREQUENCY, 1, 0, "HTZ");
        add("kHz", Dimension.FREQUENCY, 1e3, 0, "KHZ");
        add("MHz", Dimension.FREQUENCY, 1e6, 0, "MHZ");
        add("1/min", Dimension.FREQUENCY, 1.0 / 60, 0, "C94");
        add("rpm", Dimension.FREQUENCY, 1.0 / 60, 0, "RPM");
        add("1", Dimension.FRACTION, 1, 0, "C62");
        add("%", Dimension.FRACTION, 0.01, 0, "P1");
        add("m3/s", Dimension.VOLUME_FLOW, 1, 0, "MQS");
        add("L/s", Dimension.VOLUME_FLOW, 1e-3, 0, "G51");
        add("L/min", Dimension.VOLUME_FLOW, 1e-3 / 60, 0, "L2");
        add("Pa m3/s", Dimension.LEAK_RATE, 1, 0, "");
        add("V/s", Dimension.VOLTAGE_RATE, 1, 0, "");
        add("V/min", Dimension.VOLTAGE_RATE, 1.0 / 60, 0, "");
        add("W/s", Dimension.POWER_RATE, 1, 0, "");
        add("sccm/s", Dimension.GAS_FLOW_RATE, 1, 0, "");
        add("Pa/s", Dimension.PRESSURE_RATE, 1, 0, "");
        add("J", Dimension.ENERGY, 1, 0, "JOU");
        add("Wh", Dimension.ENERGY, 3600, 0, "WHR");
        add("kWh", Dimension.ENERGY, 3.6e6, 0, "KWH");
        add("C", Dimension.CHARGE, 1, 0, "COU");
        add("W/m2", Dimension.POWER_DENSITY, 1, 0, "D54");
        add("W/cm2", Dimension.POWER_DENSITY, 1e4, 0, "N48");
        add("m2", Dimension.AREA, 1, 0, "MTK");
        add("cm2", Dimension.AREA, 1e-4, 0, "CMK");
        add("m3", Dimension.VOLUME, 1, 0, "MTQ");
        add("L", Dimension.VOLUME, 1e-3, 0, "LTR");
        add("kg/m3", Dimension.DENSITY, 1, 0, "KMQ");
        add("g/cm3", Dimension.DENSITY, 1e3, 0, "23");
        add("rad", Dimension.ANGLE, 1, 0, "C81");
        add("deg", Dimension.ANGLE, Math.PI / 180, 0, "DD");
        add("", Dimension.NUMBER, 1, 0, "");
    }

    /** The unit written with this symbol, or empty when no such unit exists. */
    public static Optional<Unit> of(String symbol) {
        return Optional.ofNullable(TABLE.get(symbol));
    }

    /** Every unit that plant files may use, in the order of the reference page. */
    public static Collection<Unit> all() {
        return Collections.unmodifiableCollection(TABLE.values());
    }

    /** This unit's value of a number held in base units. */
    public double fromBase(double base) {
        return (base - offset) / factor;
    }

    /** The base-unit value of a number written in this unit. */
    public double toBase(double value) {
        return value * factor + offset;
    }
}
