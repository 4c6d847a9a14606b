package org.sputterpilot.equipment;

import org.sputterpilot.signals.TagId;

/**
 * A demand that was never written, because the module it would move is not its asker's.
 *
 * @param tag the command asked for
 * @param module the module it belongs to
 * @param by who asked
 * @param why who holds the module instead, or that the asker never said it would need it
 * @param foreign whether the asker has not even said that it needs the module: a defect, not a neighbour
 */
public record RefusedDemand(TagId tag, String module, String by, String why, boolean foreign) {

    /** The refusal as an operator would say it. */
    public String words() {
        return by + " asks for " + tag + ": " + why;
    }
}
