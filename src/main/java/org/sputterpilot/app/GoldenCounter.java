package org.sputterpilot.app;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.golden.Envelope;
import org.sputterpilot.golden.Excursion;
import org.sputterpilot.golden.GoldenBook;
import org.sputterpilot.golden.Standing;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.hmi.GoldenDesk;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.wire.GoldenEnvelope;
import org.sputterpilot.hmi.wire.GoldenExcursion;
import org.sputterpilot.hmi.wire.GoldenMark;
import org.sputterpilot.hmi.wire.GoldenRun;
import org.sputterpilot.signals.TagTable;

/** Golden runs of the unit in the control room, in the words of the wire. */
final class GoldenCounter implements GoldenDesk {
    private static final int MOST_EXCURSIONS = 1000;
    private static final String NOT_COMPARED = "not compared: there was no golden run when it ended";

    private final ControlRoom room;

    GoldenCounter(ControlRoom room) {
        this.room = room;
    }

    @Override
    public GoldenRun run(String id) {
        RunningUnit unit = room.running();
        RunRow row =
                unit.records().history().run(id).orElseThrow(() -> Refusal.unknown("There is no run '" + id + "'."));
        List<GoldenRun.Pass> passes = unit.records().history().phases(id).stream()
                .map(pass -> new GoldenRun.Pass(
                        pass.phase(), pass.startedAt(), pass.endedAt().orElse(null)))
                .toList();
        Standing live = unit.assembly().golden().standing();
        TagTable tags = unit.plant().tags();
        if (row.endedAt().isEmpty() && live.run().equals(id)) {
            List<GoldenExcursion> excursions = live.excursions().stream()
                    .map(one -> GoldenExcursion.of(one, tags.get(one.tag())))
                    .toList();
            return new GoldenRun(id, live.words(), page(live.against(), tags), passes, excursions, null);
        }
        Optional<GoldenBook.Kept> kept =
                Optional.ofNullable(unit.records().golden().of(List.of(id)).get(id));
        Optional<Envelope> golden = kept.flatMap(one -> unit.records().golden().envelope(one.envelope()));
        return new GoldenRun(
                id,
                kept.map(GoldenBook.Kept::words).orElse(NOT_COMPARED),
                page(golden, tags),
                passes,
                excursions(unit, row),
                GoldenMark.of(kept.orElse(null)));
    }

    private static GoldenEnvelope page(Optional<Envelope> golden, TagTable tags) {
        return golden.map(one -> GoldenEnvelope.of(one, tags)).orElse(null);
    }

    /** As the events of the run tell them; the later word on one is the last. */
    private static List<GoldenExcursion> excursions(RunningUnit unit, RunRow run) {
        Instant until = run.endedAt()
                .orElseGet(() -> unit.records().journal().newest().orElse(run.startedAt()))
                .plusSeconds(1);
        Map<String, GoldenExcursion> found = new LinkedHashMap<>();
        for (StoredEvent event :
                unit.records().history().events(run.startedAt(), until, Event.EXCURSION, MOST_EXCURSIONS)) {
            if (event.runId().equals(run.id())) {
                Excursion.read(event.event().detail(), unit.plant().tags())
                        .ifPresent(one -> found.put(
                                one.tag() + " " + one.at(),
                                GoldenExcursion.of(one, unit.plant().tags().get(one.tag()))));
            }
        }
        return List.copyOf(found.values());
    }

    @Override
    public List<Envelope> recipe(String id) {
        return room.running().golden().of(id);
    }

    @Override
    public Map<String, GoldenBook.Kept> of(Collection<String> runs) {
        return room.running().records().golden().of(runs);
    }
}
