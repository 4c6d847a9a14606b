package org.sputterpilot.historian.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.Series;

/**
 * One column per bucket: smallest and largest sample, and the mean weighted by how long each value held. A value holds
 * until the next sample or gap; it is never carried across a gap.
 */
final class Buckets {
    private final long from;
    private final long to;
    private final int count;
    private final double[] min;
    private final double[] max;
    private final double[] weighted;
    private final double[] held;
    private final double[] sum;
    private final int[] samples;
    private final List<Gap> gaps;
    private int nextGap;
    private double value = Double.NaN;
    private long since;

    Buckets(long from, long to, int count, List<Gap> gaps) {
        this.from = from;
        this.to = Math.max(to, from + 1);
        this.count = count;
        this.gaps = gaps;
        this.since = from;
        min = new double[count];
        max = new double[count];
        weighted = new double[count];
        held = new double[count];
        sum = new double[count];
        samples = new int[count];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    private int bucket(long at) {
        return (int) Math.min(count - 1, (long) ((double) (at - from) / (to - from) * count));
    }

    private long edge(int bucket) {
        return from + (long) ((double) (to - from) / count * bucket);
    }

    void add(Block block) {
        for (int i = 0; i < block.size(); i++) {
            long at = block.at(i);
            if (at > to) {
                continue;
            }
            holdUntil(at);
            value = block.usable(i) ? block.value(i) : Double.NaN;
            since = Math.max(at, from);
            if (at >= from && block.usable(i)) {
                int bucket = bucket(at);
                min[bucket] = Math.min(min[bucket], value);
                max[bucket] = Math.max(max[bucket], value);
                sum[bucket] += value;
                samples[bucket]++;
            }
        }
    }

    void add(Columns.Column column) {
        if (column.at() >= from && column.at() <= to) {
            int bucket = bucket(column.at());
            min[bucket] = Math.min(min[bucket], column.min());
            max[bucket] = Math.max(max[bucket], column.max());
            sum[bucket] += column.mean() * column.samples();
            weighted[bucket] += column.mean() * column.held();
            held[bucket] += column.held();
            samples[bucket] += column.samples();
        }
    }

    private void holdUntil(long at) {
        while (nextGap < gaps.size() && Nanos.of(gaps.get(nextGap).from()) < at) {
            hold(since, Nanos.of(gaps.get(nextGap).from()));
            value = Double.NaN;
            nextGap++;
        }
        hold(since, at);
    }

    private void hold(long start, long end) {
        if (Double.isNaN(value)) {
            return;
        }
        long at = Math.max(start, from);
        long last = Math.min(end, to);
        while (at < last) {
            int bucket = bucket(at);
            long stop = bucket == count - 1 ? last : Math.min(last, Math.max(edge(bucket + 1), at + 1));
            weighted[bucket] += value * (stop - at);
            held[bucket] += stop - at;
            at = stop;
        }
    }

    List<Series.Bucket> buckets() {
        holdUntil(to);
        List<Series.Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (samples[i] > 0) {
                double mean = held[i] > 0 ? weighted[i] / held[i] : sum[i] / samples[i];
                buckets.add(new Series.Bucket(Nanos.instant(edge(i)), min[i], max[i], mean, samples[i]));
            }
        }
        return buckets;
    }
}
