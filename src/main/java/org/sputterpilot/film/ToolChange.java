package org.sputterpilot.film;

import java.time.Instant;

/**
 * Work on the tool after which what was learned about its film holds less well.
 *
 * @param at when it was done
 */
public record ToolChange(Kind kind, Instant at) {

    /** What was done, and how far rate and tooling may have moved by it (one sigma of their logarithms). */
    public enum Kind {
        /** Another target: nothing is coated for production until a calibration run has been measured. */
        TARGET_CHANGE(0.10, 0.03),
        /** Other shields: the gas sees other walls. */
        SHIELD_CHANGE(0.03, 0),
        WET_CLEAN(0.03, 0),
        /** Another holder: other places, other distances. */
        HOLDER_CHANGE(0.03, 0.03),
        /** The door was open for more than two hours. A routine vent changes nothing. */
        LONG_VENT(0.03, 0),
        /** Another crystal sits a little differently in its head. */
        CRYSTAL_CHANGE(0, 0.03),
        /** Two runs agree on a film that the filter did not expect: the tool has changed, nobody said how. */
        UNEXPLAINED(0.10, 0.10);

        private final double rateSigma;
        private final double toolingSigma;

        Kind(double rateSigma, double toolingSigma) {
            this.rateSigma = rateSigma;
            this.toolingSigma = toolingSigma;
        }

        public double rateSigma() {
            return rateSigma;
        }

        public double toolingSigma() {
            return toolingSigma;
        }
    }
}
