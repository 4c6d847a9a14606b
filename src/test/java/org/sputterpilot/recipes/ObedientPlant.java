package org.sputterpilot.recipes;

import java.util.HashMap;
import java.util.Map;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/**
 * A plant without noise that does what it is told at once, with just enough physics for every criterion of a recipe. A
 * frozen tag keeps its value, whatever the plant would make of it.
 */
final class ObedientPlant {
    private static final Map<String, TagId> IDS = new HashMap<>();

    static final double LEAK = 6e-6;
    static final double FADING = 0.06;
    private final TagTable tags;
    private final Map<TagId, Double> values = new HashMap<>();
    private final Map<TagId, Double> frozen = new HashMap<>();
    double pressurePa = 101_000;
    private double pumpedSeconds = 1;

    ObedientPlant(TagTable tags) {
        this.tags = tags;
        for (Tag tag : tags.all()) {
            values.put(tag.id(), 0.0);
        }
        set("door.is_closed", 1);
        set("vacuum.gate.is_closed", 1);
        set("shutter.is_closed", 1);
        set("substrate.carrier_temperature", 300);
        set("chamber.at_atmosphere", 1);
        set("vacuum.foreline.pressure", 101_000);
        set("qcm.frequency", 5.99e6);
        set("qcm.crystal_ok", 1);
    }

    /** The name's id; looked up because tests name thousands of tags in a second. */
    static TagId id(String tag) {
        return IDS.computeIfAbsent(tag, TagId::of);
    }

    double get(String tag) {
        return value(id(tag));
    }

    double value(TagId tag) {
        Double stuck = frozen.get(tag);
        return stuck != null ? stuck : values.get(tag);
    }

    void set(String tag, double value) {
        values.put(id(tag), value);
    }

    /** The tag reads this from now on; NaN reads as unusable. */
    void freeze(String tag, double value) {
        frozen.put(id(tag), value);
    }

    void thaw(String tag) {
        frozen.remove(id(tag));
    }

    void obey(Demands demands, double seconds) {
        for (Tag tag : tags.all()) {
            if (tag.isCommand()) {
                Double asked = demands.values().get(tag.id());
                double value = asked != null ? asked : idle(tag.id());
                values.put(tag.id(), value);
                tag.confirmedBy().ifPresent(other -> values.put(other, value));
            }
        }
        set("vacuum.gate.is_closed", 1 - get("vacuum.gate.is_open"));
        set("shutter.is_closed", 1 - get("shutter.is_open"));
        vacuum(seconds);
        plasma(seconds);
    }

    private double idle(TagId tag) {
        return switch (tag.name()) {
            case "cooling.valve.open", "chamber.throttle.position_set" -> 1;
            case "cathode.power_set",
                    "cathode.enable",
                    "cathode.hv_permit",
                    "gas.argon.flow_set",
                    "gas.argon.valve.open",
                    "gas.oxygen.flow_set",
                    "gas.oxygen.valve.open",
                    "shutter.open",
                    "substrate.rotation_set",
                    "qcm.shutter.open",
                    "chamber.throttle.mode_set",
                    "vacuum.rough_valve.open",
                    "vacuum.vent_valve.open",
                    "gas.nitrogen.valve.open" -> 0;
            default -> values.get(tag);
        };
    }

    private void vacuum(double seconds) {
        boolean foreOpen = get("vacuum.fore_valve.is_open") == 1 && get("vacuum.backing_pump.is_running") == 1;
        set("vacuum.foreline.pressure", foreOpen ? 5 : get("vacuum.foreline.pressure"));
        double turbo = get("vacuum.turbo.speed");
        double drive = get("vacuum.turbo.is_running") == 1 ? seconds / 240 : -seconds / 240;
        set("vacuum.turbo.speed", Math.max(0, Math.min(1, turbo + drive)));
        pumpedSeconds = pressurePa > 1000 ? 1 : pumpedSeconds + seconds;
        double gasLoad = LEAK + FADING / pumpedSeconds;
        double flow = get("gas.argon.flow") + get("gas.oxygen.flow");
        if (get("vacuum.vent_valve.is_open") == 1 || get("gas.nitrogen.valve.is_open") == 1) {
            pressurePa = Math.min(101_000, pressurePa + (get("vacuum.vent_valve.is_open") == 1 ? 2000 : 30) * seconds);
        } else if (get("vacuum.rough_valve.is_open") == 1) {
            pressurePa *= Math.exp(-seconds / 7.5);
        } else if (get("vacuum.gate.is_open") == 1) {
            double settled = flow > 0
                    ? get("chamber.throttle.mode") == 1 ? get("chamber.throttle.pressure_set") : 0.025 * flow
                    : gasLoad / 0.2;
            pressurePa = settled + (pressurePa - settled) * Math.exp(-seconds / 0.4);
        } else {
            pressurePa = Math.min(101_000, pressurePa + gasLoad / 0.03 * seconds);
        }
        set(
                "chamber.throttle.position",
                get("chamber.throttle.mode") == 1 ? 0.4 : get("chamber.throttle.position_set"));
        set("chamber.pressure", Math.min(13.3, pressurePa));
        set("chamber.pressure_wide", pressurePa);
        set("chamber.at_atmosphere", pressurePa > 100_500 ? 1 : 0);
    }

    private void plasma(double seconds) {
        boolean on = get("cathode.is_enabled") == 1 && get("cathode.power_set") > 0 || get("cathode.power") > 0;
        double watt = get("cathode.power");
        double set = get("cathode.is_enabled") == 1 ? get("cathode.power_set") : 0;
        double step = get("cathode.is_enabled") == 1 ? get("cathode.ramp_set") * seconds : 1e9;
        watt = on && pressurePa > 0.1 && pressurePa < 20
                ? watt < set ? Math.min(set, watt + step) : Math.max(set, watt - step)
                : 0;
        double volts = watt > 0 ? get("gas.oxygen.flow") > 1 ? 430 : 370 : 0;
        set("cathode.power", watt);
        set("cathode.voltage", volts);
        set("cathode.current", watt > 0 ? watt / volts : 0);
    }
}
