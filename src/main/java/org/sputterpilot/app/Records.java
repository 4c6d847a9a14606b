package org.sputterpilot.app;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.sputterpilot.celltests.CellTestBook;
import org.sputterpilot.celltests.Linking;
import org.sputterpilot.celltests.db.CellTestStore;
import org.sputterpilot.celltests.db.LinkStore;
import org.sputterpilot.celltests.db.ResultStore;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.genealogy.Release;
import org.sputterpilot.genealogy.RunPapers;
import org.sputterpilot.genealogy.db.GenealogyStore;
import org.sputterpilot.genealogy.db.ReleaseStore;
import org.sputterpilot.golden.GoldenBook;
import org.sputterpilot.golden.db.GoldenStore;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.AlarmBook;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.historian.FilmReports;
import org.sputterpilot.historian.FoilRegister;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.MaintenanceBook;
import org.sputterpilot.historian.MatrixSignatures;
import org.sputterpilot.historian.PartialBook;
import org.sputterpilot.historian.RunQueue;
import org.sputterpilot.historian.RunRecorder;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.historian.SealBook;
import org.sputterpilot.historian.SealProof;
import org.sputterpilot.historian.SignatureBook;
import org.sputterpilot.historian.db.AuditHeads;
import org.sputterpilot.historian.db.AuditLog;
import org.sputterpilot.historian.db.CalibrationStore;
import org.sputterpilot.historian.db.FoilStore;
import org.sputterpilot.historian.db.MaintenanceStore;
import org.sputterpilot.historian.db.MatrixSignatureStore;
import org.sputterpilot.historian.db.PartialStore;
import org.sputterpilot.historian.db.RecipeStore;
import org.sputterpilot.historian.db.RunQueueStore;
import org.sputterpilot.historian.db.SealStore;
import org.sputterpilot.historian.db.SignatureStore;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.logbook.Deviations;
import org.sputterpilot.logbook.db.DeviationStore;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseReport;
import org.sputterpilot.recipes.RecipeBook;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.db.KeyFile;

/** Everything that remembers: journal, database, and the questions that can be asked of them. */
final class Records implements AutoCloseable {
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);

    private static final Duration PATIENCE_WITH_EVENTS = Duration.ofSeconds(2);

    /** A tool changes: older pump-downs say little about the next. */
    private static final int PUMP_DOWNS = 8;

    private static final int RUNS_BACK = 24;
    private static final long LOOK_AGAIN_NANOS = 20_000_000;

    private static final Logger LOG = Logger.getLogger(Records.class);
    private static final String PROGRAM = "sputterpilot";
    private static final String PLANT_FILES = "plant.files";

    private final Databases.Opened opened;
    private final FolderClaim claim;
    private final StoreAndForward journal;
    private final History history;
    private final InstallationKey key;
    private final AuditHeads heads;
    private final AuditTrail audit;
    private final SignatureBook names;
    private final FoilRegister foils;
    private final CalibrationBook calibrations;
    private final MaintenanceBook maintenance;
    private final MatrixSignatures signatures;
    private final RecipeBook recipes;
    private final PartialBook partials;
    private final RunQueue queue;
    /** The run an earlier process has not survived, if it can be held again. */
    private Optional<Recovery> recovery = Optional.empty();

    private final Genealogy genealogy;
    private final SealBook seals;
    private final GoldenBook golden;
    private final Deviations deviations;
    private final CellTestBook cellTests;
    private final Linking linking;
    private final CellTests tests;

    /**
     * @param opened where things are kept; closed with this
     * @param trueFilmNm the film as the virtual chamber knows it; empty on a real one
     * @param reports works out what became of a film
     */
    Records(
            Plant plant,
            Settings settings,
            Databases.Opened opened,
            Supplier<OptionalDouble> trueFilmNm,
            FilmReports reports) {
        String unit = plant.unit().unit();
        this.opened = opened;
        claim = FolderClaim.of(settings.data())
                .orElseThrow(() -> new IllegalStateException("another program uses the data folder "
                        + settings.data().toAbsolutePath() + ": two would write one audit"));
        RunRecorder recorder = new RunRecorder(unit, plant.hash(), settings.isVirtual(), trueFilmNm, reports);
        journal = StoreAndForward.open(
                StoreAndForward.Settings.of(settings.data().resolve("journal"), unit),
                plant.tags(),
                plant.retention(),
                recorder,
                opened.database(),
                run -> {
                    recovery = Recovery.of(run, plant, settings.speed());
                    return recovery.isPresent();
                });
        recovery.ifPresent(found -> recorder.goOn(found.before()));
        history = journal.queries();
        Path auditFolder = settings.data().resolve("audit");
        Instant now = Clock.systemUTC().instant();
        key = KeyFile.keptIn(settings.data().resolve("keys"));
        heads = AuditHeads.open(opened.database(), unit, key, auditFolder, now);
        audit = new AuditLog(opened.database(), heads, auditFolder);
        names = new SignatureStore(opened.database(), heads);
        begin(plant, settings, unit, now);
        foils = new FoilStore(opened.database(), unit);
        calibrations = new CalibrationStore(opened.database(), unit);
        maintenance = new MaintenanceStore(opened.database(), unit);
        signatures = new MatrixSignatureStore(opened.database(), unit);
        recipes = new RecipeStore(opened.database(), unit);
        partials = new PartialStore(opened.database(), unit);
        queue = new RunQueueStore(opened.database(), unit);
        seals = new SealStore(opened.database(), heads, journal.queries(), plant.tags());
        golden = new GoldenStore(opened.database(), unit);
        deviations = new Deviations(new DeviationStore(opened.database(), unit), plant.deviations());
        GenealogyStore graph = new GenealogyStore(opened.database(), unit);
        genealogy = new Genealogy(
                graph,
                new Release(
                        graph,
                        new ReleaseStore(opened.database(), unit),
                        this::papers,
                        plant.deviations().addenda()));
        cellTests = new CellTestStore(opened.database(), unit);
        linking = new Linking(
                new LinkStore(opened.database(), unit),
                genealogy,
                plant.cellTests().names());
        tests = new CellTests(cellTests, new ResultStore(opened.database(), unit), genealogy);
        journal.start();
    }

    StoreAndForward journal() {
        return journal;
    }

    History history() {
        return history;
    }

    AuditTrail audit() {
        return audit;
    }

    /** The run in which an earlier process died and that this one goes on with. */
    Optional<Recovery> recovery() {
        return recovery;
    }

    /** The names people have put under their acts. */
    SignatureBook names() {
        return names;
    }

    /**
     * The first lines of a process: that the books did not fit, if so; which plant files are in force, and what they
     * were before; and that it started.
     */
    private void begin(Plant plant, Settings settings, String unit, Instant now) {
        heads.complaint().ifPresent(what -> {
            LOG.errorf("The audit was altered while it was out of our hands: %s. Run verify-audit.", what);
            audit.append(new AuditTrail.Entry(now, PROGRAM, "audit.broken", "", "", what, "start", "found"));
        });
        String before =
                audit.find(new AuditTrail.Search(Instant.EPOCH, now, PROGRAM, PLANT_FILES, "", "", 0, true, 1)).stream()
                        .map(row -> row.entry().newValue())
                        .findFirst()
                        .orElse("");
        if (!before.equals(plant.hash())) {
            audit.append(new AuditTrail.Entry(
                    now, PROGRAM, PLANT_FILES, before, plant.hash(), "read at start", "start", "done"));
        }
        audit.append(new AuditTrail.Entry(
                now, PROGRAM, "start", "", unit + " in " + settings.mode().word() + " mode", "", "start", "done"));
    }

    FoilRegister foils() {
        return foils;
    }

    AlarmBook alarms() {
        return journal.alarms();
    }

    CalibrationBook calibrations() {
        return calibrations;
    }

    /** How long the last pump-downs of a recipe took that came to their end, newest first. */
    List<Duration> pumpDowns(String recipe) {
        return history.runs(RUNS_BACK).stream()
                .filter(run -> run.recipe().equals(recipe))
                .flatMap(run -> history.phases(run.id()).stream())
                .filter(phase -> phase.phase().equals(PhaseName.PUMP_DOWN.text())
                        && phase.result().equals(PhaseReport.End.DONE.name()))
                .limit(PUMP_DOWNS)
                .map(phase -> Duration.ofMillis(Math.round(phase.durationS() * 1e3)))
                .toList();
    }

    MaintenanceBook maintenance() {
        return maintenance;
    }

    MatrixSignatures signatures() {
        return signatures;
    }

    /** The sealed records of runs that have ended. */
    SealBook seals() {
        return seals;
    }

    /** The key with which the installation vouches for what leaves it. */
    InstallationKey key() {
        return key;
    }

    /** What was not as it should have been; whoever asks finds everything that has happened in it. */
    Deviations deviations() {
        journal.awaitMoved(PATIENCE_WITH_EVENTS);
        deviations.listen(run -> history.run(run).map(row -> new Deviations.OfRun(row.operator(), row.endedAt())));
        return deviations;
    }

    /** What a release looks at of one run. */
    private RunPapers papers(Ref run) {
        RunRow row = history.run(run.id())
                .orElseThrow(
                        () -> new IllegalStateException("run " + run.id() + " is in the genealogy and nowhere else"));
        Optional<SealProof> proof = seals.verify(run.id());
        boolean holds = proof.isPresent() && proof.get().holds();
        return new RunPapers(
                run.id(),
                row.operator(),
                row.production(),
                row.load().foils(),
                row.endedAt().isPresent(),
                seals.find(run.id()).map(seal -> seal.seal().hash()).orElse(""),
                proof.map(found -> found.breaks().stream()
                                .map(SealProof.Break::toString)
                                .toList())
                        .orElse(List.of()),
                holds
                        ? seals.addenda(run.id(), Instant.MAX).stream()
                                .map(Addendum::kind)
                                .collect(Collectors.toSet())
                        : Set.of(),
                deviations.of(List.of(run.id())));
    }

    RecipeBook recipes() {
        return recipes;
    }

    /** Half-coated foil and what was decided about it. */
    PartialBook partials() {
        return partials;
    }

    /** Runs that are planned. */
    RunQueue queue() {
        return queue;
    }

    /** What good runs looked like, and how each run stood to them. */
    GoldenBook golden() {
        return golden;
    }

    /** What came from what. */
    Genealogy genealogy() {
        return genealogy;
    }

    /** Testers' files and their records. */
    CellTestBook cellTests() {
        return cellTests;
    }

    /** To which tests they belong, and the channel board. */
    Linking linking() {
        return linking;
    }

    /** What follows from the tests of cells. */
    CellTests tests() {
        return tests;
    }

    /** Waits until a run that has just been accepted can be asked for, and survives a power cut; not for ever. */
    void awaitRun(String runId, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (history.run(runId).isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(Math.min(left, LOOK_AGAIN_NANOS));
        }
    }

    /** Whether the database answers. */
    boolean databaseAnswers() {
        try (var connection = opened.source().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        journal.awaitMoved(PATIENCE_AT_END);
        journal.close();
        heads.checkpoint(Clock.systemUTC().instant());
        opened.close();
        claim.close();
    }
}
