package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;

/**
 * What is known about one tag over a stretch of time: either every stored sample or one bucket per plotted column.
 * Values are in the base unit of the tag's dimension. A stored value holds, within the tag's dead-band, until the next
 * sample or gap.
 *
 * @param points stored samples in order of time, led by the last one before the stretch; empty when bucketed
 * @param buckets columns that contain at least one usable sample; when not bucketed, the columns that remain of samples
 *     past their time
 * @param gaps stretches without knowledge
 */
public record Series(TagId tag, List<Point> points, List<Bucket> buckets, List<Gap> gaps) {

    /**
     * One stored sample.
     *
     * @param at when the controller took it
     * @param value base unit; the last value known when the quality is BAD
     * @param sourceTime when the instrument says it measured it
     */
    public record Point(Instant at, double value, Quality quality, Instant sourceTime) {}

    /**
     * One column of a plot.
     *
     * @param from its left edge
     * @param min smallest usable sample
     * @param max largest usable sample; a spike of a single sample is kept
     * @param mean weighted by how long each value held
     * @param samples usable samples in the column
     */
    public record Bucket(Instant from, double min, double max, double mean, int samples) {}

    public Series {
        points = List.copyOf(points);
        buckets = List.copyOf(buckets);
        gaps = List.copyOf(gaps);
    }
}
