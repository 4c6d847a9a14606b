package org.sputterpilot.historian.db;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.RunChange;
import org.sputterpilot.historian.RunRecord;
import org.sputterpilot.historian.RunRecorder;
import org.sputterpilot.interlocks.Incident;
import org.sputterpilot.interlocks.Recovery;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.interlocks.alarms.AlarmMemory;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;

/**
 * Decides what is kept of a turn: readings outside their dead-band, everything that happened, and what was lost before
 * it. After a loss every reading concerned is kept once, so that a value never seems to hold across a gap.
 */
final class FrameMaker {
    private static final int MOST_OWED = 10_000;
    private static final long ALIVE_NANOS = 1_000_000_000L;

    private final Retention retention;
    private final RunRecorder recorder;
    private final double[] values;
    private final Quality[] qualities;
    private final long[] storedAt;
    private final List<Gap> owed = new ArrayList<>();
    private List<RunChange> unwrittenRuns = new ArrayList<>();
    private List<Event> unwrittenEvents = new ArrayList<>();
    private List<AlarmChange> unwrittenAlarms = new ArrayList<>();
    private final AlarmWatch alarms;
    private LinkWatch links;
    private Optional<Instant> stopped;
    private long lastFrameNanos = Long.MIN_VALUE;
    private Instant lastAt;
    private Long explained = 0L;
    private boolean explainedToTheEnd;

    /** A maker whose first frame closes the gap since the controller last wrote something. */
    FrameMaker(Retention retention, RunRecorder recorder, Optional<Instant> lastKnown, List<AlarmMemory> standing) {
        alarms = new AlarmWatch(standing);
        this.retention = retention;
        this.recorder = recorder;
        this.stopped = lastKnown;
        int tags = retention.rules().size();
        values = new double[tags];
        qualities = new Quality[tags];
        storedAt = new long[tags];
    }

    /** Notes that turns were lost; the next frame says so. */
    void lost(Instant from, Instant to, String reason, long records) {
        Gap last = owed.isEmpty() ? null : owed.get(owed.size() - 1);
        if (last != null && last.reason().equals(reason)) {
            owed.set(owed.size() - 1, Gap.ofAll(last.from(), to, reason, last.lostRecords() + records));
        } else {
            owed.add(Gap.ofAll(from, to, reason, records));
        }
        Arrays.fill(qualities, null);
    }

    /** Moves of alarms in turns that found no room; the next frame brings them. */
    void missed(List<AlarmChange> moves) {
        unwrittenAlarms.addAll(moves);
        unwrittenAlarms = newest(unwrittenAlarms);
    }

    private static <T> List<T> newest(List<T> owed) {
        return owed.size() <= MOST_OWED ? owed : new ArrayList<>(owed.subList(owed.size() - MOST_OWED, owed.size()));
    }

    /** What is kept of a turn, or empty when nothing is worth a record. */
    Optional<Frame> frame(CycleRecord turn, long sequence) {
        Instant at = turn.tick().at();
        stopped.ifPresent(last -> {
            if (at.isAfter(last)) {
                owed.add(Gap.ofAll(last, at, "controller stopped", 0));
            }
        });
        stopped = Optional.empty();
        if (links == null) {
            links = new LinkWatch(turn.image().tags());
        }
        // nothing is known again before this turn, however early the loss was noticed
        owed.replaceAll(
                gap -> gap.to().isBefore(at) ? Gap.ofAll(gap.from(), at, gap.reason(), gap.lostRecords()) : gap);
        for (Gap gap : links.see(turn)) {
            owed.add(gap);
            gap.tag().ifPresent(tag -> qualities[turn.image().tags().slot(tag)] = null);
        }
        List<Event> events = new ArrayList<>(unwrittenEvents);
        clock(at, events);
        events.addAll(RunRecorder.events(turn));
        explain(turn, events);
        List<RunChange> runs = new ArrayList<>(unwrittenRuns);
        List<RunChange> changed = recorder.see(turn);
        for (RunChange change : changed) {
            change.finished()
                    .flatMap(RunRecord::report)
                    .ifPresent(
                            report -> events.add(Event.of("FILM", change.row().id(), report.text())));
        }
        runs.addAll(changed);
        missed(turn.alarmChanges());
        long now = turn.tick().nanos();
        Frame frame = new Frame(
                sequence,
                turn.tick().number(),
                at,
                turn.run().runId(),
                turn.run().exists() ? turn.run().phase().text() : "",
                samples(turn.image(), now),
                List.copyOf(events),
                List.copyOf(owed),
                runs.stream().map(Frame.RunUpdate::of).toList(),
                List.copyOf(unwrittenAlarms),
                alarms.changed(turn.alarms()));
        unwrittenEvents = newest(events);
        unwrittenRuns = runs;
        if (frame.isEmpty() && lastFrameNanos != Long.MIN_VALUE && now - lastFrameNanos < ALIVE_NANOS) {
            return Optional.empty();
        }
        lastFrameNanos = now;
        return Optional.of(frame);
    }

    /** The last frame is in the journal: what it carried is no longer owed. Samples of a lost frame are not owed. */
    void written() {
        owed.clear();
        unwrittenEvents = new ArrayList<>();
        unwrittenRuns = new ArrayList<>();
        unwrittenAlarms = new ArrayList<>();
        alarms.written();
    }

    /** What began a trip is told with its explanation at once, and with the whole of it when it is over. */
    private void explain(CycleRecord turn, List<Event> events) {
        Optional<Incident> now = turn.verdict().incident();
        boolean another = now.map(Incident::number).filter(explained::equals).isEmpty();
        if (now.isEmpty() || !another && now.get().over() == explainedToTheEnd) {
            return;
        }
        Incident incident = now.get();
        explained = incident.number();
        explainedToTheEnd = incident.over();
        String causes = incident.firstOut().stream().map(Incident.First::cause).collect(Collectors.joining(", "));
        String titles = incident.firstOut().stream().map(Incident.First::title).collect(Collectors.joining(", "));
        events.add(new Event(
                Event.INCIDENT,
                causes,
                incident.over() ? titles + ": over" : titles,
                "",
                RunRecord.explained(
                        new RunRecord.Trip(incident, Recovery.of(incident, turn.verdict(), turn.image())))));
    }

    private void clock(Instant at, List<Event> events) {
        if (lastAt != null && at.isBefore(lastAt)) {
            events.add(Event.of("CLOCK", "controller", "clock moved back from " + lastAt + " to " + at));
        }
        lastAt = at;
    }

    private List<Frame.Sample> samples(ProcessImage image, long now) {
        List<Frame.Sample> samples = new ArrayList<>();
        for (int slot = 0; slot < values.length; slot++) {
            double value = image.lastValue(slot);
            Quality quality = image.quality(slot);
            Retention.Rule rule = retention.rule(slot);
            if (qualities[slot] == null
                    || rule.differs(values[slot], qualities[slot], value, quality)
                    || now - storedAt[slot] >= rule.longest().toNanos()) {
                values[slot] = value;
                qualities[slot] = quality;
                storedAt[slot] = now;
                samples.add(new Frame.Sample(
                        slot, value, quality, Nanos.of(image.reading(slot).sourceTime())));
            }
        }
        return samples;
    }
}
