package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.contracts.FreshH2;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.RunRecorder;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.FoilStore;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.recipes.AnswerPrompt;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PromptAnswer;
import org.sputterpilot.recipes.RunCommand;
import org.sputterpilot.recipes.RunCommandKind;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.recipes.StartRun;
import org.sputterpilot.replay.InputLog;
import org.sputterpilot.replay.Replayed;
import org.sputterpilot.replay.SessionHead;
import org.sputterpilot.scenarios.OtherPlant;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.sim.VirtualChamber;
import org.sputterpilot.time.Tick;

/**
 * HAZ-08: the controller dies at any moment of a run while the chamber lives on, and the next one finds the run again:
 * held, nothing switched on, its film counted, a person to decide.
 */
class RecoveryTest {
    private static final Plant SHIPPED =
            PlantReader.read(Path.of("").toAbsolutePath()).plant().orElseThrow();
    private static final String UNIT = SHIPPED.unit().unit();
    private static final String RUN = "PVD-01-RECOVER";
    private static final TagId THICKNESS = TagId.of("film.thickness");
    private static final TagId SIGMA = TagId.of("film.sigma");
    private static final TagId ENABLED = TagId.of("cathode.is_enabled");
    private static final TagId SHUTTER_OPEN = TagId.of("shutter.is_open");
    /** The journal's queue holds two minutes of turns. */
    private static final int PUMP_TURNS = 1000;

    private static final Set<PhaseName> LONG = EnumSet.of(PhaseName.PUMP_DOWN, PhaseName.COOL);
    /** A night kills it twenty times, a build three. */
    private static final int KILLS = Integer.getInteger("test.kills", 3);

    @TempDir
    Path data;

    private final VirtualChamber chamber = VirtualChamber.commissioned(SHIPPED.tags(), 7);
    private Plant plant = SHIPPED;
    /** Whether the film is not known to anybody in what is recorded. */
    private boolean blind;

    private Database database;
    private StoreAndForward journal;
    private FreePlant free;
    private InputLog inputs;
    private int lives;
    private Optional<Recovery> recovery = Optional.empty();
    private Tick tick = Tick.first(FreePlant.START);
    private CycleRecord last;

    @BeforeEach
    void open() throws SQLException {
        database = FreshH2.in(data.resolve("historian"));
        begin(SHIPPED.hash());
    }

    @AfterEach
    void close() {
        inputs.close();
        journal.close();
    }

    /** A controller begins, in front of the chamber as it is and of what an earlier one has written. */
    private void begin(String plantHash) {
        RunRecorder recorder = new RunRecorder(
                UNIT,
                plantHash,
                true,
                () -> OptionalDouble.of(chamber.trueFilm().nanometres()),
                new FilmBook(plant));
        recovery = Optional.empty();
        journal = StoreAndForward.open(
                StoreAndForward.Settings.of(data.resolve("journal"), UNIT),
                plant.tags(),
                plant.retention(),
                recorder,
                database,
                run -> {
                    recovery = Recovery.of(run, plant, 1);
                    return recovery.isPresent();
                });
        recovery.ifPresent(found -> recorder.goOn(found.before()));
        free = new FreePlant(plant, FilmModel.commissioned(plant.tool()), chamber, this::keep);
        keepInputs(plantHash);
        recovery.ifPresent(found -> free.assembly().recover(found.run(), found.film()));
    }

    /** The journal, with film nobody knows where a story wants it so. */
    private void keep(CycleRecord turn) {
        if (!blind) {
            journal.record(turn);
            return;
        }
        ProcessImage.Builder image = turn.image().toBuilder();
        for (TagId tag : List.of(THICKNESS, SIGMA)) {
            image.put(
                    plant.tags().slot(tag),
                    Double.NaN,
                    Quality.BAD,
                    turn.tick().at(),
                    turn.tick().at(),
                    0);
        }
        journal.record(new CycleRecord(
                turn.tick(),
                image.freeze(),
                turn.verdict(),
                turn.demands(),
                turn.granted(),
                turn.run(),
                turn.alarmChanges(),
                turn.alarms(),
                turn.commands(),
                turn.lostLinks(),
                turn.events(),
                turn.film()));
    }

    private void keepInputs(String plantHash) {
        try {
            if (inputs != null) {
                inputs.close();
            }
            SessionHead head = new SessionHead(UNIT, tick.at(), plantHash, "test", "", false, 0, true);
            inputs = InputLog.begin(
                    data.resolve(Replays.INPUTS),
                    "life-%03d".formatted(++lives),
                    head,
                    plant.directory(),
                    plant.files().keySet(),
                    plant.tags(),
                    plant.matrix());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        free.assembly().keepInputs(inputs::add, why -> {});
    }

    /** The controller dies; the chamber lives on alone, then the next controller begins with a clock of its own. */
    private void killAndBegin(Duration away) {
        journal.pump();
        free.turn(tick); // what the journal has not brought to the disk is lost
        tick = tick.next(FreePlant.STEP);
        for (Duration t = Duration.ZERO; t.compareTo(away) < 0; t = t.plus(FreePlant.STEP)) {
            chamber.advance(FreePlant.STEP);
        }
        Instant now = tick.at().plus(away);
        tick = Tick.first(now);
        blind = false;
        begin(plant.hash());
    }

    private RunStatus run() {
        return last.run();
    }

    private void turn() {
        last = free.turn(tick);
        tick = tick.next(
                LONG.contains(run().phase()) && run().state() == RunState.RUNNING
                        ? FreePlant.STEP.multipliedBy(5)
                        : FreePlant.STEP);
        if (tick.number() % PUMP_TURNS == 0) {
            journal.pump();
        }
    }

    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            turn();
        }
    }

    private void until(String what, BooleanSupplier come) {
        Duration patience = tick.elapsed().plusHours(4);
        do {
            turn();
            if (tick.elapsed().compareTo(patience) > 0) {
                throw new AssertionError(what + " did not come: " + run().state() + " in " + run().phase() + " "
                        + run().holdReason() + run().endReason() + " " + run().next());
            }
        } while (!come.getAsBoolean());
    }

    private Reply.Answer ask(Function<Reply, Request> request) {
        Reply reply = new Reply();
        free.assembly().inbox().post(request.apply(reply));
        turn();
        return reply.answer().getNow(null);
    }

    private Reply.Answer command(RunCommandKind kind, String reason) {
        return ask(reply -> new RunCommand(RUN, kind, "olga", reason, reply));
    }

    private void reset() {
        until(
                "a reset",
                () -> last.verdict().resettable()
                        && last.verdict().resetBlockedBy().isEmpty());
        assertThat(ask(reply -> new ResetInterlocks("olga", "after the stop", reply))
                        .accepted())
                .isTrue();
    }

    private void start() {
        turns(5);
        reset();
        until(
                "a permitted start",
                () -> last.verdict().trippedEffects().isEmpty()
                        && free.assembly()
                                .permissives()
                                .blockingStart(last.image())
                                .isEmpty());
        var control =
                free.assembly().control(RUN, plant.recipe("tio2-32nm-on-zn").orElseThrow(), List.of("ZF-1"), false);
        assertThat(ask(reply -> new StartRun(control, "olga", "story", reply)).accepted())
                .isTrue();
    }

    private double filmNm() {
        return last.image().number(THICKNESS) * 1e9;
    }

    /** Resets, restarts with a reason, and signs to be there before gas. */
    private void restart() {
        reset();
        assertThat(command(RunCommandKind.RESTART, " ").accepted())
                .as("without a reason")
                .isFalse();
        Reply.Answer answer = command(RunCommandKind.RESTART, "power was back at once");
        assertThat(answer.accepted()).as(answer.what()).isTrue();
    }

    private void signWhenAsked() {
        run().openPrompt()
                .filter(prompt -> prompt.question().answers().contains(PromptAnswer.PRESENT))
                .ifPresent(prompt -> ask(
                        reply -> new AnswerPrompt(RUN, prompt.number(), PromptAnswer.PRESENT, "olga", "here", reply)));
    }

    private void untilSigning(String what, BooleanSupplier come) {
        until(what, () -> {
            signWhenAsked();
            return come.getAsBoolean();
        });
    }

    @Test
    void aRunKilledAtRandomMomentsIsHeldEachTimeWithItsFilmAndFinishes() throws Exception {
        long seed = 20261123;
        SplittableRandom random = new SplittableRandom(seed);
        PhaseName[] phases = {
            PhaseName.LEAK_CHECK,
            PhaseName.DEPOSIT,
            PhaseName.POISON,
            PhaseName.DEPOSIT,
            PhaseName.PUMP_DOWN,
            PhaseName.RAMP,
            PhaseName.GAS_STABILISE,
            PhaseName.PRE_SPUTTER,
            PhaseName.IGNITE,
            PhaseName.DEPOSIT
        };
        start();
        int layers = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            PhaseName phase = kill == 1 ? PhaseName.LEAK_CHECK : phases[random.nextInt(kill < 4 ? 2 : 10)];
            if (phase == PhaseName.PUMP_DOWN || phase == PhaseName.LEAK_CHECK && kill > 1) {
                phase = PhaseName.DEPOSIT;
            }
            PhaseName wanted = phase;
            untilSigning(
                    wanted + " before kill " + kill,
                    () -> run().phase() == wanted && run().state() == RunState.RUNNING);
            turns(random.nextInt(5, 400));
            String at = "seed " + seed + ", kill " + kill + " in " + run().phase();
            boolean grew = run().phase() == PhaseName.DEPOSIT;
            PhaseName died = run().phase();
            double before = filmNm();
            killAndBegin(Duration.ofMillis(random.nextInt(500, 60_000)));
            turns(40);

            assertThat(run().state()).as(at).isEqualTo(RunState.HELD);
            assertThat(run().runId()).as(at).isEqualTo(RUN);
            assertThat(run().recovered().orElseThrow().phase()).as(at).isEqualTo(died);
            assertThat(run().recovered().orElseThrow().impossible()).as(at).isEmpty();
            assertThat(Math.abs(filmNm() - before)).as(at + ": film").isLessThan(0.1);
            assertThat(last.image().number(ENABLED)).as(at + ": supply").isZero();
            assertThat(last.image().number(SHUTTER_OPEN)).as(at + ": shutter").isZero();
            assertThat(run().allowed()).as(at).contains(RunCommandKind.RESTART, RunCommandKind.ABORT);
            restart();
            layers += grew ? 1 : 0;
        }
        untilSigning("the end", () -> run().state().isOver());
        journal.pump();

        assertThat(run().state()).as("seed " + seed).isEqualTo(RunState.COMPLETE);
        assertThat(filmNm()).as("seed " + seed).isBetween(31.5, 32.5);
        double sigmaNm = last.image().number(SIGMA) * 1e9;
        assertThat(Math.abs(chamber.trueFilm().nanometres() - filmNm()))
                .as("seed %d, sigma %.3f nm", seed, sigmaNm)
                .isLessThan(4 * sigmaNm);
        assertThat(run().interruptions()).as("seed " + seed).hasSize(layers);
        RunRow row = journal.queries().run(RUN).orElseThrow();
        assertThat(row.state()).isEqualTo("COMPLETE");
        JsonNode record =
                new ObjectMapper().readTree(journal.queries().record(RUN).orElseThrow());
        List<String> names = new ArrayList<>();
        record.path("phases").forEach(phase -> names.add(phase.path("name").asText()));
        assertThat(names)
                .as("what happened before the crashes is in the record")
                .startsWith("Load", "PumpDown");
        assertThat(record.path("interruptions")).hasSize(layers);
        assertThat(record.path("recovered").path("cutOffAt").asText()).isNotEmpty();

        inputs.close();
        Replayed again = new Replays(data.resolve(Replays.INPUTS), Optional.empty(), "test").run(RUN);
        assertThat(again.outcome())
                .as("seed %d: %s %s", seed, again.words(), again.differences())
                .isEqualTo(Replayed.Outcome.SAME);
        assertThat(again.session().split(", ")).as("seed " + seed).hasSize(KILLS + 1);
        assertThat(record.path("control").path("recipe").path("hash").asText()).isEqualTo(row.recipeHash());
    }

    @Test
    void aRunWhoseChamberWasVentedMeanwhileSaysSoAndCanOnlyBeAborted() {
        start();
        until("a leak check", () -> run().phase() == PhaseName.LEAK_CHECK);
        turns(20);
        chamber.faults().inject("air-inrush");
        killAndBegin(Duration.ofSeconds(120));
        turns(60);

        assertThat(run().state()).isEqualTo(RunState.HELD);
        assertThat(run().recovered().orElseThrow().impossible())
                .hasValueSatisfying(why -> assertThat(why).contains("vented"));
        assertThat(run().allowed()).containsExactly(RunCommandKind.ABORT);
        assertThat(command(RunCommandKind.RESTART, "try").what()).contains("vented");
        assertThat(command(RunCommandKind.ABORT, "").accepted())
                .as("without a reason")
                .isFalse();
        assertThat(command(RunCommandKind.ABORT, "air").accepted()).isTrue();
        until("the end", () -> run().state() == RunState.ABORTED);
    }

    @Test
    void aRunStartedWithOtherPlantFilesCanOnlyBeAborted() {
        journal.close();
        begin("the hash of other plant files");
        start();
        until("pumping", () -> run().phase() == PhaseName.PUMP_DOWN);
        turns(20);
        killAndBegin(Duration.ofSeconds(5));
        turns(20);

        assertThat(run().state()).isEqualTo(RunState.HELD);
        assertThat(run().recovered().orElseThrow().impossible())
                .hasValueSatisfying(why -> assertThat(why).contains("plant files"));
        assertThat(run().allowed()).containsExactly(RunCommandKind.ABORT);
    }

    @Test
    void aRunThatWasBeingStoppedIsNotGoneOnWith() {
        start();
        until("pumping", () -> run().phase() == PhaseName.COOL || run().phase() == PhaseName.PUMP_DOWN);
        turns(10);
        assertThat(command(RunCommandKind.ABORT, "smoke").accepted()).isTrue();
        journal.pump();
        killAndBegin(Duration.ofSeconds(5));
        turns(5);
        if (run().exists()) { // the abort had not come to its end
            assertThat(run().allowed()).containsExactly(RunCommandKind.ABORT);
        }
        assertThat(run().state()).isNotEqualTo(RunState.RUNNING);
    }

    /** HAZ-09: film that nobody has counted is not no film: nothing more grows on it before somebody knows. */
    @Test
    void aRunCutOffWithAnUnknownFilmStaysUnknownKeepsItsFoilAndCanOnlyBeAborted() {
        start();
        until("the film", () -> run().phase() == PhaseName.DEPOSIT);
        turns(300);
        blind = true;
        turns(50);
        double grownNm = chamber.trueFilm().nanometres();
        killAndBegin(Duration.ofSeconds(5));
        turns(20);

        assertThat(run().state()).isEqualTo(RunState.HELD);
        assertThat(filmNm()).as("unknown, not 0").isNaN();
        String why = run().recovered().orElseThrow().impossible().orElseThrow();
        assertThat(why).contains("nobody knows how much film there is, at most", "measured or stated");
        double mostNm = Double.parseDouble(why.replaceAll(".*at most ([0-9.]+) nm.*", "$1"));
        assertThat(mostNm).as("bound against %.2f nm", grownNm).isBetween(grownNm, 12.0);
        assertThat(run().allowed()).containsExactly(RunCommandKind.ABORT);
        assertThat(run().interruptions())
                .last()
                .satisfies(layer -> assertThat(layer.thickness().nanometres()).isNaN());
        assertThat(command(RunCommandKind.ABORT, "nobody knows the film").accepted())
                .isTrue();
        until("the end", () -> run().state() == RunState.ABORTED);
        turns(2);
        journal.pump();

        assertThat(journal.queries().run(RUN).orElseThrow().thicknessNm()).isNaN();
        assertThat(new FoilStore(database, UNIT).find("ZF-1"))
                .hasValueSatisfying(foil -> assertThat(foil.disposition()).isEqualTo("HOLD"));
    }

    /** HAZ-09: no watchdog shuts a lever: the power goes, and the run waits until a person says that it is shut. */
    @Test
    void aRunKilledWithAManualShutterOpenAsksForTheHandBeforeItGoesOn() {
        journal.close();
        plant = OtherPlant.manual("shutter").allowed().plant(data.resolve("plant"));
        begin(plant.hash());
        start();
        until(
                "the film",
                () -> run().phase() == PhaseName.DEPOSIT && last.image().number(SHUTTER_OPEN) == 1);
        turns(200);
        double before = filmNm();
        killAndBegin(Duration.ofMillis(500)); // sooner than the virtual PLC, which has an actuator, would shut it
        free.hands().leave();
        turns(40);

        assertThat(run().state()).isEqualTo(RunState.HELD);
        assertThat(last.image().number(ENABLED)).as("supply").isZero();
        assertThat(last.image().number(SHUTTER_OPEN)).as("no hand has moved it").isEqualTo(1);
        assertThat(run().next().text()).isEqualTo("Close the shutter by hand, then confirm");
        assertThat(Math.abs(filmNm() - before)).as("film").isLessThan(0.1);
        int question = run().openPrompt().orElseThrow().number();
        assertThat(ask(reply -> new AnswerPrompt(RUN, question, PromptAnswer.CONFIRM, "olga", "", reply))
                        .what())
                .contains("the switches do not say that the shutter is shut");

        chamber.write(TagId.of("shutter.open"), 0); // olga at the lever
        turns(20);

        assertThat(run().next().text()).startsWith("Restart or end");
        restart();
        untilSigning("argon", () -> run().phase() == PhaseName.GAS_STABILISE && run().state() == RunState.RUNNING);
    }
}
