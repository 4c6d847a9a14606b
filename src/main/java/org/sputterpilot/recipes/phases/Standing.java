package org.sputterpilot.recipes.phases;

import static org.sputterpilot.recipes.phases.PlantTags.*;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.ThrottleMode;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.TagId;

/** Sets of demands that several phases share. */
public final class Standing {
    /** The equipment modules of whoever keeps foil under vacuum. */
    public static final Set<String> VACUUM_MODULES =
            Set.of("vacuum", "throttle", "venting", "shutter", "crystal", "cooling");

    /** The equipment modules a phase with plasma holds. */
    static final Set<String> PLASMA_MODULES =
            Set.of("vacuum", "throttle", "venting", "gas", "substrate", "shutter", "crystal", "cooling", "cathode");

    private static final double IGNITION_RAMP = 100;

    private static final Demands PUMPS_READY = readyPumps();
    private static final Demands HIGH_VACUUM = openedVacuum();
    private static final Demands QUIET = of(COOLING_VALVE, ON, ROUGH, OFF, SHUTTER, OFF, CRYSTAL_SHUTTER, OFF);
    private static final Demands QUIET_FORELINE_OPEN = QUIET.with(of(FORE, ON));

    private Standing() {}

    /** Demands from pairs of tag and value. */
    public static Demands of(Object... tagsAndValues) {
        Map<TagId, Double> values = new TreeMap<>();
        for (int i = 0; i < tagsAndValues.length; i += 2) {
            values.put((TagId) tagsAndValues[i], ((Number) tagsAndValues[i + 1]).doubleValue());
        }
        return Demands.of(values);
    }

    /** Both pumps run, the backing pump behind the turbo; the chamber is shut off. */
    public static Demands pumpsReady() {
        return PUMPS_READY;
    }

    private static Demands readyPumps() {
        return of(
                COOLING_VALVE,
                ON,
                BACKING,
                ON,
                TURBO,
                ON,
                FORE,
                ON,
                ROUGH,
                OFF,
                GATE,
                OFF,
                VENT,
                OFF,
                NITROGEN_VALVE,
                OFF,
                SHUTTER,
                OFF,
                CRYSTAL_SHUTTER,
                OFF);
    }

    /** The turbo pump on the open chamber, throttle wide open, every gauge in use. */
    public static Demands highVacuum() {
        return HIGH_VACUUM;
    }

    private static Demands openedVacuum() {
        return readyPumps().with(of(GATE, ON, MANOMETER, ON, ION_GAUGE, ON)).with(throttleOpen());
    }

    /** Nobody coats anything: power off, gas shut, shutter closed, foil under vacuum where valves stand. */
    public static Demands quiet(boolean roughValveIsShut) {
        return roughValveIsShut ? QUIET_FORELINE_OPEN : QUIET;
    }

    public static Demands throttleOpen() {
        return of(THROTTLE_MODE_SET, 0, THROTTLE_POSITION_SET, 1);
    }

    public static Demands throttlePressure(double pressurePa) {
        return of(THROTTLE_MODE_SET, 1, THROTTLE_PRESSURE_SET, pressurePa);
    }

    /**
     * The throttle as a phase's recipe wants it; a frozen throttle without a known position holds the pressure, unless
     * a person holds it still.
     */
    static Demands throttle(
            ControlRecipe recipe, PhaseName phase, double pressurePa, double frozenPosition, Hands hands) {
        ThrottleMode mode = recipe.master().phase(phase).orElseThrow().throttle();
        boolean blind = Double.isNaN(frozenPosition);
        return switch (mode) {
            case OPEN -> throttleOpen();
            case PRESSURE -> throttlePressure(pressurePa);
            case FROZEN ->
                !blind
                        ? of(THROTTLE_MODE_SET, 0, THROTTLE_POSITION_SET, frozenPosition)
                        : hands.turnThrottle() ? of(THROTTLE_MODE_SET, 0) : throttlePressure(pressurePa);
        };
    }

    /** High vacuum with argon flowing and the holder turning; the cold cathode stays lit until Ignite. */
    public static Demands argon(ControlRecipe recipe) {
        return highVacuum()
                .with(of(
                        ARGON_VALVE,
                        ON,
                        ARGON_SET,
                        recipe.formula("argon_flow"),
                        OXYGEN_VALVE,
                        OFF,
                        OXYGEN_SET,
                        0,
                        ROTATION_SET,
                        recipe.formula("rotation")));
    }

    /** Argon with the supply switched on at a power; the cold cathode is off, or it would be coated. */
    public static Demands plasma(ControlRecipe recipe, double watt, double wattPerSecond) {
        return argon(recipe)
                .with(of(
                        ION_GAUGE,
                        OFF,
                        HV_PERMIT,
                        ON,
                        ENABLE,
                        ON,
                        POWER_SET,
                        watt,
                        RAMP_SET,
                        wattPerSecond,
                        FREQUENCY_SET,
                        recipe.formula("pulse_frequency"),
                        REVERSE_SET,
                        recipe.formula("reverse_time")));
    }

    /** No power, at once. */
    static Demands dark() {
        return of(POWER_SET, 0, ENABLE, OFF, HV_PERMIT, OFF);
    }

    /** Ramp for powers so small that no target minds: ignition. */
    public static double quickRamp() {
        return IGNITION_RAMP;
    }

    public static Demands oxygen(ControlRecipe recipe) {
        return of(OXYGEN_VALVE, ON, OXYGEN_SET, recipe.formula("oxygen_flow"));
    }
}
