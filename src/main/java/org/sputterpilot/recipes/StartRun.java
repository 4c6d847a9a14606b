package org.sputterpilot.recipes;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** A person starts a run; the answer's text is the run's id. */
public record StartRun(ControlRecipe recipe, String by, String reason, Reply reply) implements Request {
    /** Whether the film is to be used; what blocks production blocks the start. */
    public boolean production() {
        return recipe.production();
    }
}
