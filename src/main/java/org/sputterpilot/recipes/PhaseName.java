package org.sputterpilot.recipes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The phases recipes and procedures are made of. The order is the order of the tag {@code run.phase}, which records
 * keep: what is new stands at the end. Which one comes before which in a run is {@link #isBefore}.
 */
public enum PhaseName {
    NONE("NONE"),
    LOAD("Load"),
    PUMP_DOWN("PumpDown"),
    LEAK_CHECK("LeakCheck"),
    GAS_STABILISE("GasStabilise"),
    IGNITE("Ignite"),
    RAMP("Ramp"),
    PRE_SPUTTER("PreSputter"),
    POISON("Poison"),
    DEPOSIT("Deposit"),
    CLOSE_SHUTTER("CloseShutter"),
    RAMP_DOWN("RampDown"),
    COOL("Cool"),
    VENT("Vent"),
    UNLOAD("Unload"),
    /** No phase of a recipe: where a run waits under vacuum without limit. */
    PARK("Park"),
    /** Oxygen up and down behind the closed shutter: where the target poisons and where it cleans. */
    SWEEP("Sweep"),
    /** Power and pressure in steps behind the closed shutter, the crystal open: how the rate follows them. */
    RATE_GRID("RateGrid");

    /** Every phase in the order in which a run meets it. */
    private static final List<PhaseName> COURSE = List.of(
            NONE,
            LOAD,
            PUMP_DOWN,
            LEAK_CHECK,
            GAS_STABILISE,
            IGNITE,
            RAMP,
            PRE_SPUTTER,
            SWEEP,
            POISON,
            RATE_GRID,
            DEPOSIT,
            CLOSE_SHUTTER,
            RAMP_DOWN,
            COOL,
            VENT,
            UNLOAD,
            PARK);

    /** The phases a coating recipe is made of, in the only order that makes sense for them. */
    public static final List<PhaseName> PROCEDURE = List.of(
            LOAD,
            PUMP_DOWN,
            LEAK_CHECK,
            GAS_STABILISE,
            IGNITE,
            RAMP,
            PRE_SPUTTER,
            POISON,
            DEPOSIT,
            CLOSE_SHUTTER,
            RAMP_DOWN,
            COOL,
            VENT,
            UNLOAD);

    private final String text;

    PhaseName(String text) {
        this.text = text;
    }

    /** The name in files, tags and records. */
    public String text() {
        return text;
    }

    /** The phase of a name, spelt exactly. */
    public static Optional<PhaseName> of(String text) {
        return Arrays.stream(values()).filter(p -> p.text.equals(text)).findFirst();
    }

    /** Whether the recipe has process gas or plasma on in this phase. */
    public boolean isProcess() {
        return !isBefore(GAS_STABILISE) && isBefore(RAMP_DOWN);
    }

    /** Whether a run meets it earlier than another phase. */
    public boolean isBefore(PhaseName other) {
        return COURSE.indexOf(this) < COURSE.indexOf(other);
    }

    /** Whether an engineer may end the phase before its criteria are met. */
    public boolean mayBeEnded() {
        return this == PUMP_DOWN || this == PRE_SPUTTER || this == COOL;
    }

    /** Whether the phase only waits, so that the rest of it may be left out. */
    public boolean mayBeSkipped() {
        return this == COOL;
    }

    @Override
    public String toString() {
        return text;
    }
}
