package org.sputterpilot.film;

/**
 * The calibration the next run begins with, and what its age says about starting for production.
 *
 * @param version its number; 0 is the plant file's
 * @param model the film model with it
 * @param targetCalibrated whether a run on the present target has been measured and accepted
 * @param runsSinceMeasured runs since the last one whose film was measured
 */
public record CalibrationInForce(int version, FilmModel model, boolean targetCalibrated, int runsSinceMeasured) {
    /** The plant file's own calibration, on the target the tool came with. */
    public static CalibrationInForce asShipped(FilmModel model) {
        return new CalibrationInForce(0, model, true, 0);
    }
}
