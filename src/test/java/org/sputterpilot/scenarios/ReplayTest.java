package org.sputterpilot.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.scenarios.Moment.filmAbove;
import static org.sputterpilot.scenarios.Moment.inPhase;
import static org.sputterpilot.scenarios.Moment.inState;
import static org.sputterpilot.scenarios.Moment.runOver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sputterpilot.app.FreePlant;
import org.sputterpilot.app.Replays;
import org.sputterpilot.equipment.ManualWrite;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.interlocks.alarms.AcknowledgeAlarm;
import org.sputterpilot.interlocks.alarms.AlarmState;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.recipes.RunCommandKind;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.replay.Difference;
import org.sputterpilot.replay.InputLog;
import org.sputterpilot.replay.Replayed;
import org.sputterpilot.replay.Replayed.Outcome;
import org.sputterpilot.replay.SessionHead;
import org.sputterpilot.replay.TurnInputs;
import org.sputterpilot.signals.TagId;

/** A run's inputs, given to the engine once more: the same decisions to the bit, or it is said why nobody knows. */
class ReplayTest {
    private static final String PROGRAM = "test";
    private static final String FIRST = "STORY-7-1";
    private static final String SECOND = "STORY-7-2";

    @TempDir
    static Path shared;

    @TempDir
    Path own;

    /** Two runs in one life, in which people and faults do what they do. */
    @BeforeAll
    static void twoRunsInOneLife() throws IOException {
        try (InputLog log = log(shared)) {
            VirtualPlant plant = VirtualPlant.shipped()
                    .seed(7)
                    .inputsKeptBy(turn -> keep(log, turn))
                    .start("tio2-32nm-on-zn")
                    .until(inPhase("Deposit"))
                    .until(filmAbove(10));
            plant.accepted(plant.command(RunCommandKind.HOLD)).until(inState(RunState.HELD));
            plant.seconds(30);
            plant.accepted(plant.command(RunCommandKind.RESTART)).until(filmAbove(20));
            plant.bypass("I21_ROTATION", Duration.ofMinutes(5)).seconds(5);
            plant.fail("water-loss").until(runOver());
            acknowledgeWhatStands(plant);
            plant.mend("water-loss").seconds(60);
            plant.accepted(plant.mode(UnitMode.MANUAL));
            plant.ask(reply -> new ManualWrite(TagId.of("substrate.rotation_set"), 0.1, "maintenance", "looks", reply));
            plant.seconds(5);
            plant.accepted(plant.mode(UnitMode.AUTOMATIC));
            plant.cut("psu").seconds(20);
            plant.join("psu").seconds(20);
            plant.reset();
            plant.seconds(310).until(new Moment("a permitted start", turn -> plant.blockingStart()
                    .isEmpty()));
            plant.accepted(plant.start("tio2-32nm-on-zn")).until(runOver());
        }
    }

    private static void acknowledgeWhatStands(VirtualPlant plant) {
        plant.last().alarms().stream()
                .filter(alarm -> alarm.state() == AlarmState.UNACKNOWLEDGED)
                .map(alarm -> alarm.id())
                .toList()
                .forEach(id -> plant.ask(reply -> new AcknowledgeAlarm(id, "operator", "seen", reply)));
    }

    private static InputLog log(Path inputs) throws IOException {
        Plant plant = VirtualPlant.SHIPPED;
        SessionHead head = new SessionHead("unit1", FreePlant.START, plant.hash(), PROGRAM, "", false, 0, true);
        return InputLog.begin(
                inputs, "life", head, plant.directory(), plant.files().keySet(), plant.tags(), plant.matrix());
    }

    private static void keep(InputLog log, TurnInputs turn) {
        try {
            log.add(turn);
            if (log.isFull()) {
                log.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Replayed replayed(Path inputs, String run) throws IOException {
        return new Replays(inputs, Optional.empty(), PROGRAM).run(run);
    }

    @Test
    void everyDecisionOfEveryRunIsTakenAgainToTheBit() throws IOException {
        List<Replayed> all = new Replays(shared, Optional.empty(), PROGRAM).all();

        assertThat(all).extracting(Replayed::run).containsExactly(FIRST, SECOND);
        assertThat(all).allSatisfy(run -> {
            assertThat(run.outcome())
                    .as("%s %s", run.words(), run.differences())
                    .isEqualTo(Outcome.SAME);
            assertThat(run.turns()).isGreaterThan(1000);
        });
    }

    /** What a process engineer asks before changing a limit: which decisions of the runs so far would be others. */
    @Test
    void anotherLimitNamesTheDecisionsThatWouldDiffer() throws IOException {
        OtherPlant.shipped()
                .with("interlocks/matrix.yaml", "cathode.power > 330 W", "cathode.power > 100 W")
                .read(own);

        Replayed run = new Replays(shared, Optional.of(own), PROGRAM).run(FIRST);

        assertThat(run.outcome()).as(run.words()).isEqualTo(Outcome.DIFFERS);
        assertThat(run.differences())
                .extracting(Difference::what)
                .contains("command cathode.enable", "first out", "interlock", "film.thickness");
        assertThat(run.differences())
                .filteredOn(difference -> difference.what().equals("first out"))
                .singleElement()
                .satisfies(difference -> assertThat(difference.wouldBe()).startsWith("I"));
    }

    @Test
    void aFlippedBitBeforeTheEndOfARunMakesItNotReplayableFromThere() throws IOException {
        Path inputs = copy();
        Path chunks = chunks(inputs);
        byte[] bytes = Files.readAllBytes(chunks);
        bytes[bytes.length / 4] ^= 4;
        Files.write(chunks, bytes);

        Replayed run = replayed(inputs, FIRST);
        assertThat(run.outcome()).isEqualTo(Outcome.NOT_REPLAYABLE);
        assertThat(run.why()).contains("turns of the run").contains("a chunk is not what was written");
    }

    @Test
    void aMissingChunkIsSeen() throws IOException {
        Path inputs = copy();
        Path chunks = chunks(inputs);
        byte[] bytes = Files.readAllBytes(chunks);
        int first = 12 + ByteBuffer.wrap(bytes).getInt(4);
        Files.write(chunks, Arrays.copyOfRange(bytes, first, bytes.length));

        assertThat(replayed(inputs, FIRST).why()).contains("before the run").contains("chunk 0 is missing");
    }

    /** What is left of a log whose process was killed. */
    @Test
    void aRunIsReplayableOnlyAsFarAsItsLogGoes() throws IOException {
        Path inputs = copy();
        Path chunks = chunks(inputs);
        byte[] bytes = Files.readAllBytes(chunks);
        Files.write(chunks, Arrays.copyOf(bytes, bytes.length / 4));

        Replayed run = replayed(inputs, FIRST);
        assertThat(run.outcome()).isEqualTo(Outcome.NOT_REPLAYABLE);
        assertThat(run.why()).contains("turns of the run").contains("not written to its end");
        assertThat(run.differences()).isEmpty();
    }

    @Test
    void plantFilesThatWereChangedAfterwardsAreNotThoseOfTheRun() throws IOException {
        Path inputs = copy();
        Path matrix =
                inputs.resolve("plants").resolve(VirtualPlant.SHIPPED.hash()).resolve("interlocks/matrix.yaml");
        Files.writeString(matrix, Files.readString(matrix) + "# a word\n");

        assertThat(replayed(inputs, FIRST).why()).contains("not those it began with");
    }

    @Test
    void aRunNobodyKeptTheInputsOfIsNotReplayable() throws IOException {
        assertThat(replayed(shared, "STORY-0").words()).isEqualTo("not replayable: no input log holds it");
    }

    static List<Long> seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("test.replays", 3))
                .map(n -> 4000 + n)
                .boxed()
                .toList();
    }

    /** Whatever breaks, whenever: what was decided is decided again. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverBreaksIsDecidedAgain(long seed) throws IOException {
        SplittableRandom dice = new SplittableRandom(seed);
        String run;
        try (InputLog log = log(own)) {
            VirtualPlant plant = VirtualPlant.shipped()
                    .seed(seed)
                    .inputsKeptBy(turn -> keep(log, turn))
                    .ready();
            SwarmTest.trouble(plant, dice);
            plant.accepted(plant.start("tio2-32nm-on-zn"));
            run = plant.run().runId();
            for (int minutes = 0; minutes < 80 && !plant.run().isOver(); minutes++) {
                plant.seconds(60);
                if (plant.run().state() == RunState.HELD && dice.nextInt(3) == 0) {
                    plant.reset();
                    plant.command(RunCommandKind.RESTART);
                }
            }
        }

        Replayed again = replayed(own, run);

        assertThat(again.outcome())
                .as("seed %d: %s %s", seed, again.words(), again.differences())
                .isEqualTo(Outcome.SAME);
        assertThat(again.turns()).as("seed %d", seed).isGreaterThan(100);
    }

    private Path copy() throws IOException {
        Path inputs = own.resolve("inputs");
        try (Stream<Path> all = Files.walk(shared)) {
            for (Path path : all.sorted(Comparator.naturalOrder()).toList()) {
                Files.copy(path, inputs.resolve(shared.relativize(path).toString()));
            }
        }
        return inputs;
    }

    private static Path chunks(Path inputs) throws IOException {
        try (Stream<Path> files = Files.list(inputs.resolve("life"))) {
            return files.filter(file -> file.toString().endsWith(".chunks"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
