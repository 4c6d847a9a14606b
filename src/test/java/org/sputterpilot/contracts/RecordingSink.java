package org.sputterpilot.contracts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.TagId;

/** Keeps everything a link says. */
public final class RecordingSink implements ReadingSink {
    /** A write that did not reach the plant. */
    public record Failure(TagId tag, String why) {}

    private final List<Reading> readings = new CopyOnWriteArrayList<>();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final Map<TagId, AtomicInteger> evidence = new ConcurrentHashMap<>();

    @Override
    public void post(Reading reading) {
        readings.add(reading);
    }

    @Override
    public void evidence(Collection<TagId> tags) {
        tags.forEach(
                tag -> evidence.computeIfAbsent(tag, any -> new AtomicInteger()).incrementAndGet());
    }

    @Override
    public void writeFailed(TagId tag, String why) {
        failures.add(new Failure(tag, why));
    }

    public List<Reading> of(TagId tag) {
        return readings.stream().filter(reading -> reading.tag().equals(tag)).toList();
    }

    public Optional<Reading> last(TagId tag) {
        List<Reading> all = of(tag);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    public int evidenceOf(TagId tag) {
        return evidence.getOrDefault(tag, new AtomicInteger()).get();
    }

    public List<Failure> failures() {
        return List.copyOf(failures);
    }
}
