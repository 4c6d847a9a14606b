package org.sputterpilot.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sputterpilot.contracts.RecordingSink;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.TagId;

class HeardTest {
    private static final TagId DOOR = TagId.of("safety.door");
    private static final Instant T = Instant.parse("2026-03-01T08:00:00Z");

    private final RecordingSink sink = new RecordingSink();
    private final Heard heard = new Heard(sink);

    private static Reading reading(double value, Instant at) {
        return Reading.good(DOOR, value, at);
    }

    @Test
    void newsIsPostedOnceAndItsRepetitionIsEvidence() {
        assertThat(heard.tell(List.of(reading(1, T)), true)).isTrue();
        assertThat(heard.tell(List.of(reading(1, T)), true)).isFalse();
        assertThat(sink.of(DOOR)).containsExactly(reading(1, T));
        assertThat(sink.evidenceOf(DOOR)).isEqualTo(1);
    }

    @Test
    void anotherTimeOrQualityIsNews() {
        Reading doubtful = new Reading(DOOR, 1, Quality.UNCERTAIN, T, T);
        heard.tell(reading(1, T));
        heard.tell(doubtful);
        heard.tell(reading(1, T.plusMillis(5)));
        assertThat(sink.of(DOOR)).containsExactly(reading(1, T), doubtful, reading(1, T.plusMillis(5)));
    }

    /** A server that stands still repeats what it once knew; that keeps nothing fresh. */
    @Test
    void aRepetitionFromAServerThatStandsStillIsNoEvidence() {
        heard.tell(reading(1, T));
        heard.tell(List.of(reading(1, T)), false);
        assertThat(sink.evidenceOf(DOOR)).isZero();
    }

    /** The slow path must not undo what the fast path has told, and vouches for nothing. */
    @Test
    void anOvertakenReadingIsDropped() {
        heard.tell(reading(2, T.plusMillis(100)));
        heard.tell(reading(1, T));
        assertThat(sink.of(DOOR)).containsExactly(reading(2, T.plusMillis(100)));
        assertThat(sink.evidenceOf(DOOR)).isZero();
    }

    /**
     * HAZ-08: a poll that was answered before a change, and stamped after it, must not make the change wait for the
     * next poll.
     */
    @Test
    void aChangeMeasuredLaterIsNewsThoughThePollWasStampedLater() {
        heard.tell(new Reading(DOOR, 1, Quality.GOOD, T, T.plusMillis(20)));
        Reading opened = new Reading(DOOR, 0, Quality.GOOD, T.plusMillis(10), T.plusMillis(15));
        heard.tell(opened);
        assertThat(sink.last(DOOR)).contains(opened);
    }

    /** Otherwise a door that opens after the clock was set back would stay closed for an hour. */
    @Test
    void aClockThatWasSetBackIsNotOvertaken() {
        heard.tell(reading(1, T));
        heard.tell(reading(0, T.minusSeconds(3600)));
        assertThat(sink.last(DOOR)).contains(reading(0, T.minusSeconds(3600)));
    }

    @Test
    void nothingKnownIsToldOnceHoweverOftenItIsStamped() {
        heard.tell(Reading.bad(DOOR, T));
        heard.tell(Reading.bad(DOOR, T.plusSeconds(1)));
        assertThat(sink.of(DOOR)).hasSize(1);
    }

    @Test
    void aKeepAliveVouchesOnlyForWhatWasTold() {
        TagId silent = TagId.of("safety.silent");
        heard.tell(reading(1, T));
        heard.stillSo(List.of(DOOR, silent));
        assertThat(sink.evidenceOf(DOOR)).isEqualTo(1);
        assertThat(sink.evidenceOf(silent)).isZero();
    }
}
