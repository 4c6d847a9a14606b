package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sputterpilot.historian.Turns.DOOR;
import static org.sputterpilot.historian.Turns.PRESSURE;
import static org.sputterpilot.historian.Turns.SIGMA;
import static org.sputterpilot.historian.Turns.START;
import static org.sputterpilot.historian.Turns.THICKNESS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.Journal;
import org.sputterpilot.historian.LegalHolds;
import org.sputterpilot.historian.MatrixSignatures;
import org.sputterpilot.historian.PartialBook;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.RunQueue;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.FoilStore;
import org.sputterpilot.historian.db.LegalHoldStore;
import org.sputterpilot.historian.db.MatrixSignatureStore;
import org.sputterpilot.historian.db.PartialStore;
import org.sputterpilot.historian.db.RunQueueStore;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.interlocks.alarms.AlarmClass;
import org.sputterpilot.interlocks.alarms.AlarmDefinition;
import org.sputterpilot.interlocks.alarms.AlarmMemory;
import org.sputterpilot.interlocks.alarms.AlarmState;
import org.sputterpilot.interlocks.alarms.AlarmView;
import org.sputterpilot.interlocks.alarms.QuietWhile;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Signature;

/** What a journal in front of a database promises besides, whichever database it is. */
abstract class StoreContract extends JournalContract {
    private static final Instant LATER = START.plusSeconds(3600);

    @TempDir
    Path data;

    private Database database;
    private StoreAndForward journal;
    private Retention retention = Retention.everything(Turns.TAGS.size());

    /** A database without tables. */
    protected abstract Database emptyDatabase() throws Exception;

    @BeforeEach
    void openFirst() throws Exception {
        database = emptyDatabase();
        open();
    }

    private void open() {
        journal = StoreAndForward.open(
                StoreAndForward.Settings.of(data.resolve("journal"), "PVD-01"),
                Turns.TAGS,
                retention,
                Turns.recorder(),
                database);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    /** The controller stops and starts again. */
    protected void restart() {
        journal.close();
        open();
    }

    protected Database database() {
        return database;
    }

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected History past() {
        journal.pump();
        return journal.queries();
    }

    /** HAZ-08: a changed file is signed by nobody, whoever has signed the one before. */
    @Test
    void aMatrixIsSignedOnceARoleAndForItsBytesOnly() {
        MatrixSignatures signatures = new MatrixSignatureStore(database, "PVD-01");
        Signature name = new Signature("safety", "Shen Li 沈丽", "reviewed", START);
        MatrixSignatures.Signed signed = new MatrixSignatures.Signed(Role.SAFETY, name);

        assertThat(signatures.sign("a".repeat(64), signed)).isTrue();
        assertThat(signatures.sign("a".repeat(64), signed)).isFalse();
        assertThat(signatures.sign("a".repeat(64), new MatrixSignatures.Signed(Role.QA, name)))
                .isTrue();

        assertThat(signatures.of("a".repeat(64)))
                .containsExactlyInAnyOrder(signed, new MatrixSignatures.Signed(Role.QA, name));
        assertThat(signatures.of("b".repeat(64))).isEmpty();
        assertThat(new MatrixSignatureStore(database, "PVD-02").of("a".repeat(64)))
                .isEmpty();
    }

    @Test
    void aRunInWhichTheControllerStoppedIsOverSinceItsNewestRecord() {
        turns.put(THICKNESS, 0).put(SIGMA, 0).run("R1", RunState.RUNNING, PhaseName.LOAD, "F1");
        turn();
        turns.run("R1", RunState.RUNNING, PhaseName.DEPOSIT, "F1");
        turn();
        Instant newest = turns.now();
        turns.put(THICKNESS, 12e-9).put(SIGMA, 0.2e-9);
        turn();
        restart();

        assertThat(past().run("R1")).hasValueSatisfying(run -> {
            assertThat(run.state()).isEqualTo("ABORTED");
            assertThat(run.phase()).isEmpty();
            assertThat(run.endedAt()).hasValue(newest);
            assertThat(run.endReason()).isEqualTo("the controller stopped during the run");
            assertThat(run.durationS()).isEqualTo(0.2);
            assertThat(run.thicknessNm()).as("what was on the foil then").isEqualTo(12);
            assertThat(run.sigmaNm()).isEqualTo(0.2);
            assertThat(run.trueNm()).as("nobody has looked").isNaN();
        });
        assertThat(past().phases("R1"))
                .extracting(PhaseRow::phase, PhaseRow::result, p -> p.endedAt().orElseThrow())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Load", "DONE", START.plusMillis(100)),
                        org.assertj.core.groups.Tuple.tuple("Deposit", "ABORTED", newest));
        assertThat(past().record("R1")).as("nobody closed it").isEmpty();
    }

    @Test
    void plannedRunsKeepTheirOrder() {
        RunQueueStore queue = new RunQueueStore(database, "PVD-01");
        var first = queue.add("{\"recipe\":\"a\"}", "a", Optional.of(START), "olga", START);
        var second = queue.add("{\"recipe\":\"b\"}", "b", Optional.empty(), "olga", START);
        queue.move(second.id(), 1);
        assertThat(queue.all()).extracting(RunQueue.Planned::recipe).containsExactly("b", "a");
        queue.missed(first.id(), "not permitted");
        assertThat(queue.find(first.id())).hasValueSatisfying(planned -> {
            assertThat(planned.startsAt()).isEmpty();
            assertThat(planned.trouble()).isEqualTo("not permitted");
            assertThat(planned.place()).isEqualTo(2);
        });
        assertThat(queue.remove(second.id())).isTrue();
        assertThat(queue.remove(second.id())).isFalse();
        assertThat(queue.all()).singleElement().satisfies(planned -> assertThat(planned.place())
                .isEqualTo(1));
        assertThat(new RunQueueStore(database, "PVD-02").all()).isEmpty();
    }

    /** HAZ-09: foil with half a film is held by the transaction that ends its run, and goes on only as decided. */
    @Test
    void halfCoatedFoilIsHeldAndWhatIsDecidedStands() {
        turns.put(THICKNESS, 12e-9).put(SIGMA, 0.2e-9).run("R1", RunState.RUNNING, PhaseName.DEPOSIT, "F1");
        turn();
        turns.run("R1", RunState.STOPPED, PhaseName.COOL, "F1");
        turn();
        restart();
        assertThat(new FoilStore(database, "PVD-01").find("F1"))
                .hasValueSatisfying(foil -> assertThat(foil.disposition()).isEqualTo("HOLD"));

        PartialStore book = new PartialStore(database, "PVD-01");
        PartialBook.Partial item = new PartialBook.Partial(
                "R1",
                "F1",
                1,
                "A",
                12,
                0.2,
                PartialBook.FilmFrom.COUNTED,
                Double.NaN,
                32,
                1,
                false,
                Optional.of(PartialBook.Decision.CONTINUE),
                "the rest tomorrow",
                "emil",
                Optional.of(START),
                "DEV-1",
                "",
                Optional.empty(),
                "");
        book.decide(item);
        assertThat(book.of("R1")).singleElement().satisfies(kept -> {
            assertThat(kept).isEqualTo(item);
            assertThat(kept.mayContinue()).as("before QA").isFalse();
        });
        book.approve("R1", "F1", "quinn", START);
        book.decide(item);
        assertThat(book.of("R1")).singleElement().satisfies(kept -> {
            assertThat(kept.approvedBy()).as("an approval stands").isEqualTo("quinn");
            assertThat(kept.mayContinue()).isTrue();
        });
        book.continued("R1", "R2", List.of("F1"), 2, START);
        assertThat(book.of("R1")).singleElement().satisfies(kept -> assertThat(kept.mayContinue())
                .as("only once")
                .isFalse());
    }

    @Test
    void theEndOfACutOffRunIsToldOnceAndWhatFollowsIsKept() {
        turns.run("R1", RunState.RUNNING, PhaseName.COOL, "F1");
        turn();
        restart();
        restart();
        turns.run("R2", RunState.RUNNING, PhaseName.LOAD, "F2");
        turn();
        restart();

        assertThat(past().events(START, LATER, "RUN", 100))
                .extracting(
                        StoredEvent::runId, StoredEvent::phase, e -> e.event().text())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "R1", "Cool", "Aborted: the controller stopped during the run"),
                        org.assertj.core.groups.Tuple.tuple(
                                "R2", "Load", "Aborted: the controller stopped during the run"));
        assertThat(past().runs(10))
                .extracting(run -> run.id() + " " + run.state())
                .isEqualTo(List.of("R2 ABORTED", "R1 ABORTED"));
    }

    @Test
    void aLinkThatWasLostLeavesAGapWithItsReasonInItsOwnTagsOnly() {
        turns.back().put(PRESSURE, 0.5).put(DOOR, 1);
        turn();
        Instant lost = turns.now();
        turns.lost("connection refused");
        turn();
        turns.lost("no answer within 1 s");
        turn();
        Instant back = turns.now();
        turns.back();
        turn();
        turn();

        assertThat(past().history(PRESSURE, START, LATER, 0).gaps())
                .containsExactly(new Gap(Optional.of(PRESSURE), lost, back, "link plc1 lost: no answer within 1 s", 0));
        assertThat(past().history(PRESSURE, START, LATER, 0).points())
                .as("unchanged, and yet known anew when the link is back")
                .extracting(Series.Point::at)
                .containsExactly(START, back);
        assertThat(past().history(DOOR, START, LATER, 0).gaps())
                .as("behind another link")
                .isEmpty();
    }

    @Test
    void aLinkThatIsNotUpYetIsAGapSinceTheStart() {
        turns.lost("");
        turn();
        turn();
        Instant first = turns.now();
        turns.back().put(PRESSURE, 0.5);
        turn();

        assertThat(past().history(PRESSURE, START, LATER, 0).gaps())
                .containsExactly(new Gap(Optional.of(PRESSURE), START, first, "link plc1 not heard yet", 0));
    }

    @Test
    void samplesPastTheirTimeRemainAsSmallestMeanAndLargestPerStep() {
        retention = new Retention(
                Duration.ofHours(1),
                Duration.ofDays(1),
                Collections.nCopies(Turns.TAGS.size(), Retention.Rule.EVERYTHING));
        restart();
        for (int i = 0; i < 300; i++) {
            turns.put(PRESSURE, i == 150 ? 9 : 0.5 + (i % 2) * 0.1);
            turn();
        }
        Instant old = turns.now();
        Series before = past().history(PRESSURE, START, old, 3);
        restart();
        Duration later = Duration.ofHours(2);
        journal().record(turns.turn(later));
        Instant recent = turns.now();
        turns.put(PRESSURE, 0.7);
        turn();

        Series raw = past().history(PRESSURE, START, recent.plusSeconds(1), 0);
        assertThat(raw.points())
                .extracting(Series.Point::at)
                .as("young samples stay")
                .endsWith(recent);
        assertThat(raw.buckets())
                .extracting(Series.Bucket::from)
                .containsExactly(START, START.plusSeconds(10), START.plusSeconds(20));
        assertThat(raw.buckets()).extracting(Series.Bucket::max).containsExactly(0.6, 9.0, 0.6);
        assertThat(raw.buckets()).extracting(Series.Bucket::min).containsOnly(0.5);
        assertThat(raw.buckets()).extracting(Series.Bucket::samples).containsExactly(100, 100, 100);
        Series plot = past().history(PRESSURE, START, old, 3);
        for (int i = 0; i < 3; i++) {
            Series.Bucket now = plot.buckets().get(i);
            Series.Bucket then = before.buckets().get(i);
            assertThat(now.min()).isEqualTo(then.min());
            assertThat(now.max()).isEqualTo(then.max());
            assertThat(now.mean()).isCloseTo(then.mean(), within(2e-3));
        }
        restart();
        assertThat(past().history(PRESSURE, START, old.minusMillis(1), 1).buckets())
                .as("a restart doubles nothing")
                .singleElement()
                .satisfies(all -> {
                    assertThat(all.samples()).isEqualTo(300);
                    assertThat(all.max()).isEqualTo(9);
                });
    }

    @Test
    void whatWasTrueAtAMomentIsTheNewestWordBeforeIt() {
        turns.say(Event.of("EFFECT_TRIPPED", "RUN_HOLD", "tripped")).say(Event.of("CAUSE", "I8", "argon"));
        turn();
        Instant first = START;
        turns.run("R1", RunState.RUNNING, PhaseName.LOAD, "F1").say(Event.of("EFFECT_NORMAL", "RUN_HOLD", "reset"));
        turn();
        List<String> kinds = List.of("EFFECT_TRIPPED", "EFFECT_NORMAL", "CAUSE");
        assertThat(past().newestOf(kinds, first))
                .extracting(e -> e.event().subject(), e -> e.event().kind())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("I8", "CAUSE"),
                        org.assertj.core.groups.Tuple.tuple("RUN_HOLD", "EFFECT_TRIPPED"));
        assertThat(past().newestOf(kinds, turns.now()))
                .extracting(e -> e.event().kind())
                .containsExactly("CAUSE", "EFFECT_NORMAL");
        assertThat(past().newestOf(kinds, START.minusSeconds(1))).isEmpty();
        assertThat(past().runAt(first)).isEmpty();
        assertThat(past().runAt(turns.now()))
                .hasValueSatisfying(run -> assertThat(run.id()).isEqualTo("R1"));
    }

    /** HAZ-09: what is needed as evidence is there when it is asked for, whatever its age. */
    @Test
    void samplesOfARunUnderLegalHoldStayUntilItIsLifted() {
        retention = new Retention(
                Duration.ofHours(1),
                Duration.ofHours(5),
                Collections.nCopies(Turns.TAGS.size(), Retention.Rule.EVERYTHING));
        restart();
        turns.put(PRESSURE, 0.5).run("R1", RunState.RUNNING, PhaseName.DEPOSIT, "F1");
        turn();
        turns.put(PRESSURE, 0.6).run("R1", RunState.ABORTED, PhaseName.DEPOSIT, "F1");
        turn();
        Instant end = turns.now();
        past();
        LegalHolds holds = new LegalHoldStore(database, "PVD-01");
        assertThat(holds.say(new LegalHolds.Line("R1", true, "a complaint", "quinn", START)))
                .isTrue();
        assertThat(holds.say(new LegalHolds.Line("R1", true, "again", "quinn", START)))
                .isFalse();
        restart();
        journal().record(turns.turn(Duration.ofHours(2)));
        turn();
        assertThat(past().history(PRESSURE, START, end, 0).points()).hasSizeGreaterThan(1);

        holds.say(new LegalHolds.Line("R1", false, "settled", "quinn", START));
        assertThat(holds.all()).singleElement().satisfies(line -> assertThat(line.held())
                .isFalse());
        restart();
        turn();
        assertThat(past().history(PRESSURE, START, end, 0).points())
                .extracting(Series.Point::at)
                .doesNotContain(START);
    }

    @Test
    void samplesOfAReleasedRunStayUntilAWhileAfterTheLastTest() {
        retention = new Retention(
                Duration.ofHours(1),
                Duration.ofHours(5),
                Collections.nCopies(Turns.TAGS.size(), Retention.Rule.EVERYTHING));
        restart();
        turns.put(PRESSURE, 0.5).run("R1", RunState.RUNNING, PhaseName.DEPOSIT, "F1");
        turn();
        turns.run("R1", RunState.ABORTED, PhaseName.DEPOSIT, "F1");
        turn();
        Instant end = turns.now();
        past();
        new FoilStore(database, "PVD-01").mark("F1", "RELEASED", "good", "quinn", START);
        restart();
        journal().record(turns.turn(Duration.ofHours(4)));
        journal().record(turns.turn(Duration.ofHours(2)));
        assertThat(past().history(PRESSURE, START, end, 0).points()).isNotEmpty();
        turn();
        assertThat(past().history(PRESSURE, START, end, 0).points()).isEmpty();
    }

    /** Plant time of the next process goes on behind it, also when no reading has changed for long. */
    @Test
    void theNewestMomentIsTheLastThingWritten() {
        turns.put(THICKNESS, 1e-9);
        turn();
        Instant newest = START;
        for (int i = 0; i < 30; i++) {
            newest = turns.now();
            turn();
        }
        restart();

        assertThat(journal.newest()).hasValueSatisfying(at -> assertThat(at).isAfter(START.plusSeconds(1)));
        assertThat(journal.newest().orElseThrow()).isBeforeOrEqualTo(newest);
    }

    // ---------------------------------------------------------------- alarms

    private static final AlarmDefinition WARM = new AlarmDefinition(
            "T1_WARM",
            "warm",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO,
            Duration.ZERO,
            2,
            false,
            QuietWhile.NEVER,
            Optional.empty(),
            Duration.ZERO,
            "c",
            "c",
            "r",
            Duration.ofMinutes(1),
            AlarmClass.neverSetAside("process"));

    private AlarmMemory alarm(AlarmState from, AlarmState.Event event, String by, String comment) {
        AlarmState to = AlarmState.table().next(from, event).orElseThrow();
        Optional<Instant> until =
                to == AlarmState.SHELVED ? Optional.of(turns.now().plusSeconds(1800)) : Optional.empty();
        AlarmMemory memory = new AlarmMemory(
                "T1_WARM", to, turns.now(), START, to != AlarmState.NORMAL, true, "51 °C", by, comment, until, true);
        turns.alarm(
                new AlarmChange("T1_WARM", 2, from, to, event, turns.now(), "51 °C", by, comment, until, true),
                new AlarmView(WARM, to, "", memory));
        return memory;
    }

    /** What other alarm servers forget: an acknowledgement, who gave it and why, and that an alarm was put aside. */
    @Test
    void whatPeopleDidToAnAlarmIsThereAfterARestart() {
        alarm(AlarmState.NORMAL, AlarmState.Event.RAISE, "", "");
        turn();
        alarm(AlarmState.UNACKNOWLEDGED, AlarmState.Event.ACKNOWLEDGE, "maria", "seen: \u62a5\u8b66");
        turn();
        AlarmMemory last = alarm(AlarmState.ACKNOWLEDGED, AlarmState.Event.SHELVE, "piet", "probe loose");
        turn();
        restart();

        assertThat(journal.alarms().standing()).containsExactly(last);
        assertThat(journal.alarms().journal(START, LATER, "", 10))
                .extracting(
                        moved -> moved.change().event(), moved -> moved.change().by())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(AlarmState.Event.SHELVE, "piet"),
                        org.assertj.core.groups.Tuple.tuple(AlarmState.Event.ACKNOWLEDGE, "maria"),
                        org.assertj.core.groups.Tuple.tuple(AlarmState.Event.RAISE, ""));
        assertThat(journal.alarms().journal(START, LATER, "OTHER", 10)).isEmpty();
        assertThat(journal.alarms().journal(START, LATER, "T1_WARM", 1))
                .singleElement()
                .satisfies(moved -> {
                    assertThat(moved.tick()).isEqualTo(2);
                    assertThat(moved.change().until()).isEqualTo(last.until());
                    assertThat(moved.change().value()).isEqualTo("51 °C");
                });
    }

    @Test
    void theStreamOfAPeriodBeginsWithTheLastMoveBeforeIt() {
        alarm(AlarmState.NORMAL, AlarmState.Event.RAISE, "", "");
        turn();
        alarm(AlarmState.UNACKNOWLEDGED, AlarmState.Event.ACKNOWLEDGE, "maria", "");
        turn();
        alarm(AlarmState.ACKNOWLEDGED, AlarmState.Event.CLEAR, "", "");
        turn();
        past();

        assertThat(journal.alarms().stream(START.plusMillis(200), LATER, 10))
                .extracting(AlarmChange::event)
                .containsExactly(AlarmState.Event.ACKNOWLEDGE, AlarmState.Event.CLEAR);
        assertThat(journal.alarms().stream(LATER, LATER.plusSeconds(1), 10))
                .extracting(AlarmChange::event)
                .containsExactly(AlarmState.Event.CLEAR);
    }

    /** An acknowledgement in a turn that found no room is late, not lost. */
    @Test
    void aTurnThatFindsNoRoomTakesNoAlarmWithIt() {
        journal.close();
        StoreAndForward.Settings usual = StoreAndForward.Settings.of(data.resolve("journal"), "PVD-01");
        journal = StoreAndForward.open(
                new StoreAndForward.Settings(
                        usual.folder(), usual.unit(), 1, usual.group(), usual.oldestBlock(), usual.segmentBytes()),
                Turns.TAGS,
                retention,
                Turns.recorder(),
                database);
        turn();
        alarm(AlarmState.NORMAL, AlarmState.Event.RAISE, "", "");
        turn();
        AlarmMemory last = alarm(AlarmState.UNACKNOWLEDGED, AlarmState.Event.ACKNOWLEDGE, "maria", "seen");
        turn();
        assertThat(journal.health().lost()).isEqualTo(2);
        past();
        turn();
        past();

        assertThat(journal.alarms().standing()).containsExactly(last);
        assertThat(journal.alarms().journal(START, LATER, "", 10)).hasSize(2);
        assertThat(journal.awaitAlarms(Duration.ZERO)).isTrue();
    }

    @Test
    void anAlarmIsKeptWhenTheJournalIsOnTheDiskAndNotBefore() {
        assertThat(journal.awaitAlarms(Duration.ZERO)).as("nothing to keep").isTrue();
        alarm(AlarmState.NORMAL, AlarmState.Event.RAISE, "", "");
        turn();
        assertThat(journal.awaitAlarms(Duration.ZERO)).isFalse();
        journal.pump();
        assertThat(journal.awaitAlarms(Duration.ZERO)).isTrue();
    }
}
