package org.sputterpilot.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.time.Tick;

class InboxTest {
    private static final TagId DOOR = TagId.of("door.is_closed");
    private static final TagId PRESSURE = TagId.of("chamber.pressure");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final TagTable tags = TagReader.read(Path.of("."), new Faults());
    private final Inbox inbox = new Inbox(tags);
    private Tick tick = Tick.first(AT);

    private ProcessImage turnAfter(Duration step) {
        tick = tick.next(step);
        return inbox.freeze(tick);
    }

    @Test
    void whatNobodyHasHeardOfIsBadAndHasNoValue() {
        ProcessImage image = turnAfter(Duration.ofMillis(100));

        assertThat(image.quality(DOOR)).isEqualTo(Quality.BAD);
        assertThat(image.number(DOOR)).isNaN();
        assertThat(image.is(DOOR)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void valueQualityAndTimesReachTheImageUnchanged() {
        Instant source = AT.minusMillis(12);
        inbox.post(new Reading(PRESSURE, 3e-6, Quality.UNCERTAIN, source, AT));

        assertThat(turnAfter(Duration.ofMillis(100)).reading(PRESSURE))
                .isEqualTo(new Reading(PRESSURE, 3e-6, Quality.UNCERTAIN, source, AT));
    }

    /** A dead link must not look like a quiet plant. */
    @Test
    void aReadingWithoutEvidenceForLongerThanItsLimitIsBadAndKeepsItsLastValueForPeople() {
        inbox.post(Reading.good(DOOR, 1, AT));
        assertThat(turnAfter(Duration.ofMillis(100)).is(DOOR)).isEqualTo(Truth.TRUE);

        assertThat(turnAfter(Duration.ofSeconds(2)).is(DOOR)).isEqualTo(Truth.TRUE);
        ProcessImage stale = turnAfter(Duration.ofMillis(1));

        assertThat(stale.is(DOOR)).isEqualTo(Truth.UNKNOWN);
        assertThat(stale.reading(DOOR).value()).isEqualTo(1);
    }

    @Test
    void aDoorThatNeverNotifiesIsNotStaleWhileThereIsEvidence() {
        inbox.post(Reading.good(DOOR, 1, AT));
        turnAfter(Duration.ofMillis(100));
        for (int second = 0; second < 600; second++) {
            inbox.evidence(List.of(DOOR));
            assertThat(turnAfter(Duration.ofSeconds(1)).is(DOOR)).isEqualTo(Truth.TRUE);
        }
    }

    @Test
    void evidenceForSomethingNeverReadIsNone() {
        inbox.evidence(List.of(DOOR));

        assertThat(turnAfter(Duration.ofMillis(100)).quality(DOOR)).isEqualTo(Quality.BAD);
    }

    @Test
    void aNumberThatIsNoneIsBadWhateverTheFieldSaysOfIt() {
        for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            inbox.post(new Reading(PRESSURE, odd, Quality.GOOD, AT, AT));
            assertThat(turnAfter(Duration.ofMillis(1)).quality(PRESSURE)).isEqualTo(Quality.BAD);
        }
    }

    @Test
    void limitsThatGuardAWireStretchWithTheSpeed() {
        inbox.communicationScale(60);
        inbox.post(Reading.good(DOOR, 1, AT));
        turnAfter(Duration.ofMillis(100));

        assertThat(turnAfter(Duration.ofSeconds(120)).is(DOOR)).isEqualTo(Truth.TRUE);
        assertThat(turnAfter(Duration.ofSeconds(1)).is(DOOR)).isEqualTo(Truth.UNKNOWN);
    }

    /**
     * HAZ-08: slowing the plant down is no lost wire: a quarter of a second at speed 60 was fifteen seconds of plant.
     */
    @Test
    void aPlantThatSlowsDownCountsTheAgeOfAReadingOnItsWire() {
        inbox.communicationScale(60);
        inbox.post(Reading.good(DOOR, 1, AT));
        turnAfter(Duration.ofMillis(100));
        turnAfter(Duration.ofSeconds(15));

        inbox.communicationScale(1);
        ProcessImage slow = turnAfter(Duration.ofMillis(600));
        assertThat(slow.is(DOOR)).isEqualTo(Truth.TRUE);
        assertThat(slow.ageNanos(tags.slot(DOOR))).isEqualTo(15_600_000_000L / 60);
        assertThat(turnAfter(Duration.ofMillis(1800)).is(DOOR))
                .as("two seconds in all on the wire")
                .isEqualTo(Truth.UNKNOWN);
    }

    /** HAZ-08: a wire that was silent for three seconds does not come alive because the plant goes faster. */
    @Test
    void aPlantThatSpeedsUpForgivesNoSilence() {
        inbox.post(Reading.good(DOOR, 1, AT));
        turnAfter(Duration.ofMillis(100));
        assertThat(turnAfter(Duration.ofSeconds(3)).is(DOOR)).isEqualTo(Truth.UNKNOWN);

        inbox.communicationScale(60);
        assertThat(turnAfter(Duration.ofMillis(100)).is(DOOR)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void everyPostedReadingIsOfferedToTheNudge() {
        List<String> seen = new ArrayList<>();
        inbox.nudgeWith((slot, before, after) -> seen.add(tags.at(slot).id() + " " + before + " " + after));

        inbox.post(Reading.good(DOOR, 1, AT));
        inbox.post(Reading.good(DOOR, 0, AT));
        inbox.post(Reading.bad(DOOR, AT));

        assertThat(seen).containsExactly("door.is_closed NaN 1.0", "door.is_closed 1.0 0.0", "door.is_closed 0.0 NaN");
    }
}
