package org.sputterpilot.film;

import java.util.Locale;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Unit;

/**
 * What the uncertainty of a film comes from: the lines of its budget in their order. Those with a unit are stated in
 * {@code equipment/budget.yaml}; the rest is worked out from the estimate itself.
 */
public enum BudgetSource {
    /** Delivered against displayed power. */
    POWER("W", true),
    /** Target to foil. */
    THROW_DISTANCE("mm", true),
    /** Pumping speed for oxygen behind the frozen throttle. */
    PUMPING_SPEED("L/s", true),
    ARGON_FLOW("sccm", true),
    OXYGEN_FLOW("sccm", true),
    /** The gauge at which the throttle was frozen. */
    PRESSURE("Pa", true),
    /** Density of the film from one run to the next. */
    FILM_DENSITY("kg/m3", true),
    /** Target, walls and foil from one run to the next. */
    TARGET_AND_WALLS("%", true),
    /** What runs differ by and no line above names. Negative when the lines above name more than runs differ by. */
    RUN_TO_RUN_REST("", true),
    /** The learned rate: films that were measured, their number and age. */
    CALIBRATION("", true),
    /** What rate and film wander within the run. */
    WANDER("", true),
    /** Film on the foil over film on the crystal. */
    TOOLING("", true),
    /** Zero, heat and noise of the crystal. */
    CRYSTAL("", true),
    /** Film through the closed shutter: its dose is a line of its own. */
    SHUTTER_LEAKAGE("", true),
    /** Film that grew while the target changed or an instrument was silent. */
    DOUBT("", true),
    /** Moment at which the shutter let film pass and stopped it. */
    SHUTTER_TIME("s", false),
    /** From the key of the person at a manual shutter to the blade; no line while the program moves it. */
    SHUTTER_BY_HAND("s", false),
    /** The standard on which all measured heights rest. */
    HEIGHT_STANDARD("%", false),
    /** Where on the foil: how much the film differs over the usable zones. */
    PLACE("", false);

    private final String unit;
    private final boolean estimate;

    BudgetSource(String unit, boolean estimate) {
        this.unit = unit;
        this.estimate = estimate;
    }

    /** The key in the plant file, for example {@code throw_distance}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the plant file states it. */
    public boolean isStated() {
        return !unit.isEmpty();
    }

    /** The unit it is shown in. */
    Unit unit() {
        return Unit.of(unit).orElseThrow();
    }

    /** What an uncertainty with a unit measures; it may always be a share as well. */
    public Dimension dimension() {
        return unit().dimension();
    }

    /** Whether the estimate's own sigma contains it; the others come on top. */
    public boolean isInEstimate() {
        return estimate;
    }
}
