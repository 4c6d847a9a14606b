package org.sputterpilot.historian;

import java.util.ArrayList;
import java.util.List;

/**
 * What a look at a sealed record found.
 *
 * @param run the run it is about, as far as that can be read; else empty
 * @param good what is as it was sealed
 * @param breaks what is not, and where
 * @param keys fingerprints of the keys under it, each once
 */
public record SealProof(String run, List<String> good, List<Break> breaks, List<String> keys) {

    /**
     * A place that is not as it was sealed.
     *
     * @param where the part or the row
     * @param from first byte of the place in the file, -1 for a row of the database
     * @param to the byte after it
     * @param what is wrong with it
     */
    public record Break(String where, int from, int to, String what) {
        @Override
        public String toString() {
            String place = from < 0 ? "" : ", bytes " + from + " to " + (Math.max(from + 1, to) - 1);
            return where + place + ": " + what;
        }
    }

    public SealProof {
        good = List.copyOf(good);
        breaks = List.copyOf(breaks);
        keys = keys.stream().distinct().toList();
    }

    public boolean holds() {
        return breaks.isEmpty();
    }

    /** A proof while it is made. */
    static final class Look {
        private final List<String> good = new ArrayList<>();
        private final List<Break> breaks = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();
        private String run = "";

        void run(Object id) {
            run = String.valueOf(id);
        }

        void good(String what) {
            good.add(what);
        }

        void broken(String where, int from, int to, String what) {
            breaks.add(new Break(where, from, to, what));
        }

        void key(Object fingerprint) {
            keys.add(String.valueOf(fingerprint));
        }

        boolean holds() {
            return breaks.isEmpty();
        }

        SealProof done() {
            return new SealProof(run, good, breaks, keys);
        }
    }
}
