package org.sputterpilot.scenarios;

import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;
import org.sputterpilot.recipes.RunState;

/** Says of a plant what a story expects, and what it was when it is not so. */
final class PlantAssert extends AbstractAssert<PlantAssert, VirtualPlant> {

    private PlantAssert(VirtualPlant plant) {
        super(plant, PlantAssert.class);
        as("%s", plant);
    }

    static PlantAssert assertThat(VirtualPlant plant) {
        return new PlantAssert(plant);
    }

    /** The last turn granted this value, or the tag follows its idle rule, which is the same. */
    PlantAssert granted(String tag, double base) {
        double value = actual.granted(tag).orElse(Double.NaN);
        if (value != base) {
            failWithMessage("%s was granted %s, not %s", tag, value, base);
        }
        return this;
    }

    /** The chamber itself shows this, whatever the controller sees. */
    PlantAssert shows(String tag, double base) {
        if (actual.field(tag) != base) {
            failWithMessage("%s shows %s, not %s", tag, actual.field(tag), base);
        }
        return this;
    }

    PlantAssert isIn(RunState... states) {
        if (!Arrays.asList(states).contains(actual.run().state())) {
            failWithMessage("the run is %s, not %s", actual.run().state(), Arrays.toString(states));
        }
        return this;
    }

    PlantAssert isInPhase(String phase) {
        if (!actual.run().phase().text().equals(phase)) {
            failWithMessage("the run is in %s, not in %s", actual.run().phase(), phase);
        }
        return this;
    }

    PlantAssert hasFirstOut(String... causes) {
        if (!Arrays.asList(causes).containsAll(actual.verdict().firstOut())
                || actual.verdict().firstOut().isEmpty()) {
            failWithMessage("first-out is %s, not of %s", actual.verdict().firstOut(), Arrays.toString(causes));
        }
        return this;
    }

    PlantAssert hasTripped(String... effects) {
        if (!actual.verdict().trippedEffects().containsAll(Arrays.asList(effects))) {
            failWithMessage("tripped is %s, not %s", actual.verdict().trippedEffects(), Arrays.toString(effects));
        }
        return this;
    }

    PlantAssert isNotTripped() {
        if (!actual.verdict().trippedEffects().isEmpty()) {
            failWithMessage("%s are tripped", actual.verdict().trippedEffects());
        }
        return this;
    }

    /** No power, no gas, shutter shut: told by the chamber, not by the controller. */
    PlantAssert isInTheSafeState() {
        return shows("cathode.is_enabled", 0)
                .shows("cathode.power", 0)
                .shows("cathode.enable", 0)
                .shows("shutter.is_closed", 1)
                .shows("gas.argon.valve.is_open", 0)
                .shows("gas.oxygen.valve.is_open", 0)
                .shows("gas.nitrogen.valve.is_open", 0)
                .shows("vacuum.vent_valve.is_open", 0);
    }
}
