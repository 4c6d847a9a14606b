package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sputterpilot.interlocks.ProofTestReport;
import org.sputterpilot.interlocks.ProofTestState;
import org.sputterpilot.interlocks.StartProofTest;
import org.sputterpilot.signals.Reply;

/** Every row of the shipped matrix shows on the shipped plant that it acts, in time, alone, and lets go again. */
class ProofTestsTest {
    private static final String RECIPE = "tio2-32nm-on-zn";

    private static Reply begin(VirtualPlant plant, String cause) {
        return plant.ask(reply -> new StartProofTest("T-" + cause, cause, "maintenance", "yearly", reply));
    }

    private static ProofTestReport report(VirtualPlant plant) {
        return plant.unit().proofs().shown().orElseThrow();
    }

    private static ProofTestReport made(VirtualPlant plant, String cause) {
        plant.accepted(begin(plant, cause));
        plant.within(
                Duration.ofMinutes(12),
                new Moment("the end of the test", turn -> report(plant).state().isOver()));
        return report(plant);
    }

    @TestFactory
    Stream<DynamicTest> eachRowActsInTimeNamesItselfTakesItsOutputsToSafetyAndLetsGo() {
        return VirtualPlant.SHIPPED.matrix().causes().stream()
                .map(cause -> DynamicTest.dynamicTest(cause.hazard() + " " + cause.id(), () -> {
                    VirtualPlant plant = VirtualPlant.shipped().seed(3).ready();

                    ProofTestReport report = made(plant, cause.id());

                    assertThat(report.state())
                            .as(report.why() + "\n" + report.steps() + "\n" + plant)
                            .isEqualTo(ProofTestState.PASSED);
                    assertThat(report.firstOut()).contains(cause.id());
                    assertThat(report.trippedAfter().orElseThrow()).isBetween(cause.onDelay(), report.allowed());
                    assertThat(report.effects())
                            .hasSameSizeAs(VirtualPlant.SHIPPED.matrix().row(cause.id()))
                            .allSatisfy(effect -> {
                                assertThat(effect.trippedAfter().orElseThrow()).isLessThanOrEqualTo(effect.due());
                                assertThat(effect.safeAfter()).isPresent();
                            });
                    assertThat(plant.cycles(1).verdict().trippedEffects()).isEmpty();
                }));
    }
}
