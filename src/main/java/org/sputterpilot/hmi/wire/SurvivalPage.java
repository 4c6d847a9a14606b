package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * How long cells live, by arm.
 *
 * @param by what makes an arm
 * @param demonstration whether these cells are made up; ours and made-up ones are never laid together
 * @param literature what others have published, one cell each, beside and never among ours
 * @param comparison of the last arm by name with the first, such as coated with bare; missing when there are fewer
 * @param leftOut cells that are in no arm, with the reason
 * @param protocols what may be asked for
 */
public record SurvivalPage(
        String by,
        String cellType,
        boolean demonstration,
        List<Arm> arms,
        List<Literature> literature,
        Comparison comparison,
        List<LeftOut> leftOut,
        List<ProtocolRow> protocols) {
    /** A protocol of which there are cells. */
    public record ProtocolRow(Double currentMaCm2, Double capacityMahCm2, int cells) {}

    /** A cell that is in no arm. */
    public record LeftOut(String cell, String why) {}

    /**
     * Cells taken to be alike.
     *
     * @param deadOnArrival counted by themselves, no part of the curve
     * @param pooled what differs among them, when somebody asked to pool it nevertheless
     * @param medianH missing when it has not been reached
     * @param restrictedMeanH mean life when nobody is watched longer than the shortest watched arm
     */
    public record Arm(
            String name,
            int cells,
            int failures,
            int censored,
            int deadOnArrival,
            List<String> pooled,
            List<Step> steps,
            Double medianH,
            Double restrictedMeanH,
            Weibull weibull,
            List<Life> lives) {}

    /** A fall of the Kaplan–Meier curve, with its 95 % band. */
    public record Step(double hours, int atRisk, int failures, double share, Double low, Double high) {}

    /**
     * A Weibull life by maximum likelihood, with 95 % intervals.
     *
     * @param state what the numbers are worth
     */
    public record Weibull(
            String state,
            Double shape,
            Double shapeLow,
            Double shapeHigh,
            Double scaleH,
            Double scaleLowH,
            Double scaleHighH,
            Double b10H) {}

    /**
     * One cell.
     *
     * @param failed false when it was alive when it was last seen
     * @param rule what ended it; {@code typed} when a person read it off
     * @param radiusMm how far from the target's axis its disc lay
     */
    public record Life(
            String cell, String test, double hours, boolean failed, String verdict, String rule, Double radiusMm) {}

    /** A published life. */
    public record Literature(
            String arm, String source, double hours, boolean failed, double currentMaCm2, double capacityMahCm2) {}

    /**
     * Two arms.
     *
     * @param p of the log-rank test; missing when nothing can be compared
     * @param tooFewFailures p says little
     * @param medianRatio first over second
     */
    public record Comparison(
            String first,
            String second,
            Double chiSquare,
            Double p,
            int events,
            boolean tooFewFailures,
            Double medianRatio) {}
}
