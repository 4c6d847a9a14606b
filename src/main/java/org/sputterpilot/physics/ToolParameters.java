package org.sputterpilot.physics;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One magnetron, one target material and one film, as numbers: everything the rate model may assume. Immutable; a
 * variant is made with {@link #with}.
 */
public final class ToolParameters {
    private final double[] values;
    private final Discharge discharge;

    private ToolParameters(double[] values) {
        this.values = values;
        this.discharge = new Discharge(
                value(ToolParameter.VOLTAGE_0),
                value(ToolParameter.CURRENT_0),
                value(ToolParameter.PRESSURE_0),
                value(ToolParameter.CURRENT_EXPONENT),
                value(ToolParameter.PRESSURE_EXPONENT),
                value(ToolParameter.KAPPA));
    }

    /** Takes every number, in base units, from a plant file or elsewhere. */
    public static ToolParameters from(ToDoubleFunction<ToolParameter> source) {
        ToolParameter[] all = ToolParameter.values();
        double[] values = new double[all.length];
        for (ToolParameter parameter : all) {
            values[parameter.ordinal()] = source.applyAsDouble(parameter);
        }
        return new ToolParameters(values);
    }

    /** The reference tool: three-inch titanium target at 80 mm. For tests; the product reads plant files. */
    public static ToolParameters reference() {
        return from(ToolParameter::reference);
    }

    /** The same tool with one number changed. */
    public ToolParameters with(ToolParameter parameter, double base) {
        double[] changed = values.clone();
        changed[parameter.ordinal()] = base;
        return new ToolParameters(changed);
    }

    /** One number in base units. */
    public double value(ToolParameter parameter) {
        return values[parameter.ordinal()];
    }

    /** All numbers, for records and comparison. */
    public Map<ToolParameter, Double> all() {
        Map<ToolParameter, Double> all = new EnumMap<>(ToolParameter.class);
        for (ToolParameter parameter : ToolParameter.values()) {
            all.put(parameter, value(parameter));
        }
        return all;
    }

    public Discharge discharge() {
        return discharge;
    }

    public double targetRadiusM() {
        return value(ToolParameter.TARGET_RADIUS);
    }

    public double participationAreaM2() {
        return value(ToolParameter.PARTICIPATION_AREA);
    }

    public double collectingAreaM2() {
        return value(ToolParameter.COLLECTING_AREA);
    }

    public double throwDistanceM() {
        return value(ToolParameter.THROW_DISTANCE);
    }

    /** Distance between the axis of the magnetron and the axis of the rotating holder; 0 is a disc on axis. */
    public double holderOffsetM() {
        return value(ToolParameter.HOLDER_OFFSET);
    }

    public double pumpingSpeedM3PerS() {
        return value(ToolParameter.PUMPING_SPEED);
    }

    public double chamberVolumeM3() {
        return value(ToolParameter.CHAMBER_VOLUME);
    }

    public double gasTemperatureK() {
        return value(ToolParameter.GAS_TEMPERATURE);
    }

    public double targetSticking() {
        return value(ToolParameter.TARGET_STICKING);
    }

    public double filmSticking() {
        return value(ToolParameter.FILM_STICKING);
    }

    public double oxygenPerTitanium() {
        return value(ToolParameter.OXYGEN_PER_TITANIUM);
    }

    public double targetSkinPerM2() {
        return value(ToolParameter.TARGET_SKIN);
    }

    public double filmLayerPerM2() {
        return value(ToolParameter.FILM_LAYER);
    }

    /** Share of the ions that is oxygen, over its share of the pressure. */
    public double ionisedOxygen() {
        return value(ToolParameter.IONISED_OXYGEN);
    }

    public double ionEnergyShare() {
        return value(ToolParameter.ION_ENERGY_SHARE);
    }

    public double electronYield() {
        return value(ToolParameter.ELECTRON_YIELD);
    }

    public double oxideYieldAt300Ev() {
        return value(ToolParameter.OXIDE_YIELD_AT_300_EV);
    }

    public double filmDensityKgPerM3() {
        return value(ToolParameter.FILM_DENSITY);
    }

    public double metalDensityKgPerM3() {
        return value(ToolParameter.METAL_DENSITY);
    }

    public double emissionExponent() {
        return value(ToolParameter.EMISSION_EXPONENT);
    }

    public double stoppingPaM() {
        return value(ToolParameter.STOPPING_PRESSURE_DISTANCE);
    }

    public double transportExponent() {
        return value(ToolParameter.TRANSPORT_EXPONENT);
    }

    /** Titanium atoms per ion over what the yield formula says. */
    public double metalYieldScale() {
        return value(ToolParameter.METAL_YIELD_SCALE);
    }

    /** What the measured power law of the rate adds to the model's, at a power; without power nothing grows. */
    public double powerFactor(double powerW) {
        double excess = value(ToolParameter.POWER_EXCESS);
        if (excess == 0) {
            return 1;
        }
        return powerW > 0 ? Math.pow(powerW / value(ToolParameter.POWER_REFERENCE), excess) : 0;
    }

    public double calibration() {
        return value(ToolParameter.CALIBRATION);
    }

    /** Film volume one titanium atom brings as oxide. */
    public double oxideVolumeM3() {
        return Nature.TITANIUM_DIOXIDE_KG_PER_MOL / (filmDensityKgPerM3() * Nature.AVOGADRO_PER_MOL);
    }

    /** Film volume one titanium atom brings as metal. */
    public double metalVolumeM3() {
        return Nature.TITANIUM_KG_PER_MOL / (metalDensityKgPerM3() * Nature.AVOGADRO_PER_MOL);
    }
}
