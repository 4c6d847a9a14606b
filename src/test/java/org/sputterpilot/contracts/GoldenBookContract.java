package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.genealogy.Kind;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.genealogy.Thing;
import org.sputterpilot.genealogy.db.GenealogyStore;
import org.sputterpilot.golden.Alike;
import org.sputterpilot.golden.Band;
import org.sputterpilot.golden.Envelope;
import org.sputterpilot.golden.GoldenBook;
import org.sputterpilot.golden.Score;
import org.sputterpilot.golden.Standing;
import org.sputterpilot.golden.db.GoldenStore;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Thickness;

/** What is kept of golden runs, whichever database it is in. */
abstract class GoldenBookContract {
    private static final TagId PRESSURE = Turns.PRESSURE;

    @TempDir
    Path folder;

    private Database database;
    private Connection keeper;
    private StoreAndForward journal;
    private GoldenBook book;
    private final Turns turns = new Turns();

    /** A database without tables. */
    protected abstract Database emptyDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = emptyDatabase();
        keeper = database.source().getConnection();
        journal = StoreAndForward.open(
                StoreAndForward.Settings.of(folder.resolve("journal"), "PVD-01"),
                Turns.TAGS,
                Retention.everything(Turns.TAGS.size()),
                Turns.recorder(),
                database);
        book = new GoldenStore(database, "PVD-01");
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
        keeper.close();
    }

    private static Envelope made() {
        return new Envelope(
                "",
                new Alike("tio2", "0".repeat(64), "T-7"),
                List.of("R5", "R4", "R3", "R2", "R1"),
                5,
                3,
                5,
                Map.of(
                        PhaseName.DEPOSIT,
                        Map.of(PRESSURE, new Band(new double[] {0.6, Double.NaN}, new double[] {0.01, Double.NaN}))),
                Thickness.ofNanometres(0.1),
                Thickness.ofNanometres(0.2),
                List.of(0.5, 1.25));
    }

    /** A run that ends with this said about it. */
    private void ended(String run, Standing standing) {
        turns.run(run, RunState.RUNNING, PhaseName.DEPOSIT, "F-" + run);
        journal.record(turns.turn());
        turns.run(run, RunState.COMPLETE, PhaseName.UNLOAD, "F-" + run).say(standing.event());
        journal.record(turns.turn());
        assertThat(journal.settle(Duration.ofSeconds(10))).isTrue();
    }

    private static Standing standing(String run, Envelope golden, boolean testFirst) {
        Score score = new Score(
                3.5, 3.5, Optional.of(PRESSURE), PhaseName.DEPOSIT, 0.4, 1, 3, testFirst, "pressure strayed most");
        return new Standing(run, Optional.of(golden), List.of(), Optional.of(score));
    }

    @Test
    void anEnvelopeIsKeptOnceUnderItsFingerprintAndComesBackAsItWas() {
        Envelope kept = book.keep(made(), Turns.START);
        assertThat(kept.id()).hasSize(64);
        assertThat(book.keep(made(), Turns.START.plusSeconds(9)).id()).isEqualTo(kept.id());
        Envelope again = book.envelope(kept.id()).orElseThrow();
        assertThat(again.alike()).isEqualTo(made().alike());
        assertThat(again.runs()).isEqualTo(made().runs());
        assertThat(again.scores()).isEqualTo(made().scores());
        assertThat(again.offSigma()).isEqualTo(made().offSigma());
        Band band = again.band(PhaseName.DEPOSIT, PRESSURE).orElseThrow();
        assertThat(band.centre(0)).isEqualTo(0.6);
        assertThat(band.half(0)).isEqualTo(0.01);
        assertThat(band.centre(1)).isNaN();
        assertThat(book.envelope("f".repeat(64))).isEmpty();
    }

    @Test
    void howARunStoodIsKeptWithTheTurnInWhichItEnded() {
        Envelope golden = book.keep(made(), Turns.START);
        ended("R6", standing("R6", golden, true));
        GoldenBook.Kept kept = book.of(List.of("R6", "nobody")).get("R6");
        assertThat(kept.envelope()).isEqualTo(golden.id());
        assertThat(kept.words()).isEqualTo("compared with the last 5 good runs");
        assertThat(kept.score())
                .contains(new Score(
                        3.5, 3.5, Optional.of(PRESSURE), PhaseName.DEPOSIT, 0.4, 1, 3, true, "pressure strayed most"));
        assertThat(book.of(List.of("nobody"))).isEmpty();
        assertThat(book.of(List.of())).isEmpty();
        assertThat(journal.queries().record("R6").orElseThrow()).contains("\"golden\":{", "\"testFirst\":true");
    }

    @Test
    void foilsOfTheWorstTailAreMarkedInTheTraceAndNobodyElses() {
        Envelope golden = book.keep(made(), Turns.START);
        ended("R6", standing("R6", golden, true));
        ended("R7", standing("R7", golden, false));
        GenealogyStore genealogy = new GenealogyStore(database, "PVD-01");
        Ref marked = genealogy.find("F-R6").map(Thing::ref).orElseThrow();
        Ref other = genealogy.find("F-R7").map(Thing::ref).orElseThrow();
        List<Ref> all = List.of(marked, other, new Ref(Kind.RUN, "R6"), new Ref(Kind.RUN, "R7"));
        assertThat(genealogy.testFirst(all, Turns.START.plusSeconds(3600)))
                .containsOnlyKeys(marked, new Ref(Kind.RUN, "R6"));
        assertThat(genealogy.testFirst(all, Turns.START.minusSeconds(1))).isEmpty();
    }

    /** A mark that could be taken back would not be one. */
    @Test
    void nobodyChangesOrRemovesWhatIsKept() throws Exception {
        ended("R6", standing("R6", book.keep(made(), Turns.START), true));
        for (String statement : List.of(
                "update golden_run set test_first = false", "delete from golden_run", "delete from golden_envelope")) {
            try (Connection connection = database.source().getConnection();
                    Statement sql = connection.createStatement()) {
                assertThatThrownBy(() -> sql.execute(statement)).hasMessageContaining("append only");
            }
        }
    }
}
