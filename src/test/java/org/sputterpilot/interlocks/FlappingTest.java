package org.sputterpilot.interlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.interlocks.alarms.AlarmState;
import org.sputterpilot.interlocks.alarms.Alarms;
import org.sputterpilot.interlocks.alarms.ShippedAlarms;
import org.sputterpilot.signals.Reply;

/** HAZ-08: contacts that bounce a thousand times a second, and everything that rings at once. */
class FlappingTest {
    private static final int CHANGES = 100_000;
    private static final String NUDGE = "5 ms";

    /** What bounces, and what is a danger of it. */
    private static final Map<String, String> BOUNCES = Map.of(
            "safety.estop_ok", "NO",
            "cathode.cover_closed", "NO",
            "cathode.supply_fault", "YES",
            "chamber.overpressure", "YES",
            "utility.mains_ok", "NO");

    /**
     * A turn at most every 5 ms finds one of the bounces. The first trip stays the first-out, no latch opens, every
     * alarm's moves follow one another, and what is remembered of it all does not grow.
     */
    @Test
    void aBouncingContactNeitherFreesALatchNorBecomesAnotherFirstOut() {
        DepositImage plant = DepositImage.calm();
        Interlocks interlocks = new Interlocks(DepositImage.MATRIX, DepositImage.TAGS);
        Alarms alarms = new Alarms(ShippedAlarms.read());
        plant.turn(interlocks);
        plant.ask(new ResetInterlocks("test", "start", new Reply())).turn(interlocks);
        Verdict first = plant.set("safety.estop_ok=NO").turn(interlocks);
        assertThat(first.firstOut()).containsExactly("E1_EMERGENCY_STOP");
        List<String> tripped = first.trippedEffects();
        SplittableRandom dice = new SplittableRandom(3);
        List<String> contacts = new ArrayList<>(BOUNCES.keySet());
        contacts.sort(null);
        Map<String, AlarmState> known = new HashMap<>();
        long moves = 0;
        for (int change = 0; change < CHANGES; change += 5) {
            for (int bounce = 0; bounce < 5; bounce++) {
                String contact = contacts.get(dice.nextInt(contacts.size()));
                String danger = BOUNCES.get(contact);
                plant.set(contact + "=" + (dice.nextBoolean() ? danger : danger.equals("NO") ? "YES" : "NO"));
            }
            plant.wait(NUDGE);
            Verdict verdict = interlocks.judge(plant.image(), plant.tick());
            assertThat(verdict.firstOut()).containsExactly("E1_EMERGENCY_STOP");
            assertThat(verdict.trippedEffects()).containsAll(tripped);
            assertThat(verdict.incident().orElseThrow().steps()).hasSizeLessThanOrEqualTo(310);
            for (AlarmChange moved : alarms.update(plant.image(), verdict, plant.tick())) {
                AlarmState before = known.put(moved.id(), moved.to());
                assertThat(moved.from()).as(moved.id()).isEqualTo(before == null ? AlarmState.NORMAL : before);
                moves++;
            }
        }
        assertThat(moves).as("something moved").isPositive();
        assertThat(known.get("E1_EMERGENCY_STOP").isUnacknowledged())
                .as("the first-out still calls: " + known)
                .isTrue();
    }
}
