package org.sputterpilot.film;

import java.time.Instant;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;

/**
 * Work on the tool after which what was learned about its film holds less well.
 *
 * @param at when it was done
 */
public record ToolChange(Kind kind, Instant at) {

    /** What was done; the plant file says how far rate and tooling may have moved by it. */
    public enum Kind {
        /** Another target: nothing is coated for production until a calibration run has been measured. */
        TARGET_CHANGE(ToolParameter.TARGET_CHANGE_RATE_SIGMA, ToolParameter.TARGET_CHANGE_TOOLING_SIGMA),
        /** Other shields: the gas sees other walls. */
        SHIELD_CHANGE(ToolParameter.SHIELD_CHANGE_RATE_SIGMA, ToolParameter.SHIELD_CHANGE_TOOLING_SIGMA),
        WET_CLEAN(ToolParameter.WET_CLEAN_RATE_SIGMA, ToolParameter.WET_CLEAN_TOOLING_SIGMA),
        /** Another holder: other places, other distances. */
        HOLDER_CHANGE(ToolParameter.HOLDER_CHANGE_RATE_SIGMA, ToolParameter.HOLDER_CHANGE_TOOLING_SIGMA),
        /** The door was open for hours. A routine vent changes nothing. */
        LONG_VENT(ToolParameter.LONG_VENT_RATE_SIGMA, ToolParameter.LONG_VENT_TOOLING_SIGMA),
        /** Another crystal sits a little differently in its head. */
        CRYSTAL_CHANGE(ToolParameter.CRYSTAL_CHANGE_RATE_SIGMA, ToolParameter.CRYSTAL_CHANGE_TOOLING_SIGMA),
        /** Two runs agree on a film that the filter did not expect: the tool has changed, nobody said how. */
        UNEXPLAINED(ToolParameter.UNEXPLAINED_RATE_SIGMA, ToolParameter.UNEXPLAINED_TOOLING_SIGMA);

        private final ToolParameter rate;
        private final ToolParameter tooling;

        Kind(ToolParameter rate, ToolParameter tooling) {
            this.rate = rate;
            this.tooling = tooling;
        }

        /** How far the logarithm of the rate may have moved, one sigma. */
        public double rateSigma(ToolParameters tool) {
            return tool.value(rate);
        }

        /** How far the logarithm of the tooling may have moved, one sigma. */
        public double toolingSigma(ToolParameters tool) {
            return tool.value(tooling);
        }
    }
}
