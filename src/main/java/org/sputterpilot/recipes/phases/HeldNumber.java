package org.sputterpilot.recipes.phases;

import java.util.Arrays;
import java.util.Optional;
import org.sputterpilot.signals.TagId;

/** A number of the formula that the plant holds by itself, so that a recipe may say how closely. */
public enum HeldNumber {
    POWER("power", PlantTags.POWER, PlantTags.POWER_SET),
    ARGON("argon_flow", PlantTags.ARGON_FLOW, PlantTags.ARGON_SET),
    OXYGEN("oxygen_flow", PlantTags.OXYGEN_FLOW, PlantTags.OXYGEN_SET),
    PRESSURE("process_pressure", PlantTags.PRESSURE, PlantTags.THROTTLE_PRESSURE_SET),
    ROTATION("rotation", PlantTags.ROTATION, PlantTags.ROTATION_SET);

    private final String parameter;
    private final TagId reading;
    private final TagId setPoint;

    HeldNumber(String parameter, TagId reading, TagId setPoint) {
        this.parameter = parameter;
        this.reading = reading;
        this.setPoint = setPoint;
    }

    /** The held number of a name in the formula, if the plant holds it. */
    public static Optional<HeldNumber> of(String parameter) {
        return Arrays.stream(values())
                .filter(held -> held.parameter.equals(parameter))
                .findFirst();
    }

    public String parameter() {
        return parameter;
    }

    public TagId reading() {
        return reading;
    }

    public TagId setPoint() {
        return setPoint;
    }

    /** Whether a recipe may slow its rise; the power's own phases say how fast it moves. */
    public boolean mayBeRamped() {
        return this != POWER;
    }
}
