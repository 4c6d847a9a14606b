package org.sputterpilot.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.sputterpilot.cycle.Actuators;
import org.sputterpilot.cycle.ControlCycle;
import org.sputterpilot.cycle.DerivedTags;
import org.sputterpilot.cycle.HandModules;
import org.sputterpilot.cycle.Inbox;
import org.sputterpilot.cycle.MaintenanceLocks;
import org.sputterpilot.cycle.ManualControl;
import org.sputterpilot.cycle.ProofTests;
import org.sputterpilot.cycle.Snapshot;
import org.sputterpilot.cycle.TestSource;
import org.sputterpilot.equipment.Allocation;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.film.CalibrationInForce;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.film.FilmObserver;
import org.sputterpilot.film.FilmSoFar;
import org.sputterpilot.golden.Alike;
import org.sputterpilot.golden.Envelope;
import org.sputterpilot.golden.GoldenWatch;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.Journal;
import org.sputterpilot.hmi.TurnMemory;
import org.sputterpilot.interlocks.Interlocks;
import org.sputterpilot.interlocks.Nudges;
import org.sputterpilot.interlocks.Permissives;
import org.sputterpilot.interlocks.ProofDue;
import org.sputterpilot.interlocks.ProofTestReport;
import org.sputterpilot.interlocks.alarms.AlarmMemory;
import org.sputterpilot.interlocks.alarms.Alarms;
import org.sputterpilot.links.Write;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.preflight.Preflight;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.Foreseen;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.Procedures;
import org.sputterpilot.recipes.RecoveredRun;
import org.sputterpilot.replay.Told;
import org.sputterpilot.replay.TurnInputs;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.time.Tick;

/**
 * One unit's cycle, put together from its plant files: the same for the server, for a run from the command line and for
 * a test. Who turns it, and what is behind its field, is somebody else's business.
 */
public final class Assembly {
    private static final TagId ERODED = TagId.of("target.eroded");
    /** For what asks no time. */
    private static final Tick BEFORE_THE_FIRST = Tick.first(Instant.EPOCH);

    private final Plant plant;
    /** What was told from other threads, until the next turn begins. */
    private final Queue<Told> waiting = new ConcurrentLinkedQueue<>();

    private volatile CalibrationInForce calibration;
    /** The one the cycle knows of. */
    private CalibrationInForce toldCalibration;

    private final Inbox inbox;
    private final DerivedTags derived;
    private final FilmObserver film;
    private final Interlocks interlocks;
    private final Permissives permissives;
    private final Alarms alarms;
    private final ManualControl manual;
    private final MaintenanceLocks locks;
    private final ProofTests proofs;
    private final Procedures procedures;
    private final Actuators actuators;
    private final GoldenWatch golden;
    private final ControlCycle cycle;
    private final Snapshot snapshot = new Snapshot();
    private final TurnMemory memory;
    private final KeptInputs inputs;

    /**
     * A unit at rest.
     *
     * @param model what the tool is known to do
     * @param speed seconds of plant time in one second; 1 when free-running
     * @param field takes the writes of a turn in order; {@code null} when nothing may be written
     * @param journal where turns are kept
     * @param erodedAtoms what the target has lost since it was new
     */
    public Assembly(
            Plant plant,
            FilmModel model,
            double speed,
            Consumer<List<Write>> field,
            Journal journal,
            double erodedAtoms) {
        this.plant = plant;
        this.calibration = CalibrationInForce.asShipped(model);
        this.toldCalibration = calibration;
        inbox = new Inbox(plant.tags());
        inputs = new KeptInputs(inbox);
        inbox.keptBy(inputs);
        film = new FilmObserver(
                plant.tags(),
                model,
                erodedAtoms,
                plant.unit().byHand().shutter().isPresent());
        film.fitted(plant.targets().fitted());
        HandModules hands = new HandModules(plant.tags(), plant.unit());
        derived = new DerivedTags(plant.tags(), film, hands);
        interlocks = new Interlocks(plant.matrix(), plant.tags());
        permissives = new Permissives(plant.permissives(), plant.tags());
        alarms = new Alarms(plant.alarms());
        Allocation allocation = new Allocation(plant.unit());
        locks = new MaintenanceLocks(plant.tags(), plant.unit(), allocation);
        proofs = new ProofTests(plant.proofPlan(), plant.matrix(), plant.tags(), allocation);
        manual = new ManualControl(plant.tags(), locks, hands, allocation);
        actuators = new Actuators(plant.tags(), plant.unit(), field, locks, hands);
        golden = new GoldenWatch(plant.golden(), plant.tags());
        memory = new TurnMemory(plant.tags());
        procedures =
                new Procedures(plant.tags(), plant.limits(), plant.unit().byHand(), allocation, () -> toldCalibration
                        .model()
                        .lnRateSigma());
        Journal both = watched(journal).and(turn -> memory.turn(turn.commands()));
        cycle = new ControlCycle(new ControlCycle.Parts(
                inbox,
                derived,
                interlocks,
                permissives,
                alarms,
                procedures,
                manual,
                locks,
                hands,
                proofs,
                actuators,
                golden,
                both,
                snapshot));
        speed(speed);
    }

    /** That the journal failed is told to nobody who replays: from there on the inputs are not known. */
    private Journal watched(Journal journal) {
        return turn -> {
            try {
                journal.record(turn);
            } catch (RuntimeException fault) {
                inputs.lost("the journal failed: " + fault);
                throw fault;
            }
        };
    }

    /**
     * Lets somebody keep everything the turns are given; before the first turn.
     *
     * @param keeper takes each turn when it is over, on the cycle's thread
     * @param lost told why what comes is not known, if that is so
     */
    public void keepInputs(Consumer<TurnInputs> keeper, Consumer<String> lost) {
        inputs.by(keeper, lost);
    }

    /** One turn; called by the pace. What was told from other threads acts from here on. */
    public CycleRecord turn(Tick tick) {
        for (Told told = waiting.poll(); told != null; told = waiting.poll()) {
            take(told, tick);
        }
        try {
            CycleRecord turn = cycle.turn(tick);
            inputs.turned(turn);
            return turn;
        } catch (RuntimeException fault) {
            inputs.brokeOff();
            throw fault;
        }
    }

    /** Everything the engine can be told beside readings and requests, in one place, so that it can be told again. */
    void take(Told told, Tick tick) {
        if (told instanceof Told.Raised raised) {
            alarms.raise(raised.alarm(), raised.text(), tick);
        } else if (told instanceof Told.Lowered lowered) {
            alarms.lower(lowered.alarm());
        } else if (told instanceof Told.Restored restored) {
            alarms.restore(restored.alarms());
        } else if (told instanceof Told.Recovered recovered) {
            procedures.recover(recovered.run());
            film.goOn(recovered.film());
        } else if (told instanceof Told.Calibrated calibrated) {
            toldCalibration = calibrated.fromNextRun();
            film.calibrate(calibrated.fromNextRun());
        } else if (told instanceof Told.Fitted fitted) {
            film.fitted(plant.targets().of(fitted.serial()));
        } else if (told instanceof Told.NewTarget target) {
            film.newTarget(target.erodedAtoms());
        } else if (told instanceof Told.Locked locked) {
            locks.restore(locked.locks());
        } else if (told instanceof Told.Due due) {
            proofs.dues(due.dues());
        } else if (told instanceof Told.Golden known) {
            golden.know(known.known());
        } else if (told instanceof Told.Guided) {
            proofs.guided(values -> {}, report -> {});
        }
        inputs.told(told);
    }

    /** Limits that guard a wire stretch with the speed; everything else is plant time and does not notice. */
    public void speed(double speed) {
        inbox.communicationScale(speed);
    }

    /** Lets a reading that crosses a limit ask for a turn at once. */
    public void nudge(Runnable turnNow) {
        Nudges limits = interlocks.limits();
        inbox.nudgeWith((slot, before, after) -> {
            if (limits.crosses(slot, before, after)) {
                turnNow.run();
            }
        });
    }

    /** Whether a cause of the matrix reads this tag: its news must not wait for the rest. */
    public boolean guards(TagId tag) {
        return interlocks.limits().watches(plant.tags().slot(tag));
    }

    /** Reports something the program noticed; on the cycle's thread, before its turn. */
    void raise(String alarm, String text, Tick tick) {
        take(new Told.Raised(alarm, text), tick);
    }

    /** The alarms as an earlier process left them; before the first turn. */
    void restore(List<AlarmMemory> memories) {
        take(new Told.Restored(memories), BEFORE_THE_FIRST);
    }

    /** A run an earlier process has not survived, with its film: held from the first turn on; before that turn. */
    void recover(RecoveredRun run, FilmSoFar soFar) {
        take(new Told.Recovered(run, soFar), BEFORE_THE_FIRST);
    }

    /** Locks that were held when the program ended; before the first turn. */
    public void locked(List<MaintenanceLock> found) {
        take(new Told.Locked(found), BEFORE_THE_FIRST);
    }

    /** What was reported is over; on the cycle's thread. */
    void lower(String alarm) {
        take(new Told.Lowered(alarm), BEFORE_THE_FIRST);
    }

    /**
     * Allows guided proof tests; before the first turn.
     *
     * @param source drives the instruments of the virtual chamber
     * @param over what every test that is over has shown; on the cycle's thread
     */
    void guided(TestSource source, Consumer<ProofTestReport> over) {
        take(new Told.Guided(), BEFORE_THE_FIRST);
        proofs.guided(source, over);
    }

    /** When each cause's proof test is due, from the next turn on. From any thread. */
    public void due(List<ProofDue> dues) {
        waiting.add(new Told.Due(dues));
    }

    /** What good runs looked like, from the next turn on. From any thread. */
    public void golden(Map<Alike, Envelope> known) {
        waiting.add(new Told.Golden(known));
    }

    /** The calibration from the next run on; the run that is on keeps its own. From any thread. */
    void calibrate(CalibrationInForce fromNextRun) {
        calibration = fromNextRun;
        waiting.add(new Told.Calibrated(fromNextRun));
    }

    /** The calibration the next run will have. */
    CalibrationInForce calibration() {
        return calibration;
    }

    /** Which target is in the cathode, by its serial. From any thread. */
    void fitted(String serial) {
        waiting.add(new Told.Fitted(serial));
    }

    /** Another target is in the cathode; on the cycle's thread, between runs. */
    void newTarget(double erodedAtoms) {
        take(new Told.NewTarget(erodedAtoms), BEFORE_THE_FIRST);
    }

    /**
     * Looks at recipes on the tool as it is now.
     *
     * @param model the calibration to look with
     * @param pumpDowns how long earlier pump-downs took
     */
    Preflight preflight(FilmModel model, List<Duration> pumpDowns) {
        return new Preflight(model, erodedShare(), pumpDowns);
    }

    /** Share of the target's groove that is gone; 0 before the first turn. */
    double erodedShare() {
        double eroded = snapshot.last().map(turn -> turn.image().number(ERODED)).orElse(0.0);
        return Double.isFinite(eroded) ? eroded : 0;
    }

    /**
     * What a start would run now: the recipe frozen for these foils.
     *
     * @param attended whether a person confirms Load, Vent and Unload; otherwise the start has confirmed them
     */
    public ControlRecipe control(String runId, MasterRecipe recipe, List<String> foils, boolean attended) {
        List<String> coated = recipe.kind().isProcedure() ? List.of() : foils;
        return control(runId, recipe, Load.of(recipe.holder(), coated), List.of(), attended);
    }

    /**
     * What a start would run now: the recipe frozen for this load.
     *
     * @param pumpDowns how long earlier pump-downs took
     * @param attended whether a person confirms Load, Vent and Unload; otherwise the start has confirmed them
     */
    ControlRecipe control(String runId, MasterRecipe recipe, Load load, List<Duration> pumpDowns, boolean attended) {
        Foreseen foreseen = preflight(calibration.model(), pumpDowns).foreseen(recipe);
        return ControlRecipe.freeze(runId, recipe, load, foreseen, attended);
    }

    public Plant plant() {
        return plant;
    }

    public Inbox inbox() {
        return inbox;
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    public Permissives permissives() {
        return permissives;
    }

    public ManualControl manual() {
        return manual;
    }

    /** What people have their hands in. */
    public MaintenanceLocks locks() {
        return locks;
    }

    /** What shows that the interlocks still act. */
    public ProofTests proofs() {
        return proofs;
    }

    /** The equipment modules a run of this recipe would hold. */
    Set<String> modules(MasterRecipe recipe) {
        return procedures.needs(control("", recipe, List.of(""), false));
    }

    /** Why a recipe may not be run with what people move here; empty when it may. */
    Optional<String> refusedByHand(MasterRecipe recipe) {
        return procedures.refusalByHand(control("", recipe, List.of(""), false));
    }

    /** What the run that is on is compared with. */
    public GoldenWatch golden() {
        return golden;
    }

    public TurnMemory memory() {
        return memory;
    }

    /** What the target has lost since it was new. */
    public double erodedAtoms() {
        return film.erodedAtoms();
    }
}
