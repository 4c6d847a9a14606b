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
 * @param prompt the question that waits for a person; missing when none does
 * @param recovery that the run was found after a crash; missing otherwise
 * @param stopsAfterPhase whether it ends in an orderly way when the present phase is done
 * @param modules equipment modules it holds now
 * @param golden how it stands to the golden run; missing while nobody knows
 * @param continues the run whose film it goes on with, and how much there is; missing otherwise
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
        String endReason,
        LivePrompt prompt,
        LiveRecovery recovery,
        boolean stopsAfterPhase,
        Continues continues,
        List<Module> modules,
        LiveGolden golden) {
    /** An equipment module the run holds, and whether a person moves it. */
    public record Module(String id, String title, boolean byHand) {}

    /** Film an earlier run has made. */
    public record Continues(String run, double doneNm, double sigmaNm, int pass) {}
}
