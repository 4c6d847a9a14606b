package org.sputterpilot.sim;

/** The throttle valve's own controller: holds a position, or a pressure by its own loop on the process gauge. */
final class ThrottleLoop {
    private static final double PROPORTIONAL = 0.08;
    private static final double INTEGRAL_PER_S = 0.16;
    private static final double SMALLEST = 0.12;

    private boolean pressureMode;
    private double lastError;

    boolean pressureMode() {
        return pressureMode;
    }

    /** Where the valve should go. */
    double towards(
            boolean pressure, double setPa, double setPosition, double gaugePa, double position, double seconds) {
        boolean fresh = pressure && !pressureMode;
        pressureMode = pressure;
        if (!pressure) {
            return setPosition;
        }
        if (setPa <= 0) {
            return 1;
        }
        double error = Math.max(-1, Math.min(1, Math.log(Math.max(gaugePa, 1e-4) / setPa)));
        double change = fresh ? 0 : error - lastError;
        lastError = error;
        return Math.max(SMALLEST, Math.min(1, position + PROPORTIONAL * change + INTEGRAL_PER_S * error * seconds));
    }

    void keep(Ledger ledger) {
        pressureMode = ledger.keep("throttle.pressure_mode", pressureMode);
        lastError = ledger.keep("throttle.error", lastError);
    }
}
