package org.sputterpilot.film;

import java.util.Arrays;
import org.sputterpilot.time.Tick;

/** The readings of the last seconds, one per slice of time: their mean, median and slope. */
final class RecentReadings {
    private final long spanNanos;
    private final long sliceNanos;
    private final double[] value;
    private final long[] at;
    private int size;
    private int first;
    private double sum;
    private int count;
    private long sliceFrom = Long.MIN_VALUE;
    /** Of what is kept; NaN once that has changed. */
    private double slope = Double.NaN;

    /**
     * Keeps a span of time.
     *
     * @param slice readings within this time count as one, their mean
     */
    RecentReadings(double spanSeconds, double slice) {
        spanNanos = Math.round(spanSeconds * 1e9);
        sliceNanos = Math.round(slice * 1e9);
        int most = (int) Math.ceil(spanSeconds / slice) + 2;
        value = new double[most];
        at = new long[most];
    }

    void clear() {
        slope = Double.NaN;
        size = 0;
        first = 0;
        sum = 0;
        count = 0;
        sliceFrom = Long.MIN_VALUE;
    }

    /** Takes a reading; one that is not usable is left out. */
    void add(double reading, Tick tick) {
        if (Double.isNaN(reading)) {
            return;
        }
        long now = tick.nanos();
        if (sliceFrom == Long.MIN_VALUE) {
            sliceFrom = now;
        }
        sum += reading;
        count++;
        if (now - sliceFrom >= sliceNanos) {
            push(sum / count, now);
            sum = 0;
            count = 0;
            sliceFrom = now;
        }
        while (size > 0 && at[first] < now - spanNanos) {
            first = (first + 1) % value.length;
            size--;
            slope = Double.NaN;
        }
    }

    private void push(double mean, long now) {
        slope = Double.NaN;
        if (size == value.length) {
            first = (first + 1) % value.length;
            size--;
        }
        int place = (first + size) % value.length;
        value[place] = mean;
        at[place] = now;
        size++;
    }

    int size() {
        return size;
    }

    /** NaN when there is nothing yet. */
    double mean() {
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += value[(first + i) % value.length];
        }
        return size == 0 ? Double.NaN : total / size;
    }

    double median() {
        double[] sorted = new double[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = value[(first + i) % value.length];
        }
        Arrays.sort(sorted);
        return size == 0 ? Double.NaN : (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
    }

    /** Change per second over what is kept; 0 while there are fewer than five readings. */
    double slopePerSecond() {
        if (size < 5) {
            return 0;
        }
        if (Double.isNaN(slope)) {
            slope = fitted();
        }
        return slope;
    }

    private double fitted() {
        double meanT = 0;
        double meanV = mean();
        for (int i = 0; i < size; i++) {
            meanT += (at[(first + i) % value.length] - at[first]) / 1e9;
        }
        meanT /= size;
        double covariance = 0;
        double spread = 0;
        for (int i = 0; i < size; i++) {
            int k = (first + i) % value.length;
            double t = (at[k] - at[first]) / 1e9 - meanT;
            covariance += t * (value[k] - meanV);
            spread += t * t;
        }
        return covariance / spread;
    }
}
