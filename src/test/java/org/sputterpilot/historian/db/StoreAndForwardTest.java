package org.sputterpilot.historian.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sputterpilot.historian.Turns.DOOR;
import static org.sputterpilot.historian.Turns.PRESSURE;
import static org.sputterpilot.historian.Turns.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.contracts.FreshH2;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.Quality;

class StoreAndForwardTest {
    private static final Instant LATER = START.plus(Duration.ofDays(30));

    @TempDir
    Path data;

    private Database database;
    private Connection keeper;
    private StoreAndForward journal;
    private final Turns turns = new Turns();

    @BeforeEach
    void open() throws SQLException {
        database = FreshH2.in(data.resolve("historian"));
        keeper = database.open();
        journal = opened(settings());
    }

    @AfterEach
    void close() throws SQLException {
        journal.close();
        keeper.close();
    }

    private StoreAndForward.Settings settings() {
        return StoreAndForward.Settings.of(data.resolve("journal"), "PVD-01");
    }

    private StoreAndForward opened(StoreAndForward.Settings settings) {
        return StoreAndForward.open(
                settings, Turns.TAGS, Retention.everything(Turns.TAGS.size()), Turns.recorder(), database);
    }

    private void crashAndRestart() {
        journal.abandon();
        journal = opened(settings());
    }

    private void reopen(StoreAndForward.Settings settings) {
        journal.close();
        journal = opened(settings);
    }

    private void turn(double pressure) {
        journal.record(turns.put(PRESSURE, pressure).turn());
    }

    private List<Double> pressures() {
        return journal.queries().history(PRESSURE, START, LATER, 0).points().stream()
                .map(Series.Point::value)
                .toList();
    }

    private long rows(String table) {
        return Transactions.read(
                database, c -> Statements.first(c, "select count(*) from " + table, row -> row.getLong(1))
                        .orElseThrow());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("journal"))) {
            return files.sorted().toList();
        }
    }

    // ---------------------------------------------------------------- nothing stored is lost, nothing comes twice

    @Test
    void whatWasStoredSurvivesACrashBeforeTheDatabaseHadIt() {
        for (int i = 0; i < 50; i++) {
            turn(i * 1e-6);
        }
        turns.say(Event.of("LINK", "plc1", "lost"));
        turn(1);
        journal.pump();
        assertThat(rows("sample_block"))
                .as("samples are still only in the journal")
                .isZero();
        crashAndRestart();
        assertThat(pressures()).hasSize(51).startsWith(0.0, 1e-6, 2e-6).endsWith(1.0);
        assertThat(journal.queries().events(START, LATER, "LINK", 10)).hasSize(1);
    }

    @Test
    void nothingComesTwiceHoweverOftenItCrashes() {
        List<Double> expected = new ArrayList<>();
        for (int crash = 0; crash < 5; crash++) {
            for (int i = 0; i < 20; i++) {
                double pressure = crash * 100 + i;
                expected.add(pressure);
                turns.say(Event.of("NOTE", "x", crash + "/" + i));
                turns.run("R" + crash, RunState.RUNNING, PhaseName.LOAD, "F1");
                turn(pressure);
            }
            journal.pump();
            crashAndRestart();
            journal.pump();
        }
        assertThat(pressures()).isEqualTo(expected);
        assertThat(journal.queries().events(START, LATER, "NOTE", 1000)).hasSize(100);
        assertThat(journal.queries().runs(10)).hasSize(5);
    }

    /** The crash falls between the commit of the blocks and the removal of the journal files they came from. */
    @Test
    void aCrashAfterTheCommitAndBeforeTheJournalIsRemovedDoublesNothing() throws Exception {
        StoreAndForward.Settings soon = new StoreAndForward.Settings(
                data.resolve("journal"), "PVD-01", 1000, Duration.ofMillis(100), Duration.ofSeconds(2), 4096);
        reopen(soon);
        List<Double> expected = new ArrayList<>();
        Path kept = Files.createDirectory(data.resolve("kept"));
        for (int i = 0; i < 300; i++) {
            expected.add((double) i);
            turns.say(Event.of("NOTE", "x", "" + i));
            turn(i);
            journal.pump();
            SegmentLogCopies.copyAll(data.resolve("journal"), kept);
        }
        assertThat(rows("sample_block")).isPositive();
        journal.abandon();
        assertThat(SegmentLogCopies.restoreMissing(kept, data.resolve("journal")))
                .isPositive();
        journal = opened(soon);
        journal.pump();
        assertThat(pressures()).isEqualTo(expected);
        assertThat(journal.queries().events(START, LATER, "NOTE", 1000)).hasSize(300);
    }

    @Test
    void aCleanStopLeavesNothingToReadBackAndNumbersGoOn() {
        turn(1);
        journal.pump();
        long before = journal.health().stored();
        journal.close();
        assertThat(rows("sample_block")).isEqualTo(Turns.TAGS.size());
        journal = opened(settings());
        assertThat(pressures()).containsExactly(1.0);
        turns.turn(Duration.ofSeconds(60));
        turn(2);
        journal.pump();
        assertThat(journal.health().stored()).isGreaterThan(before);
        assertThat(pressures()).containsExactly(1.0, 2.0);
    }

    @Test
    void journalFilesGoWhenTheDatabaseHasWhatIsInThem() throws Exception {
        reopen(new StoreAndForward.Settings(
                data.resolve("journal"), "PVD-01", 10_000, Duration.ofMillis(100), Duration.ofSeconds(1), 4096));
        for (int i = 0; i < 2000; i++) {
            turn(i);
        }
        journal.pump();
        journal.pump();
        assertThat(files()).hasSizeLessThan(8);
        assertThat(pressures()).hasSize(2000);
        crashAndRestart();
        assertThat(pressures()).hasSize(2000);
    }

    // ---------------------------------------------------------------- gaps

    @Test
    void aFullQueueLosesReadingsNotTurnsAndSaysSo() {
        reopen(new StoreAndForward.Settings(
                data.resolve("journal"), "PVD-01", 10, Duration.ofMillis(100), Duration.ofHours(1), 1 << 20));
        for (int i = 0; i < 15; i++) {
            turn(i);
        }
        assertThat(journal.health().lost()).isEqualTo(5);
        journal.pump();
        Instant resumed = turns.now();
        turn(20);
        journal.pump();
        assertThat(journal.queries().history(PRESSURE, START, LATER, 0).gaps())
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.reason()).isEqualTo("queue full");
                    assertThat(gap.lostRecords()).isEqualTo(5);
                    assertThat(gap.from()).isEqualTo(START.plusSeconds(1));
                    assertThat(gap.to()).isEqualTo(resumed);
                });
        assertThat(journal.health().accepted()).isEqualTo(11);
    }

    @Test
    void afterAGapEveryReadingIsStoredAnewThoughItDidNotChange() {
        reopen(new StoreAndForward.Settings(
                data.resolve("journal"), "PVD-01", 2, Duration.ofMillis(100), Duration.ofHours(1), 1 << 20));
        turns.put(DOOR, 1);
        for (int i = 0; i < 4; i++) {
            turn(0.5);
        }
        journal.pump();
        turn(0.5);
        journal.pump();
        assertThat(journal.queries().history(DOOR, START, LATER, 0).points()).hasSize(2);
    }

    @Test
    void theTimeTheControllerWasStoppedIsAGap() {
        turn(1);
        journal.pump();
        crashAndRestart();
        turns.turn(Duration.ofMinutes(5));
        Instant back = turns.now();
        turn(1);
        journal.pump();
        assertThat(journal.queries().history(PRESSURE, START, LATER, 0).gaps())
                .extracting(Gap::from, Gap::to, Gap::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(START, back, "controller stopped"));
        assertThat(pressures()).containsExactly(1.0, 1.0);
    }

    @Test
    void aDamagedJournalRecordIsReportedAsAGapAndTheRestIsKept() throws Exception {
        for (int i = 0; i < 10; i++) {
            turn(i);
            journal.pump();
        }
        journal.abandon();
        Path file = files().get(files().size() - 1);
        byte[] bytes = Files.readAllBytes(file);
        int middle = position(bytes, 5);
        bytes[middle + SegmentLog.RECORD_HEAD + 3] ^= 4;
        Files.write(file, bytes);
        // a database that has seen nothing yet
        database = FreshH2.in(data.resolve("other"));
        journal = opened(settings());
        assertThat(pressures()).containsExactly(0.0, 1.0, 2.0, 3.0, 5.0, 6.0, 7.0, 8.0, 9.0);
        assertThat(journal.queries().history(PRESSURE, START, LATER, 0).gaps())
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.reason()).startsWith("journal damaged");
                    assertThat(gap.lostRecords()).isEqualTo(1);
                    assertThat(gap.from()).isEqualTo(START.plusMillis(300));
                    assertThat(gap.to()).isEqualTo(START.plusMillis(500));
                });
    }

    /** Where the n-th record of a segment begins. */
    private static int position(byte[] bytes, int number) {
        int found = 0;
        for (int i = 0; i < bytes.length - 4; i++) {
            if (java.nio.ByteBuffer.wrap(bytes, i, 4).getInt() == SegmentLog.RECORD_MARK && ++found == number) {
                return i;
            }
        }
        throw new AssertionError("no record " + number);
    }

    @Test
    void aDamagedBlockIsReportedAndItsNeighboursAreKept() {
        for (String run : List.of("R1", "R2", "R3")) {
            turns.run(run, RunState.RUNNING, PhaseName.LOAD, "F1");
            turn(run.charAt(1));
            turn(run.charAt(1) + 0.5);
        }
        journal.pump();
        journal.close();
        Transactions.durable(
                database,
                c -> Statements.change(
                        c,
                        "update sample_block set crc32c = crc32c + 1 where run_id = 'R2' and tag = ?",
                        "chamber.pressure"));
        journal = opened(settings());
        Series series = journal.queries().history(PRESSURE, START, LATER, 0);
        assertThat(series.points()).extracting(Series.Point::value).containsExactly(49.0, 49.5, 51.0, 51.5);
        assertThat(series.gaps()).singleElement().satisfies(gap -> assertThat(gap.reason())
                .contains("damaged"));
    }

    @Test
    void aJournalThatCannotBeWrittenForAWhileBecomesAGapAndRecordingGoesOn() throws Exception {
        turn(1);
        journal.pump();
        journal.abandon();
        // a file where the folder should be: every write fails, as on a full disk
        Path folder = data.resolve("journal");
        Path aside = data.resolve("aside");
        journal = opened(settings());
        Files.move(folder, aside);
        Files.createFile(folder);
        turn(2);
        journal.pump();
        assertThat(journal.health().trouble()).startsWith("journal cannot be written");
        turn(3);
        journal.pump();
        Files.delete(folder);
        Files.move(aside, folder);
        turn(4);
        journal.pump();
        assertThat(journal.health().trouble()).isEmpty();
        assertThat(pressures()).containsExactly(1.0, 4.0);
        assertThat(journal.queries().history(PRESSURE, START, LATER, 0).gaps()).anySatisfy(gap -> {
            assertThat(gap.reason()).startsWith("journal cannot be written");
            assertThat(gap.lostRecords()).isEqualTo(2);
            assertThat(gap.from()).isEqualTo(START.plusMillis(100));
            assertThat(gap.to()).isEqualTo(START.plusMillis(300));
        });
    }

    // ---------------------------------------------------------------- answers

    @Test
    void aSpikeOfOneSampleIsSeenInAPlotOfADay() {
        journal.close();
        journal = opened(new StoreAndForward.Settings(
                data.resolve("journal"), "PVD-01", 100_000, Duration.ofMillis(100), Duration.ofHours(1), 1 << 20));
        for (int i = 0; i < 20_000; i++) {
            turn(i == 12_345 ? 9.5 : 0.5 + (i % 2) * 1e-6);
        }
        journal.pump();
        Instant end = turns.now();
        Series series = journal.queries().history(PRESSURE, START, end, 100);
        assertThat(series.points()).isEmpty();
        assertThat(series.buckets()).hasSize(100);
        assertThat(series.buckets()).extracting(Series.Bucket::max).containsOnlyOnce(9.5);
        assertThat(series.buckets().get(61).max()).isEqualTo(9.5);
        assertThat(series.buckets().get(0).min()).isEqualTo(0.5);
        assertThat(series.buckets().stream().mapToInt(Series.Bucket::samples).sum())
                .isEqualTo(20_000);
        assertThat(series.buckets().get(61).mean()).isBetween(0.5, 0.6);
    }

    @Test
    void aMeanIsWeightedByHowLongAValueHeldAndNotCarriedAcrossAGap() {
        turn(1);
        for (int i = 0; i < 98; i++) {
            journal.record(turns.turn());
        }
        turn(2);
        turn(3);
        journal.pump();
        Series series = journal.queries().history(PRESSURE, START, START.plusSeconds(10), 1);
        // ten seconds: 1 for 9.9 s, 2 for 0.1 s, 3 at the very end
        assertThat(series.buckets().get(0).mean()).isEqualTo(1.01, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(series.buckets().get(0).samples()).isEqualTo(3);
    }

    @Test
    void unusableReadingsAreNeitherSmallestNorMean() {
        turn(1);
        turns.put(PRESSURE, 99, Quality.BAD, START);
        journal.record(turns.turn());
        turns.put(PRESSURE, Double.NaN, Quality.GOOD, START);
        journal.record(turns.turn());
        turn(2);
        turn(4);
        journal.pump();
        Series.Bucket all = journal.queries()
                .history(PRESSURE, START, START.plusSeconds(1), 1)
                .buckets()
                .get(0);
        assertThat(all.min()).isEqualTo(1);
        assertThat(all.max()).isEqualTo(4);
        assertThat(all.samples()).isEqualTo(3);
        assertThat(all.mean())
                .isEqualTo((1 * 0.1 + 2 * 0.1 + 4 * 0.6) / 0.8, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void fewSamplesAreAnsweredAsTheyAre() {
        turn(1);
        turn(2);
        journal.pump();
        Series series = journal.queries().history(PRESSURE, START, LATER, 1000);
        assertThat(series.points()).hasSize(2);
        assertThat(series.buckets()).isEmpty();
    }

    @Test
    void aClockThatIsSetBackLosesAndReordersNothing() {
        turn(1);
        turns.clock(START.minusSeconds(3600));
        turn(2);
        turn(3);
        journal.pump();
        assertThat(journal.queries()
                        .history(PRESSURE, START.minusSeconds(7200), LATER, 0)
                        .points())
                .extracting(Series.Point::value)
                .containsExactly(2.0, 3.0, 1.0);
        assertThat(journal.queries().events(START.minusSeconds(7200), LATER, "CLOCK", 10))
                .hasSize(1);
    }

    // ---------------------------------------------------------------- threads

    @Test
    void theThreadsStoreWhatIsRecordedAndQueriesSeeIt() {
        journal.close();
        journal = opened(settings()).start();
        for (int i = 0; i < 500; i++) {
            turns.say(Event.of("NOTE", "x", "" + i));
            turn(i);
        }
        assertThat(journal.awaitMoved(Duration.ofSeconds(20))).isTrue();
        assertThat(pressures()).hasSize(500);
        assertThat(journal.queries().events(START, LATER, "NOTE", 1000))
                .extracting(StoredEvent::tick)
                .isSorted()
                .hasSize(500);
        assertThat(journal.health().trouble()).isEmpty();
        assertThat(journal.health().lost()).isZero();
    }

    /** Whoever has seen a run start may ask for its events at once; the answer waits for what is on its way. */
    @Test
    void aQuestionFindsWhatHappenedRightBeforeIt() {
        journal.close();
        journal = opened(settings()).start();
        for (int i = 0; i < 5; i++) {
            String run = "R" + i;
            Instant started = turns.now();
            turns.run(run, RunState.RUNNING, PhaseName.LOAD, "F1").say(Event.of("RUN", run, "Started"));
            turn(i);
            assertThat(journal.queries().events(started, LATER, "RUN", 10))
                    .extracting(StoredEvent::runId)
                    .containsExactly(run);
            assertThat(journal.queries().run(run)).isPresent();
        }
    }

    @Test
    void whatTheThreadsCalledStoredSurvivesACrash() {
        journal.close();
        journal = opened(settings()).start();
        for (int i = 0; i < 500; i++) {
            turn(i);
        }
        assertThat(journal.awaitStored(Duration.ofSeconds(20))).isTrue();
        crashAndRestart();
        assertThat(pressures()).hasSize(500);
    }
}
