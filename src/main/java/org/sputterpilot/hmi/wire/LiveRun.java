package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * Where the run stands.
 *
 * @param engineering whether its film is measured and not used
 * @param phaseIndex place of the phase in the procedure, from 1; 0 outside it
 * @param predictedNm the film at the end of the deposition, while it grows
 * @param predictedSigmaNm its standard deviation
 * @param depositStartedAt when the shutter opened for the first time
 * @param depositEndedAt when it closed for the last time; missing while the film may grow on
 */
public record LiveRun(
        String id,
        String recipe,
        Object version,
        String title,
        boolean engineering,
        String state,
        String phase,
        int phaseIndex,
        double phaseElapsedS,
        List<PhaseStep> phases,
        Double thicknessNm,
        Double thicknessSigmaNm,
        Double targetNm,
        Double toleranceNm,
        Double rateNmPerMin,
        Double remainingS,
        Double inToleranceP,
        Double predictedNm,
        Double predictedSigmaNm,
        Instant depositStartedAt,
        Instant depositEndedAt,
        List<String> foils,
        NextStep next,
        List<String> allowed,
        String endReason) {}
