package org.sputterpilot.app;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.sputterpilot.celltests.db.Originals;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.hmi.wire.LiveLink;
import org.sputterpilot.interlocks.SequenceEvent;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.links.Write;
import org.sputterpilot.plant.LinkSpec;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.time.Tick;

/**
 * A unit that is being controlled: its links open, its cycle turning by the clock, its history being written, and, in
 * virtual mode, the virtual plant behind its links.
 */
final class RunningUnit implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RunningUnit.class);
    private static final long ALIVE_NANOS = 2_000_000_000L;
    /** What the target has lost is written to the disk this often, in turns. */
    private static final int KEEP_TURNS = 100;

    private final Settings settings;
    private final Plant plant;
    private final Optional<VirtualPlant> virtual;
    private final FilmBook films;
    private final Records records;
    private final TargetLife target;
    private final FieldLinks links;
    private final Assembly assembly;
    private final InputKeeper inputs;
    private final Calibrations calibrations;
    private final Maintenance maintenance;
    private final Recipes recipes;
    private final RunSealer sealer;
    private final GoldenRuns golden;
    private final DeviationWatch deviations;
    private final CellArrivals arrivals;
    private final RealPace pace;
    private final Thread cycle;
    private final AtomicLong trips = new AtomicLong();
    private final AtomicLong annunciated = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private volatile long lastTurnNanos;
    private volatile boolean turned;
    private volatile boolean closing;
    private volatile Consumer<CycleRecord> witness = turn -> {};
    private final SelfReport self;
    private final ShadowWatch shadow;
    private final Optional<VirtualHands> hands;
    private Map<String, String> toldLost = Map.of();

    /** Opens where a unit keeps what happens, and does there what has to be done before the unit is. */
    interface Archive {
        Databases.Opened open() throws SQLException;
    }

    /**
     * Starts everything. The virtual plant comes up beside the archive: neither needs the other, and each takes a
     * second of a start.
     *
     * @param archive where it keeps what happens; closed with it, also when it can't be started
     * @param turnNanos told how long each turn took
     * @param say told what a person at the terminal wants to know
     * @throws SQLException if the archive can't be opened
     */
    static RunningUnit start(
            Plant plant, Settings settings, Archive archive, LongConsumer turnNanos, Consumer<String> say)
            throws SQLException {
        CompletableFuture<Optional<VirtualPlant>> virtual = settings.hasOwnChamber()
                ? CompletableFuture.supplyAsync(
                        () -> Optional.of(VirtualPlant.open(plant, settings, say)),
                        task -> new Thread(task, "virtual-plant-start").start())
                : CompletableFuture.completedFuture(Optional.empty());
        Databases.Opened database = null;
        try {
            database = archive.open();
            return new RunningUnit(plant, settings, database, virtual.join(), turnNanos);
        } catch (SQLException | RuntimeException e) {
            virtual.thenAccept(opened -> opened.ifPresent(VirtualPlant::close));
            if (database != null) {
                database.close();
            }
            throw e;
        }
    }

    private RunningUnit(
            Plant plant,
            Settings settings,
            Databases.Opened database,
            Optional<VirtualPlant> virtual,
            LongConsumer turnNanos) {
        this.plant = plant;
        this.settings = settings;
        this.virtual = virtual;
        films = new FilmBook(plant);
        records = new Records(
                plant,
                settings,
                database,
                () -> virtual.map(v -> OptionalDouble.of(v.trueFilm().nanometres()))
                        .orElse(OptionalDouble.empty()),
                films);
        target = new TargetLife(settings.data());
        links = new FieldLinks(plant.tags(), whereThePlantIs(), settings.data(), Clock.systemUTC());
        Consumer<List<Write>> field = settings.mode() == Settings.Mode.SHADOW ? null : links::write;
        FilmModel model =
                settings.unknownTool() ? FilmModel.unknownTool(plant.tool()) : FilmModel.commissioned(plant.tool());
        assembly = new Assembly(plant, model, settings.speed(), field, records.journal(), target.erodedAtoms());
        inputs = InputKeeper.open(plant, settings, target.erodedAtoms(), Clock.systemUTC());
        assembly.keepInputs(inputs::take, inputs::lost);
        hands = virtual.map(
                chamber -> new VirtualHands(plant.unit().byHand(), assembly.inbox(), chamber::move, settings.seed()));
        assembly.restore(records.alarms().standing());
        records.recovery().ifPresent(found -> {
            assembly.recover(found.run(), found.film());
            LOG.warnf(
                    "Run %s is held: the controller stopped in %s",
                    found.run().recipe().runId(), found.run().phase());
        });
        calibrations = new Calibrations(
                records.calibrations(), records.history(), assembly, model, settings, Clock.systemUTC());
        calibrations.open();
        maintenance = new Maintenance(records.maintenance(), assembly, settings.isVirtual(), Clock.systemUTC());
        maintenance.open(virtual.map(v -> v::testSource));
        recipes = new Recipes(plant, records, settings.isVirtual(), Clock.systemUTC());
        recipes.open();
        shadow = new ShadowWatch(plant, field != null);
        sealer = new RunSealer(
                records.seals(),
                records.calibrations(),
                records.journal(),
                plant.hash(),
                plant.matrix().hash(),
                ProgramVersion.text(),
                Clock.systemUTC());
        golden = new GoldenRuns(records, recipes, plant.golden(), assembly::golden, Clock.systemUTC());
        calibrations.whenMeasured(sealer::measured);
        deviations = new DeviationWatch(records);
        arrivals = new CellArrivals(
                records.cellTests(),
                records.linking(),
                new Originals(settings.data().resolve("cell-tests")),
                records.audit(),
                settings.data(),
                Clock.systemUTC());
        arrivals.open();
        self = new SelfReport(settings.period());
        pace = new RealPace(settings.period(), settings.speed(), nanos -> {
            turnNanos.accept(nanos);
            self.took(Duration.ofNanos(nanos));
        });
        assembly.nudge(pace::nudge);
        links.open(assembly.inbox(), assembly::guards, plant.unit()::isByHand);
        cycle = new Thread(this::turnUntilClosed, "cycle");
        cycle.setPriority(Thread.MAX_PRIORITY);
        cycle.start();
    }

    private List<LinkSpec> whereThePlantIs() {
        Settings.ChamberDoors doors = settings.chamber();
        if (settings.isVirtual() && doors.elsewhere()) {
            return VirtualPlant.redirect(plant.links(), doors.opcuaPort(), doors.modbusPort());
        }
        return virtual.map(v -> v.redirect(plant.links())).orElse(plant.links());
    }

    private void turnUntilClosed() {
        pace.run(Tick.first(firstLabel()), this::turn);
    }

    /** Plant time goes on from the newest record: a virtual plant at speed 60 may have written ahead of the wall. */
    private Instant firstLabel() {
        Instant now = Clock.systemUTC().instant();
        return records.journal()
                .newest()
                .map(newest -> newest.plusSeconds(1))
                .filter(now::isBefore)
                .orElse(now);
    }

    /**
     * What surrounds a turn may fail without it; if the turn itself fails, the plant's own watchdog has the last word.
     */
    private boolean turn(Tick tick) {
        guarded("What comes before a turn", () -> report(tick));
        guarded("A turn", () -> {
            CycleRecord record = assembly.turn(tick);
            turned = true;
            lastTurnNanos = System.nanoTime();
            guarded("What follows a turn", () -> follow(record));
        });
        return !closing;
    }

    private void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (faults.getAndIncrement() % 100 == 0) {
                LOG.error(what + " failed", e);
            }
        }
    }

    private void follow(CycleRecord record) {
        for (SequenceEvent event : record.verdict().events()) {
            if (event.kind() == SequenceEvent.Kind.FIRST_OUT) {
                trips.incrementAndGet();
            }
        }
        for (AlarmChange change : record.alarmChanges()) {
            if (change.annunciates()) {
                annunciated.incrementAndGet();
            }
        }
        calibrations.turned(record);
        shadow.turned(record);
        sealer.turned(record);
        golden.turned(record);
        deviations.turned(record);
        hands.ifPresent(person -> person.look(record));
        witness.accept(record);
    }

    /** What the program itself has to report, before the turn that reads it. */
    private void report(Tick tick) {
        calibrations.beforeTurn();
        Map<String, String> lostLinks = links.lost();
        tellChanged(lostLinks);
        assembly.inbox().lostLinks(lostLinks);
        raiseWhile("LINK_LOST", lostLinks, tick);
        raiseWhile("SERVER_CLOCK_OFF", links.clocksOff(), tick);
        if (!inputs.trouble().isEmpty()) {
            assembly.raise("HISTORIAN_TROUBLE", inputs.trouble(), tick);
        }
        self.tell(assembly, records.journal().health(), tick);
        if (tick.number() % KEEP_TURNS == 0) {
            target.keep(assembly.erodedAtoms());
        }
    }

    private void raiseWhile(String alarm, Map<String, String> affected, Tick tick) {
        if (affected.isEmpty()) {
            assembly.lower(alarm);
        } else {
            String what = affected.entrySet().stream()
                    .map(link -> link.getKey() + ": " + link.getValue())
                    .collect(Collectors.joining("; "));
            assembly.raise(alarm, what, tick);
        }
    }

    /** One line for each link that is lost, is lost for another reason, or is back. */
    private void tellChanged(Map<String, String> lostLinks) {
        if (lostLinks.equals(toldLost)) {
            return;
        }
        lostLinks.forEach((link, why) -> {
            if (!why.equals(toldLost.get(link))) {
                LOG.warnf("Link %s is lost: %s", link, why);
            }
        });
        toldLost.keySet().stream()
                .filter(link -> !lostLinks.containsKey(link))
                .forEach(link -> LOG.infof("Link %s is back", link));
        toldLost = lostLinks;
    }

    /** Whether the cycle turns. */
    boolean alive() {
        return turned && !closing && System.nanoTime() - lastTurnNanos < ALIVE_NANOS;
    }

    /** Sets how many seconds of plant time pass in one; virtual plant only. */
    void speed(double speed) {
        VirtualPlant chamber = virtual.orElseThrow(() -> new IllegalStateException("a real plant has one speed"));
        // whoever guards a wire becomes patient before the plant becomes fast, and the other way round
        if (speed > pace.speed()) {
            assembly.speed(speed);
            pace.speed(speed);
            chamber.speed(speed);
        } else {
            chamber.speed(speed);
            pace.speed(speed);
            assembly.speed(speed);
        }
    }

    /** Lets somebody see every turn, on the cycle's thread. */
    void witness(Consumer<CycleRecord> eyes) {
        witness = eyes;
    }

    Plant plant() {
        return plant;
    }

    Settings settings() {
        return settings;
    }

    Assembly assembly() {
        return assembly;
    }

    RealPace pace() {
        return pace;
    }

    FilmBook films() {
        return films;
    }

    Records records() {
        return records;
    }

    Calibrations calibrations() {
        return calibrations;
    }

    Maintenance maintenance() {
        return maintenance;
    }

    Recipes recipes() {
        return recipes;
    }

    /** What good runs looked like. */
    GoldenRuns golden() {
        return golden;
    }

    /** Opens deviations by what happens, and files those that are closed. */
    DeviationWatch deviations() {
        return deviations;
    }

    /** Where testers' files arrive. */
    CellArrivals arrivals() {
        return arrivals;
    }

    /** What the controller wants against what the plant shows. */
    ShadowWatch shadow() {
        return shadow;
    }

    Optional<VirtualPlant> virtual() {
        return virtual;
    }

    List<LiveLink> links() {
        return links.look();
    }

    FieldLinks field() {
        return links;
    }

    /** Trips since the start. */
    long trips() {
        return trips.get();
    }

    /** Alarms that called somebody since the start. */
    long annunciated() {
        return annunciated.get();
    }

    /** Turns that failed since the start. */
    long faults() {
        return faults.get();
    }

    @Override
    public void close() {
        closing = true;
        pace.nudge();
        try {
            cycle.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        arrivals.close();
        inputs.close();
        calibrations.close();
        maintenance.close();
        deviations.close();
        sealer.close();
        golden.close();
        target.keep(assembly.erodedAtoms());
        links.close();
        virtual.ifPresent(VirtualPlant::close);
        records.close();
    }
}
