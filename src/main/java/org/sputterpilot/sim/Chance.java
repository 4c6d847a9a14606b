package org.sputterpilot.sim;

/**
 * The chamber's dice while it runs: the algorithm of {@link java.util.SplittableRandom}, but with a state that can be
 * kept in a checkpoint.
 */
final class Chance {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final double TO_UNIT = 0x1.0p-53;
    private static final double ROOT_3 = Math.sqrt(3);

    private long state;

    Chance(long state) {
        this.state = state;
    }

    private long next() {
        state += GOLDEN;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Evenly between 0 and 1. */
    double uniform() {
        return (next() >>> 11) * TO_UNIT;
    }

    /**
     * Bell-shaped with mean 0 and deviation 1, never beyond 3.5: the noise of a sound instrument. A reading far outside
     * is a fault and is injected, not rolled.
     */
    double bell() {
        long bits = next();
        double sum = (bits & 0xffff) + ((bits >>> 16) & 0xffff) + ((bits >>> 32) & 0xffff) + (bits >>> 48);
        return (sum * (1.0 / 65536) - 2) * ROOT_3;
    }

    /** Waiting time with a mean. */
    double waiting(double mean) {
        return -mean * Math.log(1 - uniform());
    }

    void keep(Ledger ledger) {
        state = ledger.keep("chance", state);
    }
}
