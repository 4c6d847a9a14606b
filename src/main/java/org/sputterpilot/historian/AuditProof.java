package org.sputterpilot.historian;

import java.util.List;

/**
 * What a look at the whole audit found.
 *
 * @param rows entries that were read
 * @param signatures signatures that were read
 * @param checkpoints signed checkpoints that were read
 * @param keys fingerprints of the keys that vouch for them
 * @param breaks what does not fit; empty when nothing was altered, removed or added
 */
public record AuditProof(long rows, long signatures, long checkpoints, List<String> keys, List<Break> breaks) {
    /**
     * A place where the records do not fit together.
     *
     * @param where in which book
     * @param row its number there
     * @param what what does not fit
     */
    public record Break(Book where, long row, String what) {
        @Override
        public String toString() {
            return where.words + " " + row + ": " + what;
        }
    }

    /** The books that belong together. */
    public enum Book {
        AUDIT("audit row"),
        SIGNATURE("signature"),
        CHECKPOINT("checkpoint"),
        MATRIX("name under a matrix"),
        KEY("signing key"),
        HEAD("head beside the database, at row");

        private final String words;

        Book(String words) {
            this.words = words;
        }
    }

    public boolean holds() {
        return breaks.isEmpty();
    }
}
