package org.sputterpilot.cycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/**
 * Where links put readings and people put requests; the cycle takes both at "sense".
 *
 * <p>Posting is safe from any thread and never waits for the cycle. A reading's age counts from the turn that first saw
 * evidence of it, so a link that has gone quiet ages all its tags, whatever their source times said.
 */
public final class Inbox implements ReadingSink {
    /** Told when a posted reading may have crossed a limit, so that the pace can turn at once. */
    public interface Nudge {
        /** No limit is watched; the period alone sets the pace. */
        Nudge NONE = (slot, before, after) -> {};

        void posted(int slot, double before, double after);
    }

    /** A write the field did not take. */
    public record FailedWrite(TagId tag, String why) {}

    /** Told what a turn takes from here, so that it can be given to it again. On the cycle's thread. */
    public interface Taken {
        /** The image as it was frozen: what came in, what was asked for, nothing derived. */
        void frozen(Tick tick, ProcessImage image);

        /** Writes the field did not take. */
        void failed(List<FailedWrite> writes);
    }

    private static final Taken BY_NOBODY = new Taken() {
        @Override
        public void frozen(Tick tick, ProcessImage image) {
            // nobody keeps it
        }

        @Override
        public void failed(List<FailedWrite> writes) {
            // nobody keeps it
        }
    };

    private final TagTable tags;
    private final double[] values;
    private final Quality[] qualities;
    private final Instant[] sourceTimes;
    private final Instant[] serverTimes;
    private final boolean[] heard;
    private final long[] evidenceNanos;
    private final boolean[] ever;
    private List<Request> requests = new ArrayList<>();
    private List<FailedWrite> failedWrites = new ArrayList<>();
    private volatile Map<String, String> lostLinks = Map.of();
    private volatile Nudge nudge = Nudge.NONE;
    private Taken taken = BY_NOBODY;
    private volatile double communicationScale = 1;
    private double scaleOfAges = 1;

    public Inbox(TagTable tags) {
        this.tags = tags;
        int size = tags.size();
        values = new double[size];
        qualities = new Quality[size];
        sourceTimes = new Instant[size];
        serverTimes = new Instant[size];
        heard = new boolean[size];
        evidenceNanos = new long[size];
        ever = new boolean[size];
        Arrays.fill(values, Double.NaN);
        Arrays.fill(qualities, Quality.BAD);
        Arrays.fill(sourceTimes, Instant.EPOCH);
        Arrays.fill(serverTimes, Instant.EPOCH);
    }

    public void nudgeWith(Nudge listener) {
        nudge = listener;
    }

    /** Lets somebody keep what turns take from here; before the first turn. */
    public void keptBy(Taken keeper) {
        taken = keeper;
    }

    /** Plant seconds per wall second: stale limits guard a wire, so they stretch with the speed. */
    public void communicationScale(double scale) {
        communicationScale = scale;
    }

    @Override
    public void post(Reading reading) {
        int slot = tags.slot(reading.tag());
        double before;
        synchronized (this) {
            before = values[slot];
            values[slot] = reading.value();
            qualities[slot] = Double.isFinite(reading.value()) ? reading.quality() : Quality.BAD;
            sourceTimes[slot] = reading.sourceTime();
            serverTimes[slot] = reading.serverTime();
            heard[slot] = true;
        }
        nudge.posted(slot, before, reading.quality() == Quality.BAD ? Double.NaN : reading.value());
    }

    @Override
    public synchronized void evidence(Collection<TagId> seen) {
        for (TagId tag : seen) {
            int slot = tags.slot(tag);
            if (ever[slot]) {
                heard[slot] = true;
            }
        }
    }

    @Override
    public synchronized void writeFailed(TagId tag, String why) {
        failedWrites.add(new FailedWrite(tag, why));
    }

    /** What the links that are lost say about it, by their names; whoever opened them asks them before each turn. */
    public void lostLinks(Map<String, String> lost) {
        lostLinks = Map.copyOf(lost);
    }

    /** What the links that are lost say about it, by their names. */
    public Map<String, String> lostLinks() {
        return lostLinks;
    }

    /** A person asks for something; the answer comes through the request's reply after the next turn. */
    public synchronized void post(Request request) {
        requests.add(request);
    }

    /** Writes the field did not take since the last call. */
    public synchronized List<FailedWrite> takeFailedWrites() {
        if (failedWrites.isEmpty()) {
            return List.of();
        }
        List<FailedWrite> writes = failedWrites;
        failedWrites = new ArrayList<>();
        taken.failed(writes);
        return writes;
    }

    /** What is true now, and what was asked for since the last turn. */
    public synchronized ProcessImage freeze(Tick tick) {
        ProcessImage.Builder image = new ProcessImage.Builder(tags);
        long now = tick.nanos();
        keepAgesOnTheWall(now);
        for (int slot = 0; slot < values.length; slot++) {
            if (heard[slot]) {
                heard[slot] = false;
                ever[slot] = true;
                evidenceNanos[slot] = now;
            }
            if (!ever[slot]) {
                continue;
            }
            long age = now - evidenceNanos[slot];
            boolean stale = age > tags.at(slot).stale().toNanos() * scaleOfAges;
            image.put(
                    slot,
                    values[slot],
                    stale ? Quality.BAD : qualities[slot],
                    sourceTimes[slot],
                    serverTimes[slot],
                    age);
        }
        image.requests(requests).communicationScale(scaleOfAges);
        requests = new ArrayList<>();
        ProcessImage frozen = image.freeze();
        taken.frozen(tick, frozen);
        return frozen;
    }

    /**
     * A quarter of a second on the wire is fifteen seconds of plant time at speed 60: when the plant slows down, a
     * reading is no older on its wire than it was, and a healthy link must not look dead.
     */
    private void keepAgesOnTheWall(long now) {
        double scale = communicationScale;
        if (scale == scaleOfAges) {
            return;
        }
        for (int slot = 0; slot < evidenceNanos.length; slot++) {
            evidenceNanos[slot] = now - Math.round((now - evidenceNanos[slot]) * scale / scaleOfAges);
        }
        scaleOfAges = scale;
    }
}
