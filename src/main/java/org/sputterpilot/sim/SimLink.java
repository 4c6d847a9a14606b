package org.sputterpilot.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.FieldLink;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.links.Write;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.time.Tick;

/**
 * The door of the virtual chamber inside the same program: no wire, no thread. Whoever turns the crank first advances
 * the chamber, then calls {@link #exchange}; several links may share one chamber.
 */
public final class SimLink implements FieldLink {
    private final VirtualChamber chamber;
    private ReadingSink sink;
    private TagId[] tags = {};
    private int[] index = {};
    private double[] last = {};
    private Quality[] lastQuality = {};
    private List<TagId> unchanged = new ArrayList<>();
    private final Set<TagId> silent = new HashSet<>();
    private boolean closed;
    private boolean cut;
    private boolean everything;
    private Duration lastGood;
    private Duration now = Duration.ZERO;
    private long reconnects;

    public SimLink(VirtualChamber chamber) {
        this.chamber = chamber;
    }

    @Override
    public void open(List<Binding> bindings, ReadingSink into) {
        if (sink != null || closed) {
            throw new IllegalStateException("this link has been opened before");
        }
        sink = into;
        tags = new TagId[bindings.size()];
        index = new int[bindings.size()];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = bindings.get(i).id();
            index[i] = chamber.indexOf(tags[i]);
        }
        last = new double[tags.length];
        lastQuality = new Quality[tags.length];
        unchanged = new ArrayList<>(tags.length);
        everything = true;
    }

    /** Lets the chamber live through this tick's step, then says what it shows: for a chamber with this one link. */
    public void advance(Tick tick) {
        chamber.advance(tick.dt());
        exchange(tick);
    }

    /** Posts what has changed since the last exchange, and evidence for the rest, on the caller's thread. */
    public void exchange(Tick tick) {
        if (sink == null || closed) {
            return;
        }
        now = tick.elapsed();
        if (cut) {
            return;
        }
        Instant at = tick.at();
        unchanged.clear();
        for (int i = 0; i < tags.length; i++) {
            if (!silent.isEmpty() && silent.contains(tags[i])) {
                continue;
            }
            double value = chamber.valueAt(index[i]);
            Quality quality = chamber.qualityAt(index[i]);
            if (!everything
                    && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(last[i])
                    && quality == lastQuality[i]) {
                unchanged.add(tags[i]);
            } else {
                last[i] = value;
                lastQuality[i] = quality;
                sink.post(new Reading(tags[i], value, quality, at, at));
            }
        }
        everything = false;
        if (!unchanged.isEmpty()) {
            sink.evidence(unchanged);
        }
        lastGood = now;
    }

    /** One instrument is not heard any more: neither its value nor that it is as it was. */
    public void silence(TagId tag) {
        silent.add(tag);
    }

    /** Cuts the wire: nothing arrives, nothing is taken. */
    public void cut() {
        cut = true;
    }

    /** Joins the wire again; the next exchange says everything anew. */
    public void join() {
        if (cut) {
            cut = false;
            everything = true;
            Arrays.fill(lastQuality, null);
            reconnects++;
        }
    }

    @Override
    public void write(List<Write> writes) {
        if (sink == null || closed) {
            throw new IllegalStateException("this link is not open");
        }
        for (Write write : writes) {
            if (cut) {
                sink.writeFailed(write.tag(), "the wire is cut");
                continue;
            }
            try {
                chamber.write(write.tag(), write.value());
            } catch (IllegalArgumentException refused) {
                sink.writeFailed(write.tag(), refused.getMessage());
            }
        }
    }

    @Override
    public LinkHealth health() {
        LinkHealth.State state = closed || sink == null
                ? LinkHealth.State.CLOSED
                : cut ? LinkHealth.State.LOST : lastGood == null ? LinkHealth.State.CONNECTING : LinkHealth.State.UP;
        return new LinkHealth(
                state,
                lastGood == null ? null : now.minus(lastGood),
                cut ? "the wire is cut" : "in process",
                reconnects);
    }

    @Override
    public void close() {
        closed = true;
    }
}
