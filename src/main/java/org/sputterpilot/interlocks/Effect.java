package org.sputterpilot.interlocks;

import java.util.List;
import java.util.Optional;
import org.sputterpilot.signals.TagId;

/**
 * One column of the matrix: what a trip does.
 *
 * @param id such as {@code CATHODE_OFF}
 * @param title words an operator would say
 * @param order lower acts first: power off before gas before valves
 * @param drives command tags and the values they are held at while the effect is tripped
 * @param asFound whether its outputs stay as found (their idle rule; demands are refused) for as long as no cause is
 *     known to be dangerous: after a restart or a lost link, pumps, water and the high-vacuum valve are left alone
 * @param startPermit what must be known to be true after a reset before its outputs are free; empty: nothing
 * @param asks what it asks of the run, if anything
 * @param why what it is for
 */
public record Effect(
        String id,
        String title,
        int order,
        List<Drive> drives,
        boolean asFound,
        Optional<Condition> startPermit,
        Optional<Ask> asks,
        String why) {

    /** A command tag and the value, in base units, it is held at. */
    public record Drive(TagId tag, double value) {}

    /** What an effect can ask of the run. */
    public enum Ask {
        HOLD,
        ABORT
    }

    public Effect {
        drives = List.copyOf(drives);
    }

    /** Whether it merely asks the run to hold, and drives nothing. */
    public boolean onlyHolds() {
        return asks.isPresent() && asks.get() == Ask.HOLD;
    }
}
