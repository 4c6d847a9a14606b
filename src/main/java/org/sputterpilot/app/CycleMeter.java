package org.sputterpilot.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.hmi.StreamHub;
import org.sputterpilot.interlocks.alarms.AlarmState;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.TagId;

/** The numbers by which the unit is watched from outside. The cycle keeps them itself; here they get names. */
@ApplicationScoped
public class CycleMeter {
    private final Timer turns;

    @Inject
    CycleMeter(MeterRegistry registry) {
        turns = Timer.builder("sputterpilot.cycle.turn")
                .description("How long a turn took")
                .publishPercentiles(0.5, 0.99)
                .maximumExpectedValue(Duration.ofSeconds(1))
                .register(registry);
    }

    /** A turn took so long. */
    void turn(long nanos) {
        turns.record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    /** A program that starts again in the same process must not be asked for what the one before it counted. */
    void unregister(@Observes ShutdownEvent event, MeterRegistry registry) {
        registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("sputterpilot."))
                .forEach(registry::remove);
    }

    void register(@Observes StartupEvent event, MeterRegistry registry, ControlRoom room, StreamHub streams) {
        count(registry, room, "cycle.overruns", "Deadlines that passed while a turn was at work", u -> u.pace()
                .overruns());
        count(registry, room, "cycle.nudges", "Turns asked for by a reading that crossed a limit", u -> u.pace()
                .nudges());
        count(registry, room, "cycle.faults", "Turns that failed", RunningUnit::faults);
        count(registry, room, "field.writes", "Values written to the field", u -> u.field()
                .writes());
        count(registry, room, "interlocks.trips", "First causes of a trip", RunningUnit::trips);
        count(registry, room, "alarms.annunciated", "Alarms that called somebody", RunningUnit::annunciated);
        alarms(registry, room, "alarms.listed", "Alarms on the list", AlarmState::isListed);
        alarms(registry, room, "alarms.unacknowledged", "Alarms that wait for eyes", AlarmState::isUnacknowledged);
        alarms(registry, room, "alarms.shelved", "Alarms that are shelved", s -> s == AlarmState.SHELVED);
        alarms(
                registry,
                room,
                "alarms.out.of.service",
                "Alarms that are out of service",
                s -> s == AlarmState.OUT_OF_SERVICE);
        count(registry, room, "historian.turns", "Turns taken by the journal", u -> u.records()
                .journal()
                .health()
                .accepted());
        count(registry, room, "historian.lost", "Turns that found no room in the journal", u -> u.records()
                .journal()
                .health()
                .lost());
        gauge(
                registry,
                room,
                "cycle.worst.seconds",
                "The longest turn",
                u -> u.pace().worst().toNanos() / 1e9);
        gauge(registry, room, "cycle.speed", "Seconds of plant time in one", u -> u.pace()
                .speed());
        gauge(registry, room, "historian.queued", "Turns that wait for the journal", u -> u.records()
                .journal()
                .health()
                .queued());
        gauge(registry, room, "run.active", "1 while a run has the unit", u -> last(u, CycleMeter::active));
        gauge(
                registry,
                room,
                "run.state",
                "Index of the ISA-88 state in run.state",
                u -> last(u, r -> r.run().stateTag()));
        gauge(
                registry,
                room,
                "run.phase",
                "Index of the phase in run.phase",
                u -> last(u, r -> r.run().phaseTag()));
        gauge(
                registry,
                room,
                "interlocks.tripped",
                "Effects that are tripped",
                u -> last(u, r -> r.verdict().trippedEffects().size()));
        gauge(registry, room, "film.thickness.nm", "Estimate", u -> last(u, r -> number(r, "film.thickness") * 1e9));
        gauge(registry, room, "film.sigma.nm", "One sigma", u -> last(u, r -> number(r, "film.sigma") * 1e9));
        Gauge.builder("sputterpilot.stream.watchers", streams, StreamHub::watching)
                .description("Screens that watch")
                .register(registry);
        for (String link : new String[] {"plc1", "psu"}) {
            Gauge.builder("sputterpilot.link.age.seconds", room, r -> age(r, link))
                    .description("Since the last good answer")
                    .tags(Tags.of("link", link))
                    .register(registry);
            Gauge.builder("sputterpilot.link.up", room, r -> up(r, link))
                    .description("1 while the link is up")
                    .tags(Tags.of("link", link))
                    .register(registry);
        }
    }

    private static double active(CycleRecord record) {
        RunState state = record.run().state();
        boolean over = state == RunState.IDLE
                || state == RunState.COMPLETE
                || state == RunState.STOPPED
                || state == RunState.ABORTED;
        return over ? 0 : 1;
    }

    private static void alarms(
            MeterRegistry registry, ControlRoom room, String name, String what, Predicate<AlarmState> which) {
        gauge(
                registry,
                room,
                name,
                what,
                u -> last(u, r -> r.alarms().stream()
                        .filter(alarm -> which.test(alarm.state()))
                        .count()));
    }

    private static double number(CycleRecord record, String tag) {
        return record.image().number(TagId.of(tag));
    }

    private static double last(RunningUnit unit, ToDoubleFunction<CycleRecord> what) {
        return unit.assembly().snapshot().last().map(what::applyAsDouble).orElse(Double.NaN);
    }

    private static LinkHealth health(ControlRoom room, String link) {
        return room.unit()
                .flatMap(u -> u.field().all().stream()
                        .filter(n -> n.id().equals(link))
                        .findFirst())
                .map(n -> n.link().health())
                .orElse(null);
    }

    private static double age(ControlRoom room, String link) {
        LinkHealth health = health(room, link);
        return health == null || health.lastGoodAge() == null
                ? Double.NaN
                : health.lastGoodAge().toNanos() / 1e9;
    }

    private static double up(ControlRoom room, String link) {
        LinkHealth health = health(room, link);
        return health != null && health.state() == LinkHealth.State.UP ? 1 : 0;
    }

    private static void count(
            MeterRegistry registry, ControlRoom room, String name, String what, ToDoubleFunction<RunningUnit> value) {
        FunctionCounter.builder("sputterpilot." + name, room, r -> r.unit()
                        .map(value::applyAsDouble)
                        .orElse(0.0))
                .description(what)
                .register(registry);
    }

    private static void gauge(
            MeterRegistry registry, ControlRoom room, String name, String what, ToDoubleFunction<RunningUnit> value) {
        Gauge.builder("sputterpilot." + name, room, r -> r.unit()
                        .map(value::applyAsDouble)
                        .orElse(Double.NaN))
                .description(what)
                .register(registry);
    }
}
