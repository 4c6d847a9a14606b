package org.sputterpilot.recipes.phases;

import java.util.List;
import org.sputterpilot.signals.TagId;

/** Names of the signals that phases read and ask for; the files under {@code equipment/tags} describe them. */
public final class PlantTags {
    public static final TagId PRESSURE = TagId.of("chamber.pressure");
    public static final TagId PRESSURE_WIDE = TagId.of("chamber.pressure_wide");
    public static final TagId AT_ATMOSPHERE = TagId.of("chamber.at_atmosphere");
    public static final TagId THROTTLE_MODE_SET = TagId.of("chamber.throttle.mode_set");
    public static final TagId THROTTLE_PRESSURE_SET = TagId.of("chamber.throttle.pressure_set");
    public static final TagId THROTTLE_POSITION_SET = TagId.of("chamber.throttle.position_set");
    public static final TagId THROTTLE_POSITION = TagId.of("chamber.throttle.position");
    public static final TagId GATE = TagId.of("vacuum.gate.open");
    public static final TagId GATE_OPEN = TagId.of("vacuum.gate.is_open");
    public static final TagId GATE_CLOSED = TagId.of("vacuum.gate.is_closed");
    public static final TagId ROUGH = TagId.of("vacuum.rough_valve.open");
    public static final TagId ROUGH_OPEN = TagId.of("vacuum.rough_valve.is_open");
    public static final TagId FORE = TagId.of("vacuum.fore_valve.open");
    public static final TagId FORE_OPEN = TagId.of("vacuum.fore_valve.is_open");
    public static final TagId VENT = TagId.of("vacuum.vent_valve.open");
    public static final TagId VENT_OPEN = TagId.of("vacuum.vent_valve.is_open");
    public static final TagId BACKING = TagId.of("vacuum.backing_pump.run");
    public static final TagId BACKING_RUNS = TagId.of("vacuum.backing_pump.is_running");
    public static final TagId TURBO = TagId.of("vacuum.turbo.run");
    public static final TagId TURBO_SPEED = TagId.of("vacuum.turbo.speed");
    public static final TagId FORELINE = TagId.of("vacuum.foreline.pressure");
    public static final TagId ION_GAUGE = TagId.of("vacuum.ion_gauge.on");
    public static final TagId ION_GAUGE_ON = TagId.of("vacuum.ion_gauge.is_on");
    public static final TagId MANOMETER = TagId.of("vacuum.manometer_valve.open");
    public static final TagId MANOMETER_OPEN = TagId.of("vacuum.manometer_valve.is_open");
    public static final TagId ARGON_SET = TagId.of("gas.argon.flow_set");
    public static final TagId ARGON_FLOW = TagId.of("gas.argon.flow");
    public static final TagId ARGON_VALVE = TagId.of("gas.argon.valve.open");
    public static final TagId ARGON_VALVE_OPEN = TagId.of("gas.argon.valve.is_open");
    public static final TagId OXYGEN_SET = TagId.of("gas.oxygen.flow_set");
    public static final TagId OXYGEN_FLOW = TagId.of("gas.oxygen.flow");
    public static final TagId OXYGEN_VALVE = TagId.of("gas.oxygen.valve.open");
    public static final TagId OXYGEN_VALVE_OPEN = TagId.of("gas.oxygen.valve.is_open");
    public static final TagId NITROGEN_VALVE = TagId.of("gas.nitrogen.valve.open");
    public static final TagId NITROGEN_VALVE_OPEN = TagId.of("gas.nitrogen.valve.is_open");
    public static final TagId POWER_SET = TagId.of("cathode.power_set");
    public static final TagId RAMP_SET = TagId.of("cathode.ramp_set");
    public static final TagId FREQUENCY_SET = TagId.of("cathode.frequency_set");
    public static final TagId REVERSE_SET = TagId.of("cathode.reverse_set");
    public static final TagId ENABLE = TagId.of("cathode.enable");
    public static final TagId HV_PERMIT = TagId.of("cathode.hv_permit");
    public static final TagId ENABLED = TagId.of("cathode.is_enabled");
    public static final TagId POWER = TagId.of("cathode.power");
    public static final TagId VOLTAGE = TagId.of("cathode.voltage");
    public static final TagId CURRENT = TagId.of("cathode.current");
    public static final TagId VOLTAGE_RATE = TagId.of("cathode.voltage_rate");
    public static final TagId PLASMA = TagId.of("cathode.plasma");
    public static final TagId PLASMA_OFF_TIME = TagId.of("cathode.plasma_off_time");
    public static final TagId TARGET_STATE = TagId.of("target.state");
    public static final TagId SHUTTER = TagId.of("shutter.open");
    public static final TagId SHUTTER_OPEN = TagId.of("shutter.is_open");
    public static final TagId SHUTTER_CLOSED = TagId.of("shutter.is_closed");
    public static final TagId ROTATION_SET = TagId.of("substrate.rotation_set");
    public static final TagId ROTATION = TagId.of("substrate.rotation");
    public static final TagId CARRIER_TEMPERATURE = TagId.of("substrate.carrier_temperature");
    public static final TagId CRYSTAL_SHUTTER = TagId.of("qcm.shutter.open");
    public static final TagId COOLING_VALVE = TagId.of("cooling.valve.open");
    public static final TagId CRYSTAL_OK = TagId.of("qcm.crystal_ok");
    public static final TagId DOOR_CLOSED = TagId.of("door.is_closed");
    public static final TagId THICKNESS = TagId.of("film.thickness");
    public static final TagId SIGMA = TagId.of("film.sigma");
    public static final TagId RATE = TagId.of("film.rate");
    public static final TagId FILM_SOURCE = TagId.of("film.source");
    public static final TagId SHUTTER_LATENCY = TagId.of("shutter.latency");
    public static final TagId PREDICTED_TIME = TagId.of("film.predicted_time");
    public static final TagId HOLD_ASKED = TagId.of("interlock.hold");
    public static final TagId ABORT_ASKED = TagId.of("interlock.abort");
    public static final TagId BLOCKED_PHASES = TagId.of("interlock.blocked_phases");

    /** All of them. */
    public static final List<TagId> ALL = List.of(
            PRESSURE,
            PRESSURE_WIDE,
            AT_ATMOSPHERE,
            THROTTLE_MODE_SET,
            THROTTLE_PRESSURE_SET,
            THROTTLE_POSITION_SET,
            THROTTLE_POSITION,
            GATE,
            GATE_OPEN,
            GATE_CLOSED,
            ROUGH,
            ROUGH_OPEN,
            FORE,
            FORE_OPEN,
            VENT,
            VENT_OPEN,
            BACKING,
            BACKING_RUNS,
            TURBO,
            TURBO_SPEED,
            FORELINE,
            ION_GAUGE,
            ION_GAUGE_ON,
            MANOMETER,
            MANOMETER_OPEN,
            ARGON_SET,
            ARGON_FLOW,
            ARGON_VALVE,
            ARGON_VALVE_OPEN,
            OXYGEN_SET,
            OXYGEN_FLOW,
            OXYGEN_VALVE,
            OXYGEN_VALVE_OPEN,
            NITROGEN_VALVE,
            NITROGEN_VALVE_OPEN,
            POWER_SET,
            RAMP_SET,
            FREQUENCY_SET,
            REVERSE_SET,
            ENABLE,
            HV_PERMIT,
            ENABLED,
            POWER,
            VOLTAGE,
            CURRENT,
            VOLTAGE_RATE,
            PLASMA,
            PLASMA_OFF_TIME,
            TARGET_STATE,
            SHUTTER,
            SHUTTER_OPEN,
            SHUTTER_CLOSED,
            ROTATION_SET,
            ROTATION,
            CARRIER_TEMPERATURE,
            CRYSTAL_SHUTTER,
            CRYSTAL_OK,
            COOLING_VALVE,
            DOOR_CLOSED,
            THICKNESS,
            SIGMA,
            RATE,
            PREDICTED_TIME,
            HOLD_ASKED,
            ABORT_ASKED,
            BLOCKED_PHASES);

    /** Value of a switch or valve command for open, on, run. */
    public static final double ON = 1;

    /** Value of a switch or valve command for closed, off, stop. */
    public static final double OFF = 0;

    /** Value of {@link #TARGET_STATE} for a metallic target. */
    public static final int METALLIC = 1;

    /** Value of {@link #TARGET_STATE} for a poisoned target. */
    public static final int POISONED = 3;

    private PlantTags() {}
}
