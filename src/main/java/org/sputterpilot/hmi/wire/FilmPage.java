package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * How well the film of the run that is on, or of the last one, is known.
 *
 * @param run its id; missing while there is no film
 * @param budget the uncertainty budget, as in the batch record
 * @param slots the film on every slot, as in the batch record
 */
public record FilmPage(String run, Object budget, List<Object> slots) {
    /** There is no film. */
    public static final FilmPage NONE = new FilmPage(null, null, List.of());
}
