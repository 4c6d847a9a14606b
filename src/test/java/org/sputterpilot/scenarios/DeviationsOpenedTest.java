package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.scenarios.Moment.filmAbove;
import static org.sputterpilot.scenarios.Moment.runOver;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sputterpilot.equipment.ManualWrite;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.logbook.DeviationRules;
import org.sputterpilot.recipes.RunCommandKind;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.TagId;

/** What the plant itself tells is what the shipped rules open deviations by. */
class DeviationsOpenedTest {
    private static final String RECIPE = "tio2-32nm-on-zn";

    /** The rules that the events since the mark fit, each once. */
    private static Set<String> opened(VirtualPlant plant) {
        Set<String> rules = new LinkedHashSet<>();
        plant.happened().forEach(happening -> VirtualPlant.SHIPPED
                .deviations()
                .by(happening.event())
                .map(DeviationRules.Opening::name)
                .ifPresent(rules::add));
        return rules;
    }

    /** HAZ: an interlock acts in a run, or is taken out of it, and nobody has to answer for it. */
    @Test
    void holdBypassAndTripEachOpenOne() {
        VirtualPlant plant =
                VirtualPlant.shipped().seed(7).start(RECIPE).until(filmAbove(2)).mark();
        plant.accepted(plant.command(RunCommandKind.HOLD)).until(Moment.inState(RunState.HELD));
        assertThat(opened(plant)).as("%s", plant).containsExactly("hold");

        plant.accepted(plant.command(RunCommandKind.RESTART))
                .until(filmAbove(4))
                .mark();
        plant.bypass("I21_ROTATION", Duration.ofMinutes(5)).seconds(5);
        assertThat(opened(plant)).contains("bypass");

        plant.fail("water-loss").until(runOver());
        assertThat(opened(plant)).contains("protection_lost", "stopped");
    }

    @Test
    void whatAPersonMovesByHandOpensOne() {
        VirtualPlant plant = VirtualPlant.shipped().seed(7).ready().mark();
        plant.accepted(plant.mode(UnitMode.MANUAL));
        plant.accepted(plant.ask(reply -> new ManualWrite(
                TagId.of("substrate.rotation_set"), 0.1, "maintenance", "looks at the bearing", reply)));
        assertThat(opened(plant)).as("%s", plant).containsExactly("manual_write");
    }
}
