package org.sputterpilot.hmi.wire;

import java.util.List;

/** Where the run stands. */
public record LiveRun(
        String id,
        String recipe,
        Object version,
        String title,
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
        List<String> foils,
        NextStep next,
        List<String> allowed,
        String endReason) {}
