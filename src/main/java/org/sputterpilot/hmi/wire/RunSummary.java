package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * A run as lists and its own page show it.
 *
 * @param phase the phase it is in; null once it has ended
 * @param u95Nm expanded uncertainty of the film, 95 %; missing where nobody worked it out
 * @param budget where it comes from; only on the run's own page, as are the slots
 * @param slots the film on every slot of the holder
 * @param load what lay in which slot; missing in runs from before it was kept
 * @param engineering a calibration run: its film is measured and not used
 * @param incidents every trip and hold as the batch record explains it; null in lists and before the run has ended
 * @param control the control recipe as it was frozen, without the recipe's text; null in lists and in old runs
 * @param progress questions, comments and layers; null as above
 * @param golden how it stood to the golden run when it ended; null while it lives and when it was compared with nothing
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
        Object budget,
        List<Object> slots,
        String holder,
        List<LoadItem> load,
        List<WitnessItem> witnesses,
        boolean engineering,
        int trips,
        int holds,
        boolean demonstration,
        List<PastPhase> phases,
        List<PastEvent> events,
        Object incidents,
        Object bypassed,
        Object control,
        Object progress,
        GoldenMark golden) {
    /** One slot of the holder. */
    public record LoadItem(int slot, String item, String side) {}

    /** A witness and its slot. */
    public record WitnessItem(int slot, String id) {}

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
