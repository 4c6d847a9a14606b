package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;

/**
 * A run whose controller died: all that is known of it up to its last moment. Numbers are NaN where nobody knows.
 *
 * @param row the run as it was
 * @param controlJson its control recipe
 * @param progressJson how far it had come
 * @param phases the phases it entered, in order; the last one is the one it was in
 * @param events what happened in it, oldest first
 * @param at the last moment anything is known of
 * @param thicknessNm film estimate then
 * @param sigmaNm its one sigma
 * @param modelledNm film by the rate model alone
 * @param rateNmPerS how fast it grew
 */
public record CutOffRun(
        RunRow row,
        String controlJson,
        String progressJson,
        List<PhaseRow> phases,
        List<StoredEvent> events,
        Instant at,
        double thicknessNm,
        double sigmaNm,
        double modelledNm,
        double rateNmPerS) {
    public CutOffRun {
        phases = List.copyOf(phases);
        events = List.copyOf(events);
    }
}
