package org.sputterpilot.leastsquares;

/** There is no least sum of squares to be found from this start. */
public final class NoFitException extends Exception {
    private static final long serialVersionUID = 1;

    NoFitException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
