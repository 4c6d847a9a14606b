package org.sputterpilot.interlocks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Request;
import org.sputterpilot.time.Tick;

/** Writes the present incident while it happens, and keeps the last one. */
final class IncidentBook {
    private static final Duration LOOK_BACK = Duration.ofMinutes(1);
    private static final int MOST_STEPS = 300;
    private static final int MOST_ACTS = 50;

    private final Deque<Line> acts = new ArrayDeque<>();
    private final List<Incident.Step> steps = new ArrayList<>();
    private List<Incident.First> first = List.of();
    private List<String> bypassed = List.of();
    private Instant at = Instant.EPOCH;
    private Duration began = Duration.ZERO;
    private long number;
    private boolean open;
    private Optional<Incident> page = Optional.empty();
    private boolean changed;

    /** What a person did, before anyone knows whether it matters. */
    private record Line(Instant at, Duration elapsed, String by, String text) {}

    /** What people ask in this turn. */
    void hear(ProcessImage image, Tick tick) {
        if (image.requests().isEmpty()) {
            return;
        }
        for (Request request : image.requests()) {
            Line line = new Line(tick.at(), tick.elapsed(), request.by(), words(request));
            acts.addLast(line);
            if (acts.size() > MOST_ACTS) {
                acts.removeFirst();
            }
            if (open) {
                add(line);
            }
        }
    }

    /** {@code ResetInterlocks} is read as "reset interlocks". */
    private static String words(Request request) {
        String kind = request.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase();
        return request.reason().isBlank() ? kind : kind + ": " + request.reason();
    }

    private void add(Line line) {
        step(line.at, line.elapsed, "PERSON", line.by, line.text);
    }

    private void step(Instant when, Duration elapsed, String kind, String id, String text) {
        if (steps.size() < MOST_STEPS) {
            steps.add(new Incident.Step(when, elapsed.minus(began), kind, id, text));
            changed = true;
        }
    }

    /** A trip begins, or a worse one takes the place of the present one. */
    void begin(List<Cause> causes, List<String> outOfService, ProcessImage image, Tick tick) {
        number++;
        at = tick.at();
        began = tick.elapsed();
        open = true;
        first = causes.stream()
                .map(cause -> new Incident.First(
                        cause.id(),
                        cause.title(),
                        cause.when().values(image),
                        cause.when().text(),
                        cause.hazard(),
                        cause.why()))
                .toList();
        bypassed = outOfService;
        steps.clear();
        for (Line act : acts) {
            if (began.minus(act.elapsed).compareTo(LOOK_BACK) <= 0) {
                add(act);
            }
        }
        changed = true;
    }

    /** What the engine noted in this turn, in order. */
    void follow(List<SequenceEvent> events) {
        if (open) {
            for (SequenceEvent event : events) {
                step(event.at(), event.elapsed(), event.kind().name(), event.id(), event.text());
            }
        }
    }

    /** Nothing trips any more and nothing waits for a reset. */
    void end() {
        if (open) {
            open = false;
            changed = true;
        }
    }

    /** The present incident, or the last one; the same object until something is added to it. */
    Optional<Incident> page() {
        if (changed) {
            page = Optional.of(new Incident(number, at, began, first, steps, bypassed, !open));
            changed = false;
        }
        return page;
    }

    boolean changed() {
        return changed;
    }
}
