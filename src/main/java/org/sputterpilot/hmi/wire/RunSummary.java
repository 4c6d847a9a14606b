package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * A run as lists and its own page show it.
 *
 * @param phase the phase it is in; null once it has ended
 * @param engineering whether its film is measured and not used: it counts in no statistic of production
 */
public record RunSummary(
        String id,
        String state,
        String phase,
        String recipe,
        int version,
        String hash,
        String title,
        String operator,
        Instant startedAt,
        Instant endedAt,
        String endReason,
        List<String> foils,
        Double durationS,
        Double thicknessNm,
        Double sigmaNm,
        Double u95Nm,
        Double trueNm,
        Double targetNm,
        Double toleranceNm,
        List<Object> slots,
        int trips,
        int holds,
        boolean demonstration,
        boolean engineering,
        List<PastPhase> phases,
        List<PastEvent> events) {
    /** One pass through a phase. */
    public record PastPhase(
            String name,
            Instant startedAt,
            Instant endedAt,
            Double elapsedS,
            String result,
            String endedBecause,
            Object report) {}
}
