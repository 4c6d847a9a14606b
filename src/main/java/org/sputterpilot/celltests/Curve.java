package org.sputterpilot.celltests;

import java.util.List;

/**
 * A test as a plot shows it: least and greatest of every stretch of time, so that a spike of one record stays visible.
 *
 * @param exact whether every bucket is one record
 */
public record Curve(List<Bucket> buckets, boolean exact) {
    /** A stretch of test time; NaN where the file says nothing. */
    public record Bucket(double fromS, double toS, double minV, double maxV, double minA, double maxA) {
        /** Both together. */
        public Bucket with(Bucket other) {
            return new Bucket(
                    Math.min(fromS, other.fromS),
                    Math.max(toS, other.toS),
                    less(minV, other.minV),
                    more(maxV, other.maxV),
                    less(minA, other.minA),
                    more(maxA, other.maxA));
        }

        /** The same, later. */
        public Bucket later(double seconds) {
            return new Bucket(fromS + seconds, toS + seconds, minV, maxV, minA, maxA);
        }

        private static double less(double a, double b) {
            return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
        }

        private static double more(double a, double b) {
            return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
        }
    }

    public Curve {
        buckets = List.copyOf(buckets);
    }

    /** Lays neighbours together until there are at most so many. */
    public Curve thinned(int points) {
        int together = (buckets.size() + points - 1) / points;
        if (together <= 1) {
            return this;
        }
        java.util.ArrayList<Bucket> fewer = new java.util.ArrayList<>();
        for (int i = 0; i < buckets.size(); i++) {
            if (i % together == 0) {
                fewer.add(buckets.get(i));
            } else {
                fewer.set(fewer.size() - 1, fewer.get(fewer.size() - 1).with(buckets.get(i)));
            }
        }
        return new Curve(fewer, false);
    }
}
