package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.physics.ToolParameter.KAPPA;
import static org.sputterpilot.recipes.RunState.ABORTED;
import static org.sputterpilot.recipes.RunState.HELD;
import static org.sputterpilot.scenarios.Moment.filmAbove;
import static org.sputterpilot.scenarios.Moment.inState;
import static org.sputterpilot.scenarios.Moment.shown;
import static org.sputterpilot.scenarios.Moment.tripped;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HAZ-09: without oxygen the target turns metallic and coats ten times as fast. On some tools its voltage falls with
 * the oxide, on others it rises: the interlocks must not care, on any of many tools.
 */
class OxygenLostTest {
    /** In every build; {@code mvn verify -Pnightly} takes 25. */
    private static final int TOOLS = Integer.getInteger("test.oxygen", 3);

    /** What a tool did when its oxygen went. */
    private record Story(
            double noticedS, double shutS, double excessNm, boolean flagged, double voltsMoved, VirtualPlant plant) {
        static Story of(long seed, double kappa, String fault) {
            VirtualPlant plant = VirtualPlant.shipped()
                    .seed(seed)
                    .really(KAPPA, kappa)
                    .start("tio2-32nm-on-zn")
                    .until(filmAbove(1));
            double rate = plant.tag("film.rate") * 1e9;
            double steady = plant.tag("cathode.voltage_reference");
            plant.fail(fault).within(Duration.ofSeconds(30), tripped("SHUTTER_CLOSE"));
            double noticed = DoubleStream.concat(
                            stream(plant, "I8_OXYGEN_IN_DEPOSIT"), stream(plant, "I16_VOLTAGE_BAND"))
                    .min()
                    .orElseThrow(() -> new AssertionError("neither I8 nor I16 was first\n" + plant));
            plant.until(shown("shutter.is_closed", 1));
            double shut = plant.sinceMark() - noticed;
            double excess = plant.grownNm() - rate * plant.sinceMark();
            double moved = plant.tag("cathode.voltage") - steady;
            plant.until(inState(HELD, ABORTED));
            boolean flagged = plant.happened().stream()
                    .anyMatch(line -> line.event().kind().equals("ALARM")
                            && line.event().text().startsWith("UNACKNOWLEDGED"));
            return new Story(noticed, shut, excess, flagged, moved, plant);
        }

        private static DoubleStream stream(VirtualPlant plant, String cause) {
            OptionalDouble after = plant.happenedAfter("FIRST_OUT", cause);
            return after.stream();
        }
    }

    private static void onEveryTool(double kappa, String fault, double latestS) {
        LongStream.rangeClosed(1, TOOLS).parallel().forEach(seed -> {
            Story story = Story.of(seed, kappa, fault);
            assertThat(story.voltsMoved() > 0)
                    .as("the voltage moved the other way round, %s", story.plant())
                    .isEqualTo(kappa < 1);
            assertThat(story.noticedS()).as("noticed, %s", story.plant()).isLessThanOrEqualTo(latestS);
            assertThat(story.shutS()).as("shut after that, %s", story.plant()).isLessThanOrEqualTo(1.0);
            assertThat(story.excessNm())
                    .as("film beyond the steady rate, %s", story.plant())
                    .isLessThanOrEqualTo(0.3);
            assertThat(story.flagged()).as("flagged, %s", story.plant()).isTrue();
        });
    }

    @ParameterizedTest(name = "kappa {0}")
    @ValueSource(doubles = {1.30, 0.75})
    void lostOxygenIsNoticedAndTheShutterShutInTime(double kappa) {
        onEveryTool(kappa, "oxygen-loss", 2.2);
    }

    @ParameterizedTest(name = "kappa {0}")
    @ValueSource(doubles = {1.30, 0.75})
    void theVoltageAloneNoticesInTime(double kappa) {
        onEveryTool(kappa, "mode-jump", 2.7);
    }
}
