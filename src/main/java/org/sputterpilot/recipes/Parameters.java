package org.sputterpilot.recipes;

import static org.sputterpilot.units.Dimension.CURRENT;
import static org.sputterpilot.units.Dimension.FRACTION;
import static org.sputterpilot.units.Dimension.FREQUENCY;
import static org.sputterpilot.units.Dimension.GAS_FLOW;
import static org.sputterpilot.units.Dimension.GAS_FLOW_RATE;
import static org.sputterpilot.units.Dimension.LENGTH;
import static org.sputterpilot.units.Dimension.NUMBER;
import static org.sputterpilot.units.Dimension.POWER;
import static org.sputterpilot.units.Dimension.POWER_RATE;
import static org.sputterpilot.units.Dimension.PRESSURE;
import static org.sputterpilot.units.Dimension.TEMPERATURE;
import static org.sputterpilot.units.Dimension.TIME;
import static org.sputterpilot.units.Dimension.VOLTAGE_RATE;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sputterpilot.units.Dimension;

/** Which numbers a recipe must state, for the whole run and for each phase; a file with fewer or others is refused. */
public final class Parameters {
    /** Numbers of the whole run. */
    public static final Map<String, Dimension> FORMULA = names(
            "target_thickness",
            LENGTH,
            "power",
            POWER,
            "argon_flow",
            GAS_FLOW,
            "oxygen_flow",
            GAS_FLOW,
            "process_pressure",
            PRESSURE,
            "throw_distance",
            LENGTH,
            "rotation",
            FREQUENCY,
            "pulse_frequency",
            FREQUENCY,
            "reverse_time",
            TIME,
            "hold_limit",
            TIME);

    private static final String OXYGEN_FLOW = "oxygen_flow";

    private static final Map<PhaseName, Map<String, Dimension>> PHASES = new EnumMap<>(PhaseName.class);

    static {
        phase(PhaseName.LOAD, "max_time", TIME);
        phase(
                PhaseName.PUMP_DOWN,
                "crossover_pressure",
                PRESSURE,
                "base_pressure",
                PRESSURE,
                "spin_up_time",
                TIME,
                "roughing_time",
                TIME,
                "min_time",
                TIME,
                "max_time",
                TIME);
        phase(PhaseName.LEAK_CHECK, "rise_time", TIME, "repump_pressure", PRESSURE, "max_time", TIME);
        phase(
                PhaseName.GAS_STABILISE,
                "pressure",
                PRESSURE,
                "pressure_band",
                FRACTION,
                "settle_time",
                TIME,
                "max_time",
                TIME);
        phase(
                PhaseName.IGNITE,
                "power",
                POWER,
                "current",
                CURRENT,
                "tries",
                NUMBER,
                "try_time",
                TIME,
                "rest_time",
                TIME,
                "pressure_band",
                FRACTION,
                "settle_time",
                TIME,
                "max_time",
                TIME);
        phase(PhaseName.RAMP, "rate", POWER_RATE, "power_band", FRACTION, "settle_time", TIME, "max_time", TIME);
        phase(
                PhaseName.PRE_SPUTTER,
                "min_time",
                TIME,
                "max_time",
                TIME,
                "voltage_drift",
                VOLTAGE_RATE,
                "mean_time",
                TIME);
        phase(
                PhaseName.SWEEP,
                "clean_time",
                TIME,
                "oxygen_top",
                GAS_FLOW,
                "rate",
                GAS_FLOW_RATE,
                "step",
                GAS_FLOW,
                "past_fold",
                GAS_FLOW,
                "settle_time",
                TIME,
                "turn_time",
                TIME,
                "flow_band",
                GAS_FLOW,
                "max_time",
                TIME);
        phase(
                PhaseName.RATE_GRID,
                "power_low",
                POWER,
                "power_high",
                POWER,
                "power_steps",
                NUMBER,
                "pressure_low",
                PRESSURE,
                "pressure_high",
                PRESSURE,
                "pressure_steps",
                NUMBER,
                "crystal_time",
                TIME,
                "power_band",
                FRACTION,
                "pressure_band",
                FRACTION,
                "settle_time",
                TIME,
                "measure_time",
                TIME,
                "max_time",
                TIME);
        phase(PhaseName.POISON, "min_time", TIME, "max_time", TIME, "voltage_drift", VOLTAGE_RATE, "mean_time", TIME);
        phase(PhaseName.DEPOSIT, "shutter_latency", TIME, "cap_ratio", NUMBER, "cap_limit", NUMBER);
        phase(PhaseName.CLOSE_SHUTTER, "max_time", TIME);
        phase(PhaseName.RAMP_DOWN, "rate", POWER_RATE, "argon_time", TIME, "max_time", TIME);
        phase(PhaseName.COOL, "time", TIME);
        phase(
                PhaseName.VENT,
                "plasma_wait",
                TIME,
                "carrier_temperature",
                TEMPERATURE,
                "slow_pressure",
                PRESSURE,
                "slow_time",
                TIME,
                "max_wait",
                TIME,
                "max_time",
                TIME);
        phase(PhaseName.UNLOAD);
    }

    private Parameters() {}

    /** Numbers of the whole run of a kind of recipe, in the order of the reference. */
    public static Map<String, Dimension> formula(RecipeKind kind) {
        Map<String, Dimension> names = new LinkedHashMap<>(FORMULA);
        if (kind.isProcedure()) {
            names.remove("target_thickness");
            names.remove("throw_distance");
        }
        if (kind == RecipeKind.HYSTERESIS_SWEEP) {
            names.remove(OXYGEN_FLOW);
        }
        return Collections.unmodifiableMap(names);
    }

    /** Numbers of one phase, in the order of the reference. */
    public static Map<String, Dimension> of(PhaseName phase) {
        return PHASES.getOrDefault(phase, Map.of());
    }

    private static void phase(PhaseName phase, Object... namesAndDimensions) {
        PHASES.put(phase, names(namesAndDimensions));
    }

    private static Map<String, Dimension> names(Object... namesAndDimensions) {
        Map<String, Dimension> names = new LinkedHashMap<>();
        for (int i = 0; i < namesAndDimensions.length; i += 2) {
            names.put((String) namesAndDimensions[i], (Dimension) namesAndDimensions[i + 1]);
        }
        return Collections.unmodifiableMap(names);
    }
}
