package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.recipes.RunState.COMPLETE;
import static org.sputterpilot.scenarios.Moment.runOver;
import static org.sputterpilot.scenarios.PlantAssert.assertThat;

import org.junit.jupiter.api.Test;

class CommissioningTest {
    @Test
    void loop() {
        for (String id : new String[] {"hysteresis-sweep", "rate-grid"}) {
            VirtualPlant plant = VirtualPlant.shipped().seed(7).start(id);
            double[] next = {0};
            plant.check(turn -> {
                String phase = turn.run().phase().text();
                if (turn.tick().elapsed().toMillis() / 1e3 > next[0]
                        && (phase.equals("Sweep") || phase.equals("RateGrid"))) {
                    next[0] = turn.tick().elapsed().toMillis() / 1e3 + 20;
                    System.out.printf(
                            "%.0f %s %s q %.3f V %.1f p %.4f P %.1f f %.1f state %.0f %s%n",
                            next[0],
                            phase,
                            turn.run().next().text(),
                            turn.image().number(org.sputterpilot.signals.TagId.of("gas.oxygen.flow")),
                            turn.image().number(org.sputterpilot.signals.TagId.of("cathode.voltage")),
                            turn.image().number(org.sputterpilot.signals.TagId.of("chamber.pressure")),
                            turn.image().number(org.sputterpilot.signals.TagId.of("cathode.power")),
                            turn.image().number(org.sputterpilot.signals.TagId.of("qcm.frequency")),
                            turn.image().number(org.sputterpilot.signals.TagId.of("target.state")),
                            plant.run().state());
                }
            });
            plant.mark().until(runOver());
            System.out.println(plant.alarms() + " " + plant.trueNm());
            assertThat(plant).isIn(COMPLETE).isNotTripped();
        }
    }
}
