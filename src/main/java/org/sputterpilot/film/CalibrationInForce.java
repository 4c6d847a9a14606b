package org.sputterpilot.film;

/**
 * The calibration the next run begins with, and what its age says about starting for production.
 *
 * @param version its number; 0 is the plant file's
 * @param model the film model with it
 * @param targetCalibrated whether a run on the present target has been measured and accepted
 * @param runsSinceMeasured runs since the last one whose film was measured
 * @param poisonedOverClean voltage of the poisoned target over that of the clean one as a sweep taught it; NaN when
 *     none has, because nobody may assume a sign
 */
public record CalibrationInForce(
        int version, FilmModel model, boolean targetCalibrated, int runsSinceMeasured, double poisonedOverClean) {
    /** A calibration without a sweep. */
    public CalibrationInForce(int version, FilmModel model, boolean targetCalibrated, int runsSinceMeasured) {
        this(version, model, targetCalibrated, runsSinceMeasured, Double.NaN);
    }

    /** The plant file's own calibration, on the target the tool came with. */
    public static CalibrationInForce asShipped(FilmModel model) {
        return new CalibrationInForce(0, model, true, 0);
    }
}
