package org.sputterpilot.hmi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * The unit in one answer. Signed out, only state, phase and alarm counts are told.
 *
 * @param interlocks NORMAL, LOCKED while the first reset after a start is missing, or TRIPPED
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Status(
        String mode,
        boolean ready,
        Double speed,
        Instant serverTime,
        Instant plantTime,
        String chamber,
        String unitState,
        String interlocks,
        StatusRun run,
        List<LiveLink> links,
        List<String> tripped,
        AlarmCounts alarms,
        String plantHash,
        String version) {

    /** The run in one line. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StatusRun(
            String id,
            String recipe,
            String state,
            String phase,
            Double phaseElapsedS,
            Double thicknessNm,
            Double thicknessSigmaNm,
            Double targetNm) {}

    /** How many alarms want somebody. */
    public record AlarmCounts(int unacknowledged, int active) {}
}
