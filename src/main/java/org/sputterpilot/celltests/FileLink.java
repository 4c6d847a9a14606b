package org.sputterpilot.celltests;

import java.time.Instant;
import java.util.Optional;

/**
 * That a file belongs to a test, from when until when people thought so. Never rewritten: a link that was wrong ends,
 * with who, when and why.
 *
 * @param test its label
 * @param evidence what speaks for it, in words
 */
public record FileLink(
        String sha256,
        String test,
        How how,
        double confidence,
        String evidence,
        Instant at,
        String who,
        Optional<End> end) {
    /** What a link rests on, strongest first. */
    public enum How {
        /** The cell was on that channel at that time by the channel board. */
        CHANNEL_BOARD(0.95),
        /** The file itself names the cell or the test. */
        ID_IN_FILE(0.9),
        /** The name of the file does; never believed by itself. */
        NAME(0.5),
        MANUAL(1);

        private final double confidence;

        How(double confidence) {
            this.confidence = confidence;
        }

        /** How much it is believed, 0 to 1. */
        public double confidence() {
            return confidence;
        }
    }

    /** Who ended it and why. */
    public record End(Instant at, String who, String reason) {}
}
