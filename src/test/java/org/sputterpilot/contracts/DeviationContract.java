package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sputterpilot.historian.Turns.START;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.historian.db.Transactions;
import org.sputterpilot.logbook.Deviation;
import org.sputterpilot.logbook.Deviation.Field;
import org.sputterpilot.logbook.DeviationClass;
import org.sputterpilot.logbook.DeviationRules;
import org.sputterpilot.logbook.DeviationState;
import org.sputterpilot.logbook.DeviationState.Act;
import org.sputterpilot.logbook.Deviations;
import org.sputterpilot.logbook.RefusedException;
import org.sputterpilot.logbook.db.DeviationStore;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.security.Role;

/** What the deviation book promises with the shipped rules, whichever database it is in. */
abstract class DeviationContract {
    private static final DeviationRules RULES =
            PlantReader.read(Path.of(".")).plant().orElseThrow().deviations();
    private static final Instant LATER = START.plusSeconds(3600);
    private static final Deviations.Person OPERATOR =
            new Deviations.Person("operator", "Olga Operator 奥", Set.of(Role.OPERATOR));
    private static final Deviations.Person ENGINEER =
            new Deviations.Person("engineer", "Egon Engineer", Set.of(Role.ENGINEER));
    private static final Deviations.Person SECOND = new Deviations.Person("second", "S. Econd", Set.of(Role.ENGINEER));
    private static final Deviations.Person QA = new Deviations.Person("qa", "Qin An 秦安", Set.of(Role.QA));

    @TempDir
    Path folder;

    private Database database;
    private StoreAndForward journal;
    private DeviationStore book;
    private Deviations deviations;
    private final Turns turns = new Turns();

    /** A database without tables. */
    protected abstract Database emptyDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = emptyDatabase();
        journal = StoreAndForward.open(
                StoreAndForward.Settings.of(folder.resolve("journal"), "PVD-01"),
                Turns.TAGS,
                Retention.everything(Turns.TAGS.size()),
                Turns.recorder(),
                database);
        start();
    }

    /** As the next process finds it. */
    private void start() {
        book = new DeviationStore(database, "PVD-01");
        deviations = new Deviations(book, RULES);
    }

    @AfterEach
    void close() throws SQLException {
        journal.close();
    }

    private void running(String run, Event... events) {
        turns.run(run, RunState.RUNNING, PhaseName.DEPOSIT, "F1", "F2");
        for (Event event : events) {
            turns.say(event);
        }
        journal.record(turns.turn());
    }

    private int listen() {
        assertThat(journal.settle(Duration.ofSeconds(10))).isTrue();
        return deviations.listen(
                run -> journal.queries().run(run).map(row -> new Deviations.OfRun(row.operator(), row.endedAt())));
    }

    private static Event trip() {
        return Event.of("FIRST_OUT", "I13_PLASMA_LOST", "Plasma lost");
    }

    private Deviation only(String run) {
        List<Deviation> of = deviations.of(List.of(run));
        assertThat(of).hasSize(1);
        return of.get(0);
    }

    // ---------------------------------------------------------------- opened by what happens

    /** HAZ: a trip nobody had to answer for. Looked at once, twice and by the next process, it is one deviation. */
    @Test
    void aTripOpensOneDeviationHoweverOftenItIsLookedAt() {
        running("R1", trip());
        assertThat(listen()).isEqualTo(1);
        assertThat(listen()).isZero();
        start();
        assertThat(listen()).isZero();
        Deviation opened = only("R1");
        assertThat(opened.number()).isEqualTo("DV-25-0001");
        assertThat(opened.cause()).isEqualTo("trip I13_PLASMA_LOST");
        assertThat(opened.grade()).isEqualTo(DeviationClass.MAJOR);
        assertThat(opened.openedBy()).isEqualTo(Deviation.SYSTEM);
        assertThat(opened.now()).containsEntry(Field.DESCRIPTION, "Plasma lost");
        assertThat(opened.due()).isEqualTo(opened.openedAt().plus(Duration.ofDays(14)));
    }

    @Test
    void theSameAgainIsALineOfItsLifeAndAnotherRunHasItsOwn() {
        running("R1", trip(), trip(), Event.of("RUN", "R1", "Held: Plasma lost"));
        running("R1", trip());
        listen();
        running("R1", trip());
        running("R2", trip());
        listen();
        assertThat(deviations.of(List.of("R1")))
                .extracting(Deviation::cause)
                .containsExactly("trip I13_PLASMA_LOST", "hold");
        assertThat(deviations.of(List.of("R1")).get(0).life())
                .extracting(Deviation.Entry::act)
                .containsExactly(Act.OPEN, Act.AGAIN, Act.AGAIN, Act.AGAIN);
        assertThat(only("R2").number()).isEqualTo("DV-25-0003");
    }

    /** What a person does between two runs belongs to no run, also while the last one still stands on the screens. */
    @Test
    void whatHappensOutsideEveryRunIsOpenedOnceADay() {
        Event write = new Event("MANUAL_WRITE", "shutter.open", "OPEN by hand: cleaning", "maintenance");
        running("R1");
        turns.run("R1", RunState.COMPLETE, PhaseName.UNLOAD, "F1", "F2");
        journal.record(turns.turn());
        turns.say(write).say(trip());
        journal.record(turns.turn());
        turns.say(write);
        journal.record(turns.turn());
        listen();
        assertThat(deviations.of(List.of("R1"))).isEmpty();
        assertThat(book.newest(10)).singleElement().satisfies(one -> {
            assertThat(one.run()).isEmpty();
            assertThat(one.key()).isEqualTo("2025-07-14/manual_write shutter.open");
            assertThat(one.life()).hasSize(2);
        });
    }

    /** HAZ: a process that dies between two writes must neither forget nor open twice. */
    @Test
    void whatIsOpenedAndHowFarWasLookedAreWrittenTogether() {
        running("R1", trip());
        journal.settle(Duration.ofSeconds(10));
        Deviation taken = new Deviation("DV-25-0001", "taken", "", "", only().life());
        book.add(taken);
        // the number is taken meanwhile: the whole batch fails, and is not forgotten
        assertThatThrownBy(() -> book.heard(
                        Long.MAX_VALUE,
                        List.of(new Deviation("DV-25-0001", "R1/trip", "R1", "trip", taken.life())),
                        List.of()))
                .isInstanceOf(Transactions.FailedException.class);
        assertThat(listen()).isEqualTo(1);
        assertThat(only("R1").number()).isEqualTo("DV-25-0002");
    }

    private Deviation only() {
        return new Deviation(
                "x",
                "x",
                "",
                "",
                List.of(new Deviation.Entry(
                        1,
                        START,
                        "qa",
                        "qa",
                        Act.OPEN,
                        List.of(
                                new Deviation.Change(Field.STATE, "", "OPEN"),
                                new Deviation.Change(Field.CLASS, "", "MINOR")),
                        "",
                        "")));
    }

    // ---------------------------------------------------------------- written up and closed

    private Deviation written(Deviation one, Deviations.Person by) {
        return deviations.write(
                one.number(),
                Map.of(
                        Field.IMMEDIATE_ACTION,
                        "run held",
                        Field.ROOT_CAUSE,
                        "a flake 薄片 on the anode",
                        Field.DECISION,
                        "the film is as it should be"),
                by,
                LATER);
    }

    private Deviation move(Deviation one, Act act, Deviations.Person by) {
        Deviations.Move move = new Deviations.Move(one.number(), act, by, Optional.empty(), "because", "operator");
        return deviations.move(move, "s1", deviations.accepts(move).hash(), LATER);
    }

    private Deviation handedIn() {
        running("R1", trip());
        listen();
        return move(written(only("R1"), ENGINEER), Act.HAND_IN, ENGINEER);
    }

    @Test
    void everyChangeIsALineWithWhoWhenOldAndNew() {
        Deviation closed = move(handedIn(), Act.CLOSE, QA);
        start();
        Deviation read = deviations.named(closed.number());
        assertThat(read).isEqualTo(closed);
        assertThat(read.state()).isEqualTo(DeviationState.CLOSED);
        assertThat(read.life()).extracting(Deviation.Entry::number).containsExactly(1, 2, 3, 4);
        assertThat(read.life().get(1).changes())
                .contains(new Deviation.Change(Field.ROOT_CAUSE, "", "a flake 薄片 on the anode"));
        assertThat(read.last(Act.CLOSE)).hasValueSatisfying(entry -> {
            assertThat(entry.name()).isEqualTo("Qin An 秦安");
            assertThat(entry.at()).isEqualTo(LATER);
            assertThat(entry.changes()).containsExactly(new Deviation.Change(Field.STATE, "UNDER_REVIEW", "CLOSED"));
        });
        assertThat(book.unfiled()).extracting(Deviation::number).containsExactly(closed.number());
        book.filed(closed.number(), 4, 1);
        book.filed(closed.number(), 4, 1);
        assertThat(book.unfiled()).isEmpty();
    }

    /** HAZ: who made the mistake, or wrote it up, says that it was none. */
    @Test
    void nobodyClosesWhatIsTheirOwn() {
        Deviation one = handedIn();
        Deviations.Person ran = new Deviations.Person("operator", "O.", Set.of(Role.QA));
        Deviations.Person wrote = new Deviations.Person("Engineer", "E.", Set.of(Role.QA));
        for (Deviations.Person alone : List.of(ran, wrote)) {
            assertThatThrownBy(() -> move(one, Act.CLOSE, alone))
                    .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.rule())
                            .isEqualTo("four-eyes"));
        }
        assertThatThrownBy(() -> move(one, Act.CLOSE, SECOND))
                .as("a major one takes QA")
                .hasMessageContaining("qa");
        Deviation by =
                deviations.open("", DeviationClass.MINOR, Map.of(Field.DESCRIPTION, "door left open"), QA, LATER);
        Deviation ready =
                move(deviations.write(by.number(), Map.of(Field.DECISION, "none"), SECOND, LATER), Act.HAND_IN, SECOND);
        assertThatThrownBy(() -> move(ready, Act.CLOSE, QA)).hasMessageContaining("opened");
        assertThat(move(ready, Act.CLOSE, ENGINEER).isClosed()).isTrue();
    }

    /** HAZ: an engineer who may not close a major one makes it a minor one first. */
    @Test
    void onlyWhoMayCloseItMakesItLessGrave() {
        Deviation one = handedIn();
        Deviations.Move lower = new Deviations.Move(
                one.number(), Act.CLASSIFY, SECOND, Optional.of(DeviationClass.MINOR), "only a flicker", "operator");
        assertThatThrownBy(() -> deviations.move(lower, "", "", LATER)).hasMessageContaining("lower");
        Deviations.Move higher = new Deviations.Move(
                one.number(), Act.CLASSIFY, SECOND, Optional.of(DeviationClass.CRITICAL), "it burnt", "operator");
        Deviation graver = deviations.move(higher, "", "", LATER);
        assertThat(graver.due()).isEqualTo(one.openedAt().plus(Duration.ofDays(7)));
        assertThatThrownBy(() -> move(graver, Act.CLOSE, QA)).hasMessageContaining("capa");
    }

    @Test
    void whatIsNotWrittenUpIsNotHandedInAndWhatIsHandedInStandsStill() {
        running("R1", trip());
        listen();
        Deviation bare = only("R1");
        assertThatThrownBy(() -> move(bare, Act.HAND_IN, ENGINEER)).hasMessageContaining("rootCause");
        assertThatThrownBy(() -> move(bare, Act.CLOSE, QA)).hasMessageContaining("OPEN");
        Deviation given = move(written(bare, ENGINEER), Act.HAND_IN, ENGINEER);
        assertThatThrownBy(() -> written(given, OPERATOR)).hasMessageContaining("WRITE is refused");
        assertThatThrownBy(() -> deviations.named("DV-99-0001")).hasMessageContaining("DV-99-0001");
    }

    /** A signature stands under what was in front of the person, or under nothing. */
    @Test
    void whatChangedBehindASignatureIsNotSigned() {
        Deviation one = handedIn();
        Deviations.Move close = new Deviations.Move(one.number(), Act.CLOSE, QA, Optional.empty(), "", "operator");
        String seen = deviations.accepts(close).hash();
        move(one, Act.SEND_BACK, QA);
        deviations.write(one.number(), Map.of(Field.ROOT_CAUSE, "nobody knows"), ENGINEER, LATER);
        move(one, Act.HAND_IN, ENGINEER);
        assertThatThrownBy(() -> deviations.move(close, "s9", seen, LATER)).hasMessageContaining("changed meanwhile");
        assertThatThrownBy(() -> deviations.move(
                        close, "", deviations.named(one.number()).hash(), LATER))
                .as("without a signature")
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void whatHappensAgainAfterTheClosingIsOpenAgain() {
        Deviation closed = move(handedIn(), Act.CLOSE, QA);
        running("R1", trip());
        listen();
        assertThat(deviations.named(closed.number()).state()).isEqualTo(DeviationState.OPEN);
    }

    /** The database itself refuses to change or remove what was written. */
    @Test
    void noLineIsEverChanged() {
        handedIn();
        for (String sql : List.of(
                "update deviation_entry set new_value = 'CLOSED'",
                "delete from deviation_entry",
                "update deviation set cause = ''",
                "delete from deviation")) {
            assertThatThrownBy(() ->
                            Transactions.<Integer>durable(database, connection -> Statements.change(connection, sql)))
                    .as(sql)
                    .hasMessageContaining("append only");
        }
    }
}
