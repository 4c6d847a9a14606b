package org.sputterpilot.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.sputterpilot.film.Calibration;
import org.sputterpilot.film.CalibrationInForce;
import org.sputterpilot.film.CalibrationProposal;
import org.sputterpilot.film.Coating;
import org.sputterpilot.film.Commissioning;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.film.Learned;
import org.sputterpilot.film.Measured;
import org.sputterpilot.film.RunToRun;
import org.sputterpilot.film.ToolChange;
import org.sputterpilot.film.WitnessRatio;
import org.sputterpilot.film.fit.UnfitRunException;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.historian.CalibrationBook.Decision;
import org.sputterpilot.historian.CalibrationBook.FilmOfRun;
import org.sputterpilot.historian.CalibrationBook.Measurement;
import org.sputterpilot.historian.CalibrationBook.Proposed;
import org.sputterpilot.historian.CalibrationBook.Source;
import org.sputterpilot.historian.CalibrationBook.Version;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.hmi.CalibrationDesk;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.wire.CalibrationPage;
import org.sputterpilot.hmi.wire.CommissioningFit;
import org.sputterpilot.hmi.wire.MeasurementTaken;
import org.sputterpilot.hmi.wire.ToolWork;
import org.sputterpilot.physics.Erosion;
import org.sputterpilot.physics.OperatingPoint;
import org.sputterpilot.physics.RateModel;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.preflight.Preflight;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.security.FourEyes;
import org.sputterpilot.security.Signature;
import org.sputterpilot.signals.TagId;

/**
 * One unit's calibration: brings measured films and the book together, and hands the calibration in force to the film
 * model. In virtual mode it also measures the witness of each complete run, as a person with an AFM would.
 */
final class Calibrations implements CalibrationDesk, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Calibrations.class);
    private static final TagId DOOR = TagId.of("door.is_closed");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_NANOS = 50_000_000;
    private static final int MOST_PROPOSALS = 50;
    private static final int MOST_FITS = 4;
    private static final double THINNEST_NM = 0.5;
    private static final double DEMONSTRATION_SIGMA = 0.015;
    private static final int ADVISED_RUNS = 10;
    /** As in {@code interlocks/permissives.yaml}, which is what blocks. */
    private static final int ALLOWED_RUNS = 20;

    private final CalibrationBook book;
    private final History history;
    private final Assembly assembly;
    private final FilmModel nominal;
    private final boolean virtual;
    private final long seed;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final WritingDesk desk = new WritingDesk("calibration");
    private String lastRun = "";
    private boolean lastRunOver;
    private Duration doorOpenSince;
    private volatile Double newTarget;
    private volatile Runnable measured = () -> {};
    private final RecordedRuns recorded;
    private final Map<Map<ToolParameter, Learned>, Double> rates = new HashMap<>();
    private String unfit = "";

    /** @param nominal the film model with the plant file's calibration */
    Calibrations(
            CalibrationBook book,
            History history,
            Assembly assembly,
            FilmModel nominal,
            Settings settings,
            Clock clock) {
        this.book = book;
        this.history = history;
        this.assembly = assembly;
        this.nominal = nominal;
        this.virtual = settings.isVirtual();
        this.seed = settings.seed();
        this.clock = clock;
        this.recorded = new RecordedRuns(history);
    }

    /** Before the first turn: the book's last calibration goes into force, and runs that ended unseen are looked at. */
    synchronized void open() {
        copyFilms();
        Calibration file = Calibration.of(nominal);
        Optional<Version> lastOfFile = book.versions().stream()
                .filter(v -> v.source() == Source.PLANT_FILE)
                .reduce((first, second) -> second);
        if (lastOfFile.isEmpty() || !lastOfFile.get().calibration().equals(file)) {
            Signature by = new Signature("plant files", "equipment/calibrations", "read at start", afterEverything());
            book.add(new Version(
                    0, file, Source.PLANT_FILE, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), by, ""));
        }
        publish();
    }

    /** Plant time may run ahead of the wall in virtual mode: later than both. */
    private Instant afterEverything() {
        Instant now = clock.instant();
        List<FilmOfRun> films = book.films();
        Instant last = films.isEmpty() ? now : films.get(films.size() - 1).endedAt();
        return last.isAfter(now) ? last.plusMillis(1) : now;
    }

    private Instant plantNow() {
        return assembly.snapshot().last().map(turn -> turn.tick().at()).orElseGet(clock::instant);
    }

    // ---------------------------------------------------------------- what the cycle tells

    /** Who wants to know that a measured film was written down. */
    void whenMeasured(Runnable told) {
        measured = told;
    }

    /** On the cycle's thread, after each turn; takes no time. */
    void turned(CycleRecord turn) {
        boolean over = turn.run().exists() && turn.run().isOver();
        String run = turn.run().runId();
        if (over && (!run.equals(lastRun) || !lastRunOver)) {
            later(() -> ended(run));
        }
        lastRun = run;
        lastRunOver = over;
        door(turn);
    }

    private void door(CycleRecord turn) {
        double closed = turn.image().tags().has(DOOR) ? turn.image().number(DOOR) : 1;
        if (closed == 0 && doorOpenSince == null) {
            doorOpenSince = turn.tick().elapsed();
        } else if (closed == 1 && doorOpenSince != null) {
            Duration open = turn.tick().elapsed().minus(doorOpenSince);
            doorOpenSince = null;
            if (open.toMillis() / 1e3 > nominal.tool().value(ToolParameter.LONG_VENT_TIME)) {
                Instant at = turn.tick().at();
                later(() -> write(
                        new ToolChange(ToolChange.Kind.LONG_VENT, at),
                        "chamber",
                        "",
                        "",
                        "sputterpilot",
                        "the door was open for " + open.toMinutes() + " min"));
            }
        }
    }

    /** On the cycle's thread, before a turn. */
    void beforeTurn() {
        Double eroded = newTarget;
        if (eroded != null) {
            newTarget = null;
            assembly.newTarget(eroded * Erosion.grooveAtoms(nominal.tool()));
        }
    }

    private void later(Runnable task) {
        try {
            desk.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("The calibration's book could not be kept", e);
                }
            });
        } catch (RejectedExecutionException closing) {
            LOG.debug("too late for the calibration's book", closing);
        }
    }

    private void ended(String run) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<RunRow> row = history.run(run);
        while (row.flatMap(RunRow::endedAt).isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            row = history.run(run);
        }
        synchronized (this) {
            copyFilms();
            if (virtual
                    && row.isPresent()
                    && row.get().state().equals("COMPLETE")
                    && row.get().trueNm() > 1) {
                witness(row.get());
            }
            publish();
        }
        if (recorded.lesson(run).isPresent()) {
            try {
                teach(run);
            } catch (UnfitRunException e) {
                synchronized (this) {
                    unfit = "Run " + run + " teaches nothing about the tool: " + e.getMessage() + ".";
                }
                LOG.warn(unfit);
            }
        }
    }

    /** A demonstration: the true film with the error an AFM on a polished witness has. */
    private void witness(RunRow row) {
        SplittableRandom dice = new SplittableRandom(seed * 31 + row.id().hashCode());
        double bell =
                (dice.nextDouble() + dice.nextDouble() + dice.nextDouble() + dice.nextDouble() - 2) * Math.sqrt(3);
        double seen = row.trueNm() * (1 + DEMONSTRATION_SIGMA * bell);
        Instant at = row.endedAt().orElseThrow();
        book.add(new Measurement(
                "",
                row.id(),
                0,
                "W-" + row.id(),
                CalibrationBook.Method.AFM,
                Math.round(seen * 100) / 100.0,
                Math.round(seen * DEMONSTRATION_SIGMA * 100) / 100.0,
                "centre",
                at,
                clock.instant(),
                "virtual chamber",
                "",
                true));
        measured.run();
        propose();
    }

    // ---------------------------------------------------------------- learning

    /** What a measurement is compared with comes from the sealed record, once. */
    private void copyFilms() {
        for (RunRow row : book.runsToCopy()) {
            JsonNode film = history.record(row.id())
                    .map(this::read)
                    .map(record -> record.path("film"))
                    .orElse(json.createObjectNode());
            // what is measured on it grew in more than one run: it says nothing of the rate of this one
            boolean continues = history.control(row.id())
                    .map(this::read)
                    .map(control -> control.has("continues"))
                    .orElse(false);
            double modelled = continues ? Double.NaN : film.path("modelledNm").asDouble(Double.NaN);
            book.add(new FilmOfRun(
                    row.id(),
                    row.startedAt(),
                    row.endedAt().orElse(row.startedAt()),
                    film.path("calibration").asInt(0),
                    modelled >= THINNEST_NM ? modelled : Double.NaN,
                    film.path("crystalNm").asDouble(Double.NaN)));
        }
    }

    private JsonNode read(String record) {
        try {
            return json.readTree(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a run's record cannot be read", e);
        }
    }

    private RunToRun learning(List<Version> versions) {
        Version file = versions.stream()
                .filter(v -> v.source() == Source.PLANT_FILE)
                .reduce((first, second) -> second)
                .orElseThrow();
        Calibration now = versions.get(versions.size() - 1).calibration();
        Calibration begin = file.calibration();
        RunToRun learning = new RunToRun(
                RunToRun.Prior.of(begin.withRateFactor(begin.rateFactor() * rateRatio(begin, now))
                        .on(nominal)),
                nominal.tool());
        Set<String> known = new HashSet<>();
        for (FilmOfRun film : book.films()) {
            if (film.startedAt().isBefore(file.signature().at()) || film.calibration() >= versions.size()) {
                continue;
            }
            Calibration had = versions.get(film.calibration()).calibration();
            learning.add(new Coating(
                    film.run(),
                    film.startedAt(),
                    film.endedAt(),
                    film.modelledNm(),
                    had.rateFactor() * rateRatio(had, now),
                    film.crystalNm(),
                    had.tooling()));
            known.add(film.run());
        }
        Set<String> aside = new HashSet<>(book.setAside());
        for (Measurement m : book.measurements()) {
            if (known.contains(m.run()) && !aside.contains(m.id())) {
                learning.add(new Measured(
                        m.id(),
                        m.run(),
                        m.slot() > 0 ? Measured.Piece.FOIL : Measured.Piece.WITNESS,
                        m.thicknessNm(),
                        m.sigmaNm(),
                        m.measuredAt()));
            }
        }
        book.work().forEach(work -> learning.add(work.change()));
        return learning;
    }

    /**
     * Modelled rate with the tool of one calibration over that with another's, both without rate factors: what films
     * taught about the rate stays true when the numbers under the model change.
     */
    private double rateRatio(Calibration one, Calibration other) {
        return one.tool().equals(other.tool()) ? 1 : modelledRate(one) / modelledRate(other);
    }

    private double modelledRate(Calibration calibration) {
        return rates.computeIfAbsent(
                calibration.tool(),
                any -> poisoned(calibration.withRateFactor(1).on(nominal)).rateMPerS());
    }

    /** Where the shipped coating works; a plant without one is asked for nothing. */
    private OperatingPoint poisoned(FilmModel model) {
        MasterRecipe coating = assembly.plant().recipes().stream()
                .filter(recipe -> !recipe.kind().isProcedure())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the plant has no coating recipe to compare rates by"));
        return new Preflight(model, 0, List.of()).predict(coating).point();
    }

    /** Voltage of the poisoned target over that of the clean one, when a sweep has taught it. */
    private double poisonedOverClean(Calibration calibration) {
        if (!calibration.tool().containsKey(ToolParameter.KAPPA)) {
            return Double.NaN;
        }
        FilmModel model = calibration.on(nominal);
        OperatingPoint full = poisoned(model);
        return full.voltageV()
                / RateModel.of(model.tool())
                        .metallic(full.powerW(), full.pressurePa() - full.oxygenPa())
                        .voltageV();
    }

    /** Fits a recorded run and proposes what it says; answers the proposal's number. */
    private int teach(String run) throws UnfitRunException {
        PhaseRow lesson = recorded.lesson(run)
                .orElseThrow(() -> new UnfitRunException("it has no sweep or grid that was walked to its end"));
        Calibration known;
        synchronized (this) {
            known = inForce(book.versions()).calibration();
        }
        Commissioning taught = recorded.fit(lesson, known.toolOf(nominal)); // seconds: nobody waits for the lock
        synchronized (this) {
            Version base = inForce(book.versions());
            Calibration before = base.calibration();
            Calibration after = before.taught(taught);
            after = after.withRateFactor(before.rateFactor() * rateRatio(before, after));
            CalibrationInForce now = assembly.calibration();
            Proposed proposed = book.add(new Proposed(
                    0,
                    plantNow(),
                    base.version(),
                    new CalibrationProposal(before, after, List.of(), 0, now.runsSinceMeasured(), Double.NaN, Set.of()),
                    base.learnedTo(),
                    List.of(),
                    Optional.of(new CalibrationBook.Taught(taught.kind(), run, written(taught))),
                    Decision.OPEN,
                    Optional.empty(),
                    ""));
            unfit = "";
            return proposed.id();
        }
    }

    private static Version inForce(List<Version> versions) {
        return versions.get(versions.size() - 1);
    }

    private String written(Commissioning taught) {
        try {
            return json.writeValueAsString(CommissioningPages.fit(taught));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fit cannot be written", e);
        }
    }

    private CommissioningFit fitOf(Proposed proposed) {
        try {
            return json.readValue(proposed.taught().orElseThrow().document(), CommissioningFit.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("proposal " + proposed.id() + " keeps a fit that cannot be read", e);
        }
    }

    @Override
    public int commission(String run) {
        if (history.run(run).isEmpty()) {
            throw Refusal.unknown("There is no run '" + run + "'.");
        }
        try {
            return teach(run);
        } catch (UnfitRunException e) {
            throw Refusal.rule(
                    "run", "teaches", "Run " + run + " teaches nothing about the tool: " + e.getMessage() + ".");
        }
    }

    private Optional<Proposed> propose() {
        List<Version> versions = book.versions();
        Version inForce = versions.get(versions.size() - 1);
        RunToRun learning = learning(versions);
        CalibrationProposal proposal = learning.propose(inForce.calibration());
        if (proposal.rows().isEmpty()) {
            return Optional.empty();
        }
        Set<String> before = new HashSet<>();
        book.proposals(MOST_PROPOSALS).stream()
                .filter(p -> p.taught().isEmpty())
                .limit(1)
                .forEach(p -> p.proposal().rows().forEach(row -> before.add(row.measurement())));
        List<String> fresh = proposal.rows().stream()
                .map(CalibrationProposal.Row::measurement)
                .filter(id -> !before.contains(id))
                .toList();
        return Optional.of(book.add(new Proposed(
                0,
                plantNow(),
                inForce.version(),
                proposal,
                learnedTo(proposal),
                fresh,
                Optional.empty(),
                Decision.OPEN,
                Optional.empty(),
                "")));
    }

    private Optional<Instant> learnedTo(CalibrationProposal proposal) {
        Set<String> learned = new HashSet<>();
        proposal.rows().stream()
                .filter(row -> row.rate() == RunToRun.Use.LEARNED)
                .forEach(row -> learned.add(row.run()));
        return book.films().stream()
                .filter(film -> learned.contains(film.run()))
                .map(FilmOfRun::startedAt)
                .max(Instant::compareTo);
    }

    /** The newest version to the film model, for the next run. */
    private void publish() {
        List<Version> versions = book.versions();
        Version inForce = versions.get(versions.size() - 1);
        assembly.calibrate(new CalibrationInForce(
                inForce.version(),
                inForce.calibration().on(nominal),
                targetCalibrated(inForce),
                learning(versions).posterior().runsSinceMeasured(),
                poisonedOverClean(inForce.calibration())));
        book.work().stream()
                .filter(work -> work.change().kind() == ToolChange.Kind.TARGET_CHANGE)
                .max(Comparator.comparing(work -> work.change().at()))
                .ifPresent(work -> assembly.fitted(work.newSerial()));
    }

    /** Serial of the target in the cathode: the last one written down, else the one the plant files name. */
    String fitted() {
        return book.work().stream()
                .filter(work -> work.change().kind() == ToolChange.Kind.TARGET_CHANGE)
                .max(Comparator.comparing(work -> work.change().at()))
                .map(work -> work.newSerial())
                .orElseGet(() -> assembly.plant().targets().fittedSerial());
    }

    private boolean targetCalibrated(Version inForce) {
        Optional<Instant> changed = book.work().stream()
                .filter(work -> work.change().kind() == ToolChange.Kind.TARGET_CHANGE)
                .map(work -> work.change().at())
                .max(Instant::compareTo);
        return changed.isEmpty()
                || inForce.learnedTo().map(to -> to.isAfter(changed.get())).orElse(false);
    }

    // ---------------------------------------------------------------- what people ask for

    @Override
    public synchronized MeasurementTaken measure(Measurement measurement) {
        RunRow run = history.run(measurement.run())
                .orElseThrow(() ->
                        Refusal.rule("run", "known", "There is no run '" + measurement.run() + "' on this unit."));
        if (run.endedAt().isEmpty()) {
            throw Refusal.rule("run", "ended", "Run '" + run.id() + "' has not ended; its film is still growing.");
        }
        if (!virtual && measurement.measuredAt().isBefore(run.startedAt())) {
            throw Refusal.rule(
                    "measuredAt", "order", "The film was measured before its run began at " + run.startedAt() + ".");
        }
        Measurement kept = book.add(measurement)
                .orElseThrow(() -> Refusal.rule(
                        "slot", "loaded", "Slot " + measurement.slot() + " held nothing in run '" + run.id() + "'."));
        measured.run();
        copyFilms();
        Optional<Proposed> proposed = propose().filter(p -> p.fresh().contains(kept.id()));
        publish();
        return new MeasurementTaken(kept.id(), proposed.map(Proposed::id).orElse(null));
    }

    private Proposed open(int id) {
        Proposed proposed = book.proposals(Integer.MAX_VALUE).stream()
                .filter(p -> p.id() == id)
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("There is no proposal " + id + "."));
        if (proposed.decision() != Decision.OPEN) {
            throw Refusal.conflict(
                    "Proposal " + id + " is decided: "
                            + proposed.decision().name().toLowerCase(Locale.ROOT) + ".",
                    proposed.decision().name(),
                    List.of());
        }
        return proposed;
    }

    @Override
    public synchronized int accept(int proposal, Signature signature, String comment) {
        Proposed proposed = open(proposal);
        Stream.concat(measuredBy(proposed), ranBy(proposed))
                .flatMap(first -> FourEyes.CALIBRATION.refusal(first, signature.user()).stream())
                .findFirst()
                .ifPresent(rule -> {
                    throw Refusal.conflict("Somebody else accepts it: " + rule + ".", "FOUR_EYES", List.of());
                });
        Version version = book.add(new Version(
                0,
                proposed.proposal().after(),
                Source.PROPOSAL,
                OptionalInt.of(proposal),
                OptionalInt.empty(),
                proposed.learnedTo(),
                signature,
                comment));
        publish();
        return version.version();
    }

    /** Who measured what no version has learned yet, not only what came last. */
    private Stream<String> measuredBy(Proposed proposed) {
        Set<String> learned = new HashSet<>();
        book.proposals(Integer.MAX_VALUE).stream()
                .filter(p -> p.decision() == Decision.ACCEPTED)
                .forEach(p -> p.proposal().rows().forEach(row -> learned.add(row.measurement())));
        Set<String> taught = new HashSet<>();
        proposed.proposal().rows().forEach(row -> taught.add(row.measurement()));
        taught.removeAll(learned);
        return book.measurements().stream()
                .filter(one -> taught.contains(one.id()))
                .map(Measurement::enteredBy);
    }

    /** Who ran the sweep a commissioning proposal comes from. */
    private Stream<String> ranBy(Proposed proposed) {
        return proposed.taught().flatMap(taught -> history.run(taught.run())).map(RunRow::operator).stream();
    }

    @Override
    public synchronized void reject(int proposal, Signature signature, String comment) {
        open(proposal);
        book.decide(proposal, Decision.REJECTED, signature, comment);
        publish();
    }

    @Override
    public synchronized int restore(int version, Signature signature, String comment) {
        List<Version> versions = book.versions();
        if (version < 0 || version >= versions.size()) {
            throw Refusal.unknown("There is no calibration version " + version + ".");
        }
        if (version == versions.size() - 1) {
            throw Refusal.conflict("Version " + version + " is in force.", "IN_FORCE", List.of());
        }
        Version old = versions.get(version);
        Version again = book.add(new Version(
                0,
                old.calibration(),
                Source.RESTORED,
                OptionalInt.empty(),
                OptionalInt.of(version),
                old.learnedTo(),
                signature,
                comment));
        publish();
        return again.version();
    }

    @Override
    public synchronized void worked(
            ToolChange.Kind kind,
            String asset,
            String oldSerial,
            String newSerial,
            double erodedShare,
            Signature signature,
            String comment) {
        boolean running = assembly.snapshot()
                .last()
                .map(turn -> turn.run().exists() && !turn.run().isOver())
                .orElse(false);
        if (running && kind == ToolChange.Kind.TARGET_CHANGE) {
            throw Refusal.conflict("A run is on: no target can have been changed.", "RUNNING", List.of());
        }
        write(new ToolChange(kind, plantNow()), asset, oldSerial, newSerial, signature.user(), comment);
        if (kind == ToolChange.Kind.TARGET_CHANGE) {
            newTarget = erodedShare;
        }
    }

    private synchronized void write(
            ToolChange change, String asset, String oldSerial, String newSerial, String who, String comment) {
        book.add(new CalibrationBook.Work(change, asset, oldSerial, newSerial, who, comment), clock.instant());
        publish();
    }

    @Override
    public synchronized CalibrationPage page() {
        List<Version> versions = new ArrayList<>(book.versions());
        CalibrationInForce now = assembly.calibration();
        List<Proposed> proposals = book.proposals(MOST_PROPOSALS);
        Set<String> aside = new HashSet<>(book.setAside());
        List<CalibrationPage.Measurement> measurements = new ArrayList<>();
        book.measurements().forEach(m -> measurements.add(CalibrationPages.measurement(m, aside.contains(m.id()))));
        List<ToolWork> work = new ArrayList<>();
        book.work().forEach(w -> work.add(CalibrationPages.work(w)));
        WitnessRatio ratio = learning(versions).posterior().witnessRatio();
        Collections.reverse(versions);
        Collections.reverse(measurements);
        Collections.reverse(work);
        return new CalibrationPage(
                now.version(),
                now.targetCalibrated(),
                now.runsSinceMeasured(),
                advisories(now, proposals),
                versions.stream().map(CalibrationPages::version).toList(),
                pages(proposals),
                measurements,
                work,
                new CalibrationPage.WitnessRatio(ratio.ratio(), ratio.sigma(), ratio.runs()));
    }

    /** Fits are large: those of the latest proposals come with their pictures, older ones with their numbers. */
    private List<CalibrationPage.Proposal> pages(List<Proposed> proposals) {
        List<CalibrationPage.Proposal> pages = new ArrayList<>();
        int fits = 0;
        for (Proposed proposed : proposals) {
            boolean shown = proposed.taught().isPresent() && fits++ < MOST_FITS;
            pages.add(CalibrationPages.proposal(proposed, shown ? fitOf(proposed) : null));
        }
        return pages;
    }

    private List<CalibrationPage.Advisory> advisories(CalibrationInForce now, List<Proposed> proposals) {
        List<CalibrationPage.Advisory> advisories = new ArrayList<>();
        if (!now.targetCalibrated()) {
            advisories.add(new CalibrationPage.Advisory(
                    "CALIBRATE_TARGET",
                    "The target was changed: start a calibration run, measure it and accept what it proposes."));
        }
        int since = now.runsSinceMeasured();
        if (since > ALLOWED_RUNS) {
            advisories.add(new CalibrationPage.Advisory(
                    "MEASURE_NOW", since + " runs since the last measured film: production may not start."));
        } else if (since > ADVISED_RUNS) {
            advisories.add(new CalibrationPage.Advisory(
                    "MEASURE_SOON", since + " runs since the last measured film: measure one soon."));
        }
        proposals.stream()
                .filter(p -> p.decision() == Decision.OPEN)
                .forEach(p -> advisories.add(
                        new CalibrationPage.Advisory("DECIDE", "Proposal " + p.id() + " waits for a decision.")));
        if (!unfit.isEmpty()) {
            advisories.add(new CalibrationPage.Advisory("UNFIT", unfit));
        }
        return advisories;
    }

    @Override
    public void close() {
        desk.close();
    }
}
