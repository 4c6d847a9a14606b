package org.sputterpilot.historian;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sputterpilot.signals.TagId;

/** Keeps every turn in memory and answers the simplest way that can be right: what the real journal is measured by. */
public final class MemoryJournal implements Journal, History {
    private final List<CycleRecord> turns = new ArrayList<>();
    private final RunRecorder recorder;
    private final Map<String, RunRow> runs = new LinkedHashMap<>();
    private final List<PhaseRow> phases = new ArrayList<>();
    private final Map<String, String> records = new LinkedHashMap<>();
    private final Map<String, String> controls = new LinkedHashMap<>();
    private final Map<String, String> progresses = new LinkedHashMap<>();

    public MemoryJournal(RunRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void record(CycleRecord turn) {
        turns.add(turn);
        for (RunChange change : recorder.see(turn)) {
            runs.put(change.row().id(), change.row());
            change.phase().ifPresent(phase -> {
                phases.removeIf(p -> p.runId().equals(phase.runId()) && p.ordinal() == phase.ordinal());
                phases.add(phase);
            });
            if (!change.controlJson().isEmpty()) {
                controls.put(change.row().id(), change.controlJson());
            }
            progresses.put(change.row().id(), change.progressJson());
            change.finished().ifPresent(record -> records.put(change.row().id(), record.json()));
        }
    }

    @Override
    public Series history(TagId tag, Instant from, Instant to, int points) {
        List<Series.Point> all = new ArrayList<>();
        Series.Point last = null;
        for (CycleRecord turn : turns) {
            var reading = turn.image().reading(tag);
            boolean same = last != null
                    && last.quality() == reading.quality()
                    && Double.compare(last.value(), reading.value()) == 0;
            if (!same) {
                last = new Series.Point(turn.tick().at(), reading.value(), reading.quality(), reading.sourceTime());
                all.add(last);
            }
        }
        List<Series.Point> inside = new ArrayList<>(all.stream()
                .filter(p -> !p.at().isBefore(from) && !p.at().isAfter(to))
                .toList());
        all.stream()
                .filter(p -> p.at().isBefore(from))
                .max(Comparator.comparing(Series.Point::at))
                .ifPresent(before -> inside.add(0, before));
        return new Series(tag, inside, List.of(), List.of());
    }

    @Override
    public Optional<Series.Point> lastKnown(TagId tag, Instant at) {
        List<Series.Point> points = history(tag, at, at, 0).points();
        return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
    }

    @Override
    public List<StoredEvent> events(Instant from, Instant to, String kind, int limit) {
        List<StoredEvent> found = new ArrayList<>();
        for (CycleRecord turn : turns) {
            Instant at = turn.tick().at();
            for (Event event : RunRecorder.events(turn)) {
                if (!at.isBefore(from) && at.isBefore(to) && (kind.isEmpty() || kind.equals(event.kind()))) {
                    String phase = turn.run().exists() ? turn.run().phase().text() : "";
                    found.add(new StoredEvent(
                            0, at, turn.tick().number(), turn.run().runId(), phase, event));
                }
            }
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    @Override
    public List<StoredEvent> newestOf(List<String> kinds, Instant at) {
        Map<String, StoredEvent> newest = new TreeMap<>();
        events(Instant.MIN, at.plusNanos(1), "", Integer.MAX_VALUE).stream()
                .filter(stored -> kinds.contains(stored.event().kind()))
                .forEach(stored -> newest.put(stored.event().subject(), stored));
        return List.copyOf(newest.values());
    }

    @Override
    public Optional<RunRow> runAt(Instant at) {
        return runs(Integer.MAX_VALUE).stream()
                .filter(run -> !run.startedAt().isAfter(at))
                .findFirst()
                .filter(run -> run.endedAt().map(end -> !end.isBefore(at)).orElse(true));
    }

    @Override
    public List<RunRow> runs(int limit) {
        return runs.values().stream()
                .sorted(Comparator.comparing(RunRow::startedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<RunRow> run(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    @Override
    public List<PhaseRow> phases(String runId) {
        return phases.stream()
                .filter(p -> p.runId().equals(runId))
                .sorted(Comparator.comparing(PhaseRow::ordinal))
                .toList();
    }

    @Override
    public Optional<String> record(String runId) {
        return Optional.ofNullable(records.get(runId));
    }

    @Override
    public Optional<String> control(String runId) {
        return Optional.ofNullable(controls.get(runId));
    }

    @Override
    public Optional<String> progress(String runId) {
        return Optional.ofNullable(progresses.get(runId));
    }
}
