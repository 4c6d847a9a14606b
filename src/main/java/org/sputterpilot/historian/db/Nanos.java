package org.sputterpilot.historian.db;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A moment as nanoseconds since 1970, as samples hold it; moments beyond 1677 and 2262 are moved to those ends. */
final class Nanos {
    private static final long BILLION = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / BILLION - 1;

    private Nanos() {}

    static long of(Instant at) {
        long second = Math.max(-LAST_SECOND, Math.min(LAST_SECOND, at.getEpochSecond()));
        return second * BILLION + at.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, BILLION), Math.floorMod(nanos, BILLION));
    }

    /** As a database column, which holds microseconds: rounded down. */
    static OffsetDateTime column(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** As a database column, rounded up. */
    static OffsetDateTime columnUp(Instant at) {
        Instant down = at.truncatedTo(ChronoUnit.MICROS);
        return (down.equals(at) ? down : down.plus(1, ChronoUnit.MICROS)).atOffset(ZoneOffset.UTC);
    }
}
