package org.sputterpilot.metrology;

import java.util.List;

/**
 * The film thickness that profiles across its edge say, for a person to look at and enter.
 *
 * @param thicknessNm mean of the steps
 * @param sigmaNm one sigma of that mean
 * @param scatterNm standard deviation of the steps (s); 0 with one profile
 * @param profiles how many were fitted (n)
 * @param enough whether there are at least three
 * @param steps each profile
 */
public record StepReport(
        double thicknessNm, double sigmaNm, double scatterNm, int profiles, boolean enough, List<Step> steps) {

    /**
     * One fitted profile.
     *
     * @param heightNm left to right, signed
     */
    public record Step(
            String name,
            double heightNm,
            double sigmaNm,
            double edgeUm,
            double guardUm,
            double roughnessNm,
            int leftPoints,
            int rightPoints,
            List<Point> curve) {}

    /** One point of the profile, thinned out, to be drawn. */
    public record Point(double xUm, double zNm) {}

    public StepReport {
        steps = List.copyOf(steps);
    }
}
