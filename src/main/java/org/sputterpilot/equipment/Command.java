package org.sputterpilot.equipment;

import org.sputterpilot.signals.TagId;
import org.sputterpilot.time.Timer;

/**
 * One thing the plant was told, and what became of it.
 *
 * @param id unique in this process
 * @param tag the command tag
 * @param value base units
 * @param state where in its life it is
 * @param by the recipe, an effect, an idle rule or a person
 * @param why the person's reason, or what was refused or missed
 * @param since when it was permitted
 */
public record Command(long id, TagId tag, double value, CommandState state, String by, String why, Timer since) {

    /** The same command one step on in its life. */
    public Command now(CommandState next, String reason) {
        if (state.isFinal()) {
            throw new IllegalStateException("command " + id + " is already " + state);
        }
        return new Command(id, tag, value, next, by, reason.isEmpty() ? why : reason, since);
    }
}
