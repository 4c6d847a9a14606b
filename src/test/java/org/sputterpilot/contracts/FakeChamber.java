package org.sputterpilot.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.sputterpilot.links.Write;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.sim.ChamberPort;

/** A plant without physics: shows what a test sets, and remembers what it was told. */
public final class FakeChamber implements ChamberPort {
    private record Shown(double value, Quality quality) {}

    private final Map<TagId, Shown> shown = new ConcurrentHashMap<>();
    private final List<Write> written = new CopyOnWriteArrayList<>();
    private volatile Instant at = Instant.parse("2026-03-01T08:00:00.1234567Z");
    private volatile Consumer<TagId> watcher = tag -> {};

    public void show(TagId tag, double value) {
        show(tag, value, Quality.GOOD);
    }

    public void show(TagId tag, double value, Quality quality) {
        shown.put(tag, new Shown(value, quality));
        watcher.accept(tag);
    }

    /** Who is told of everything a test shows: a server in another process, which must be told to know. */
    public void watchedBy(Consumer<TagId> who) {
        watcher = who;
    }

    /** The plant's clock from now on. */
    public void clock(Instant now) {
        at = now;
    }

    /** Everything the plant was told, in order. */
    public List<Write> written() {
        return List.copyOf(written);
    }

    @Override
    public double value(TagId tag) {
        return shown.getOrDefault(tag, new Shown(0, Quality.GOOD)).value();
    }

    @Override
    public Quality quality(TagId tag) {
        return shown.getOrDefault(tag, new Shown(0, Quality.GOOD)).quality();
    }

    @Override
    public void write(TagId command, double value) {
        written.add(new Write(command, value));
        shown.put(command, new Shown(value, Quality.GOOD));
    }

    public Instant at() {
        return at;
    }

    @Override
    public Instant at(TagId tag) {
        return at;
    }
}
