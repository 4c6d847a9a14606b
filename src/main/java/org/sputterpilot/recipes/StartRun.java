package org.sputterpilot.recipes;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/**
 * A person starts a run; the answer's text is the run's id.
 *
 * @param production false for a calibration run: its film is measured and not used
 */
public record StartRun(ControlRecipe recipe, String by, String reason, boolean production, Reply reply)
        implements Request {
    /** A run for production. */
    public StartRun(ControlRecipe recipe, String by, String reason, Reply reply) {
        this(recipe, by, reason, true, reply);
    }
}
