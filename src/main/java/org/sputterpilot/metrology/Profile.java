package org.sputterpilot.metrology;

/**
 * Heights along one straight line over a surface.
 *
 * @param name file, and the line in it where a file holds several
 * @param x places along the line, rising, metre
 * @param z heights there, metre
 */
public record Profile(String name, double[] x, double[] z) {
    public Profile {
        if (x.length != z.length) {
            throw new IllegalArgumentException(x.length + " places, " + z.length + " heights");
        }
    }

    public int size() {
        return x.length;
    }

    double span() {
        return x.length == 0 ? 0 : x[x.length - 1] - x[0];
    }

    /** Highest less lowest. */
    double relief() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double height : z) {
            low = Math.min(low, height);
            high = Math.max(high, height);
        }
        return high - low;
    }
}
