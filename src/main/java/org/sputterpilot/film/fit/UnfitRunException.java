package org.sputterpilot.film.fit;

import org.sputterpilot.leastsquares.NoFitException;

/** A run from which nothing about the tool can be learned; the message says why, for the person who asked. */
public final class UnfitRunException extends Exception {
    private static final long serialVersionUID = 1;

    public UnfitRunException(String why) {
        super(why);
    }

    UnfitRunException(NoFitException none) {
        super("the fit finds no tool that would have shown this: " + none.getMessage(), none);
    }
}
