package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * A run as lists and its own page show it.
 *
 * @param phase the phase it is in; null once it has ended
 * @param incidents every trip and hold as the batch record explains it; null in lists and before the run has ended
 * @param bypassed causes the run went without, with minutes, severity and cost; null as above
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
        List<PastPhase> phases,
        List<PastEvent> events,
        Object incidents,
        Object bypassed) {
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
