package org.sputterpilot.hmi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * What the rate model is set to, how it came to that, and what measurements ask for.
 *
 * @param inForce version the next run will have
 * @param targetCalibrated whether a run on this target has been measured and accepted
 * @param runsSinceMeasured runs since the last measured one
 * @param advisories what a person should do about the calibration
 * @param versions newest first
 * @param proposals newest first
 * @param measurements newest first
 * @param work on the tool, newest first
 * @param witnessRatio how a witness speaks for the foil
 */
public record CalibrationPage(
        int inForce,
        boolean targetCalibrated,
        int runsSinceMeasured,
        List<Advisory> advisories,
        List<Version> versions,
        List<Proposal> proposals,
        List<Measurement> measurements,
        List<ToolWork> work,
        WitnessRatio witnessRatio) {

    /**
     * Film on a silicon witness over film on the zinc foil beside it.
     *
     * @param sigma one sigma of its logarithm
     * @param runs whose film was measured on both
     */
    public record WitnessRatio(double ratio, double sigma, int runs) {}

    /** Something to do: {@code MEASURE_SOON}, {@code MEASURE_NOW}, {@code CALIBRATE_TARGET} or {@code DECIDE}. */
    public record Advisory(String id, String text) {}

    /** A calibration as numbers; {@code tool} is empty while the tool is as the plant files say. */
    public record Numbers(double rate, double rateSigma, double tooling, double toolingSigma, List<ToolNumber> tool) {}

    /** One number of the tool as commissioning taught it, in a unit people use. */
    public record ToolNumber(String parameter, String unit, double value, double sigma) {}

    /** One calibration that was in force. */
    public record Version(
            int version,
            Numbers calibration,
            String source,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer proposal,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer restores,
            Instant at,
            String who,
            String name,
            String meaning,
            String comment) {}

    /** One measured film beside the rate model's, before and after. */
    public record Residual(
            String measurement,
            String run,
            double measuredNm,
            double sigmaNm,
            double beforeNm,
            double afterNm,
            double residualBeforeNm,
            double residualAfterNm,
            double surpriseSigmas,
            String rate,
            String tooling,
            boolean fresh) {}

    /**
     * What measurements ask for.
     *
     * @param commissioning the fit of a sweep or a rate grid; missing when measured films ask
     * @param timeChangePercent change of the deposition time
     * @param rmsBeforeNm root mean square of the residuals that were learned from, with the calibration in force; null
     *     without any
     */
    public record Proposal(
            int id,
            Instant at,
            String decision,
            int baseVersion,
            Numbers before,
            Numbers after,
            double timeChangePercent,
            int measuredRuns,
            Double driftPercentPerRun,
            Double rmsBeforeNm,
            Double rmsAfterNm,
            List<String> flags,
            List<Residual> residuals,
            @JsonInclude(JsonInclude.Include.NON_NULL) CommissioningFit commissioning,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant decidedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) String decidedBy,
            @JsonInclude(JsonInclude.Include.NON_NULL) String meaning,
            String comment) {}

    /** A film as it was measured. */
    public record Measurement(
            String id,
            String run,
            String place,
            String method,
            double thicknessNm,
            double sigmaNm,
            String site,
            Instant measuredAt,
            Instant enteredAt,
            String enteredBy,
            String source,
            boolean demonstration,
            boolean setAside) {}
}
