package org.sputterpilot.signals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sputterpilot.units.Current;
import org.sputterpilot.units.Fraction;
import org.sputterpilot.units.GasFlow;
import org.sputterpilot.units.Power;
import org.sputterpilot.units.Pressure;
import org.sputterpilot.units.Thickness;
import org.sputterpilot.units.Voltage;

/**
 * What is true in this turn, and what people asked for: frozen before anything is decided.
 *
 * <p>A tag nobody has heard of yet, or not for longer than its stale limit, is BAD here, whatever its last value was;
 * the last value stays readable for people and records, never for decisions ({@link #number(int)} answers NaN).
 */
public final class ProcessImage {
    private final TagTable tags;
    private final double[] values;
    private final Quality[] qualities;
    private final Instant[] sourceTimes;
    private final Instant[] serverTimes;
    private final long[] agesNanos;
    private final List<Request> requests;
    private final double communicationScale;

    private ProcessImage(Builder from) {
        tags = from.tags;
        values = from.values;
        qualities = from.qualities;
        sourceTimes = from.sourceTimes;
        serverTimes = from.serverTimes;
        agesNanos = from.agesNanos;
        requests = from.requests.isEmpty() ? List.of() : List.copyOf(from.requests);
        communicationScale = from.communicationScale;
    }

    /** An image under construction; owned by one thread, of no use once it is frozen. */
    public static final class Builder {
        private final TagTable tags;
        private double[] values;
        private Quality[] qualities;
        private Instant[] sourceTimes;
        private Instant[] serverTimes;
        private long[] agesNanos;
        private List<Request> requests = List.of();
        private double communicationScale = 1;

        public Builder(TagTable tags) {
            this.tags = tags;
            int size = tags.size();
            values = new double[size];
            qualities = new Quality[size];
            sourceTimes = new Instant[size];
            serverTimes = new Instant[size];
            agesNanos = new long[size];
            Arrays.fill(values, Double.NaN);
            Arrays.fill(qualities, Quality.BAD);
            Arrays.fill(sourceTimes, Instant.EPOCH);
            Arrays.fill(serverTimes, Instant.EPOCH);
            Arrays.fill(agesNanos, Long.MAX_VALUE);
        }

        public Builder put(int slot, double value, Quality quality, Instant source, Instant server, long ageNanos) {
            values[slot] = value;
            qualities[slot] = quality;
            sourceTimes[slot] = source;
            serverTimes[slot] = server;
            agesNanos[slot] = ageNanos;
            return this;
        }

        /** A fresh value of the given quality, for derived tags and tests. */
        public Builder put(TagId tag, double value, Quality quality, Instant at) {
            return put(tags.slot(tag), value, quality, at, at, 0);
        }

        public Builder communicationScale(double scale) {
            communicationScale = scale;
            return this;
        }

        public Builder requests(List<Request> asked) {
            requests = asked;
            return this;
        }

        /** The image; hands over what was built, so nothing can be put any more. */
        public ProcessImage freeze() {
            ProcessImage image = new ProcessImage(this);
            values = null;
            qualities = null;
            sourceTimes = null;
            serverTimes = null;
            agesNanos = null;
            return image;
        }

        private Builder(ProcessImage image) {
            tags = image.tags;
            values = image.values.clone();
            qualities = image.qualities.clone();
            sourceTimes = image.sourceTimes.clone();
            serverTimes = image.serverTimes.clone();
            agesNanos = image.agesNanos.clone();
            requests = image.requests;
            communicationScale = image.communicationScale;
        }
    }

    /** The same image with the derived tags filled in. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    public TagTable tags() {
        return tags;
    }

    /** The value of a slot for a decision, in base units: NaN unless the reading is usable (GOOD or UNCERTAIN). */
    public double number(int slot) {
        return qualities[slot] == Quality.BAD ? Double.NaN : values[slot];
    }

    /** The value of a tag for a decision: NaN unless usable. */
    public double number(TagId tag) {
        return number(tags.slot(tag));
    }

    /** The last value that came in, whatever its quality; for people and records. */
    public double lastValue(int slot) {
        return values[slot];
    }

    public Quality quality(int slot) {
        return qualities[slot];
    }

    public Quality quality(TagId tag) {
        return qualities[tags.slot(tag)];
    }

    /** When the instrument measured the last value that came in, by its own clock. */
    public Instant sourceTime(int slot) {
        return sourceTimes[slot];
    }

    /** Time since the last evidence for this reading, in nanoseconds of plant time. */
    public long ageNanos(int slot) {
        return agesNanos[slot];
    }

    public Duration age(TagId tag) {
        return Duration.ofNanos(agesNanos[tags.slot(tag)]);
    }

    /** Whether a switch or state tag is usable and has the value 1 ("yes"). */
    public Truth is(TagId tag) {
        return isState(tag, 1);
    }

    /** Whether a state tag is usable and has the value. */
    public Truth isState(TagId tag, int state) {
        double value = number(tag);
        if (Double.isNaN(value)) {
            return Truth.UNKNOWN;
        }
        return Truth.of(Math.round(value) == state);
    }

    public Reading reading(int slot) {
        return new Reading(tags.at(slot).id(), values[slot], qualities[slot], sourceTimes[slot], serverTimes[slot]);
    }

    public Reading reading(TagId tag) {
        return reading(tags.slot(tag));
    }

    public Pressure pressure(TagId tag) {
        return new Pressure(number(tag));
    }

    public GasFlow flow(TagId tag) {
        return new GasFlow(number(tag));
    }

    public Power power(TagId tag) {
        return new Power(number(tag));
    }

    public Voltage voltage(TagId tag) {
        return new Voltage(number(tag));
    }

    public Current current(TagId tag) {
        return new Current(number(tag));
    }

    public Thickness thickness(TagId tag) {
        return new Thickness(number(tag));
    }

    public Fraction fraction(TagId tag) {
        return new Fraction(number(tag));
    }

    /**
     * Plant seconds per wall second. Limits that guard a wire (confirm-within, link lost) are wall time and stretch
     * with it; limits of the process do not.
     */
    public double communicationScale() {
        return communicationScale;
    }

    /** A limit that guards a wire, in plant time. */
    public Duration stretched(Duration limit) {
        return communicationScale == 1 ? limit : Duration.ofNanos(Math.round(limit.toNanos() * communicationScale));
    }

    /** What people asked for since the last turn, oldest first. */
    public List<Request> requests() {
        return requests;
    }

    /** What people asked for of one kind. */
    public <R extends Request> List<R> requests(Class<R> kind) {
        if (requests.isEmpty()) {
            return List.of();
        }
        List<R> matching = new ArrayList<>();
        for (Request request : requests) {
            if (kind.isInstance(request)) {
                matching.add(kind.cast(request));
            }
        }
        return matching;
    }
}
