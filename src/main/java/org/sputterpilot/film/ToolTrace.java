package org.sputterpilot.film;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the instruments said through one commissioning phase, in equal slices of time. A reading holds until the next of
 * its instrument; a slice in which an instrument was not good for half of the time has no value of it.
 */
public final class ToolTrace {
    /** The instruments a fit looks at. */
    public enum Channel {
        POWER,
        VOLTAGE,
        CURRENT,
        PRESSURE,
        ARGON,
        OXYGEN,
        CRYSTAL,
        POWER_SET,
        PRESSURE_SET
    }

    private record Reading(double seconds, double value) {}

    /** Readings as they come; any order between channels, rising time within one. */
    public static final class Recorder {
        private final Map<Channel, List<Reading>> readings = new EnumMap<>(Channel.class);

        /**
         * One reading.
         *
         * @param seconds of plant time; the same zero for all
         * @param value base unit; NaN when the instrument is not good
         */
        public Recorder add(Channel channel, double seconds, double value) {
            readings.computeIfAbsent(channel, any -> new ArrayList<>()).add(new Reading(seconds, value));
            return this;
        }

        /** The slices from one moment to another. */
        public ToolTrace slices(double fromS, double toS, double sliceS) {
            int count = (int) Math.max(0, Math.floor((toS - fromS) / sliceS + 1e-9));
            Map<Channel, double[]> means = new EnumMap<>(Channel.class);
            for (Channel channel : Channel.values()) {
                means.put(channel, means(readings.getOrDefault(channel, List.of()), fromS, sliceS, count));
            }
            return new ToolTrace(sliceS, count, means);
        }

        private static double[] means(List<Reading> all, double fromS, double sliceS, int count) {
            double[] sum = new double[count];
            double[] known = new double[count];
            for (int i = 0; i < all.size(); i++) {
                Reading reading = all.get(i);
                if (Double.isNaN(reading.value)) {
                    continue;
                }
                double until = i + 1 < all.size() ? all.get(i + 1).seconds : fromS + count * sliceS;
                double at = Math.max(reading.seconds, fromS);
                int slice = (int) Math.floor((at - fromS) / sliceS + 1e-9);
                while (at < until && slice < count) {
                    double end = Math.min(until, fromS + (slice + 1) * sliceS);
                    sum[slice] += reading.value * (end - at);
                    known[slice] += end - at;
                    at = end;
                    slice++;
                }
            }
            double[] means = new double[count];
            for (int i = 0; i < count; i++) {
                means[i] = known[i] >= sliceS / 2 ? sum[i] / known[i] : Double.NaN;
            }
            return means;
        }
    }

    private final double sliceS;
    private final int count;
    private final Map<Channel, double[]> means;

    private ToolTrace(double sliceS, int count, Map<Channel, double[]> means) {
        this.sliceS = sliceS;
        this.count = count;
        this.means = means;
    }

    /** Length of a slice in seconds. */
    public double sliceS() {
        return sliceS;
    }

    /** Number of slices. */
    public int count() {
        return count;
    }

    /** Mean of a channel over a slice, base unit; NaN when nobody knows. */
    public double at(Channel channel, int slice) {
        return means.get(channel)[slice];
    }

    /** Mean of a channel over slices from (inclusive) to (exclusive); NaN when nobody knows. */
    public double mean(Channel channel, int from, int to) {
        double sum = 0;
        int known = 0;
        double[] all = means.get(channel);
        for (int i = Math.max(0, from); i < Math.min(count, to); i++) {
            if (!Double.isNaN(all[i])) {
                sum += all[i];
                known++;
            }
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    /** Scatter of one slice of a channel, from the differences of neighbours: slow changes do not count. */
    public double scatter(Channel channel) {
        double[] all = means.get(channel);
        List<Double> steps = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            double step = Math.abs(all[i] - all[i - 1]);
            if (!Double.isNaN(step)) {
                steps.add(step);
            }
        }
        if (steps.isEmpty()) {
            return Double.NaN;
        }
        steps.sort(null);
        // median of the absolute difference of two normal numbers: 0.6745 times the root of two
        return steps.get(steps.size() / 2) / (0.6745 * Math.sqrt(2));
    }
}
