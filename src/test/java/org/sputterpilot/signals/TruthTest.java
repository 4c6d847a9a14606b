package org.sputterpilot.signals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruthTest {

    @ParameterizedTest
    @CsvSource({
        "TRUE,    TRUE,    TRUE,    TRUE",
        "TRUE,    FALSE,   FALSE,   TRUE",
        "TRUE,    UNKNOWN, UNKNOWN, TRUE",
        "FALSE,   FALSE,   FALSE,   FALSE",
        "FALSE,   UNKNOWN, FALSE,   UNKNOWN",
        "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN",
    })
    void unknownIsAnAnswerOfItsOwn(Truth one, Truth other, Truth and, Truth or) {
        assertThat(one.and(other)).isEqualTo(and);
        assertThat(other.and(one)).isEqualTo(and);
        assertThat(one.or(other)).isEqualTo(or);
        assertThat(other.or(one)).isEqualTo(or);
        assertThat(one.and(other).not()).isEqualTo(one.not().or(other.not()));
    }

    @ParameterizedTest
    @CsvSource({"TRUE, true, true", "FALSE, false, false", "UNKNOWN, true, false"})
    void unknownTripsAndNeverPermits(Truth truth, boolean trips, boolean permits) {
        assertThat(truth.trips()).isEqualTo(trips);
        assertThat(truth.permits()).isEqualTo(permits);
    }
}
