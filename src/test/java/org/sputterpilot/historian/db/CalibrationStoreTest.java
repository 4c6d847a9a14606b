package org.sputterpilot.historian.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.contracts.FreshH2;
import org.sputterpilot.film.Calibration;
import org.sputterpilot.film.CalibrationProposal;
import org.sputterpilot.film.Commissioning;
import org.sputterpilot.film.Learned;
import org.sputterpilot.film.RunToRun;
import org.sputterpilot.film.ToolChange;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.historian.CalibrationBook.Decision;
import org.sputterpilot.historian.CalibrationBook.FilmOfRun;
import org.sputterpilot.historian.CalibrationBook.Measurement;
import org.sputterpilot.historian.CalibrationBook.Proposed;
import org.sputterpilot.historian.CalibrationBook.Source;
import org.sputterpilot.historian.CalibrationBook.Version;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.security.Signature;

/** What the calibration's book holds, it holds for good. */
class CalibrationStoreTest {
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final Signature ENGINEER = new Signature("engineer", "E. Ngineer", "checked", AT);
    private static final Calibration FILE = new Calibration(1, 0.015, 1, 0.03);
    private static final Calibration LEARNED = new Calibration(1.04, 0.018, 0.98, 0.012);

    @TempDir
    Path data;

    private Database database;
    private CalibrationBook book;

    @BeforeEach
    void open() {
        database = FreshH2.in(data.resolve("historian"));
        book = new CalibrationStore(database, "PVD-01");
        run("R1", AT, true);
        run("R2", AT.plusSeconds(9000), true);
        run("R3", AT.plusSeconds(18_000), false);
    }

    private void run(String id, Instant at, boolean ended) {
        Transactions.durable(
                database,
                c -> Statements.change(
                        c,
                        "insert into run (id, unit, recipe, recipe_version, recipe_hash, plant_hash, operator, foils,"
                                + " state, phase, started_at, ended_at, duration_s) values (?, 'PVD-01', 'r', 1, '', '',"
                                + " 'o', 'F', 'COMPLETE', 'Unload', ?, ?, 4000)",
                        id,
                        at,
                        ended ? at.plusSeconds(4000) : Statements.Nothing.MOMENT));
        Transactions.durable(database, c -> {
            FoilStore.coated(c, row(id, at), new Load.Item(1, "F-" + id, Load.Side.A));
            return null;
        });
    }

    private static RunRow row(String id, Instant at) {
        return new RunRow(
                id,
                "PVD-01",
                "r",
                1,
                "",
                "",
                "o",
                List.of("F-" + id),
                "RUNNING",
                "Load",
                at,
                Optional.empty(),
                0,
                32,
                0,
                0,
                0,
                0,
                0,
                "",
                true,
                Double.NaN,
                true,
                Load.NONE);
    }

    private static Measurement measurement(String run, int slot, String witness) {
        return new Measurement(
                "",
                run,
                slot,
                witness,
                CalibrationBook.Method.AFM,
                32.4,
                0.5,
                "centre",
                AT.plusSeconds(86_400),
                AT.plusSeconds(90_000),
                "engineer",
                "a.txt b.txt",
                false);
    }

    private Proposed proposal(String measurement, Calibration after) {
        CalibrationProposal.Row row = new CalibrationProposal.Row(
                measurement, "R1", 32.4, 0.5, 32, 32.3, 0.8, RunToRun.Use.LEARNED, RunToRun.Use.NOT_COMPARED);
        return new Proposed(
                0,
                AT,
                0,
                new CalibrationProposal(
                        FILE, after, List.of(row), 1, 0, Double.NaN, Set.of(CalibrationProposal.Flag.LIMITED)),
                Optional.of(AT),
                List.of(measurement),
                Optional.empty(),
                Decision.OPEN,
                Optional.empty(),
                "");
    }

    private static Version version(Calibration calibration, Source source, OptionalInt proposal) {
        return new Version(0, calibration, source, proposal, OptionalInt.empty(), Optional.of(AT), ENGINEER, "fine");
    }

    @Test
    void measurementsOfFoilAndWitnessComeBack() {
        Measurement foil = book.add(measurement("R1", 1, "")).orElseThrow();
        Measurement witness = book.add(measurement("R1", 0, "W-7")).orElseThrow();
        book.add(measurement("R2", 0, "W-7")).orElseThrow();

        assertThat(book.measurements()).hasSize(3).contains(foil, witness);
        assertThat(foil.place()).isEqualTo("slot 1");
        assertThat(book.add(measurement("R1", 4, ""))).as("slot 4 was empty").isEmpty();
        assertThat(book.measurements()).hasSize(3);
    }

    @Test
    void theFilmOfARunIsCopiedOnceAndOnlyWhenItHasEnded() {
        assertThat(book.runsToCopy()).extracting(r -> r.id()).containsExactly("R1", "R2");
        FilmOfRun film = new FilmOfRun("R1", AT, AT.plusSeconds(4000), 0, 31.9, Double.NaN);
        book.add(film);
        book.add(new FilmOfRun("R2", AT.plusSeconds(9000), AT.plusSeconds(9100), 0, Double.NaN, Double.NaN));

        assertThat(book.runsToCopy()).isEmpty();
        assertThat(book.films()).as("R2 put film on nothing").containsExactly(film);
        assertThatThrownBy(() -> book.add(film)).isInstanceOf(Transactions.FailedException.class);
    }

    @Test
    void anAcceptedProposalIsAVersionForGood() {
        assertThat(book.add(version(FILE, Source.PLANT_FILE, OptionalInt.empty()))
                        .version())
                .isZero();
        String id = book.add(measurement("R1", 1, "")).orElseThrow().id();
        Proposed first = book.add(proposal(id, LEARNED));
        Proposed second = book.add(proposal(id, LEARNED));
        assertThat(book.proposals(10))
                .extracting(Proposed::id, Proposed::decision)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(second.id(), Decision.OPEN),
                        org.assertj.core.groups.Tuple.tuple(first.id(), Decision.SUPERSEDED));

        Version accepted = book.add(version(LEARNED, Source.PROPOSAL, OptionalInt.of(second.id())));
        assertThat(accepted.version()).isEqualTo(1);
        assertThat(book.versions()).extracting(Version::calibration).containsExactly(FILE, LEARNED);
        assertThat(book.versions().get(1)).isEqualTo(accepted);
        Proposed kept = book.proposals(10).get(0);
        assertThat(kept.decision()).isEqualTo(Decision.ACCEPTED);
        assertThat(kept.signature()).contains(ENGINEER);
        assertThat(kept.proposal()).isEqualTo(second.proposal());
        assertThat(kept.fresh()).containsExactly(id);
        assertThatThrownBy(() -> book.decide(second.id(), Decision.REJECTED, ENGINEER, "changed my mind"))
                .as("a decision is final")
                .isInstanceOf(Transactions.FailedException.class);
    }

    @Test
    void whatCameWithARejectedProposalIsSetAsideAndKept() {
        book.add(version(FILE, Source.PLANT_FILE, OptionalInt.empty()));
        String id = book.add(measurement("R1", 1, "")).orElseThrow().id();
        Proposed proposed = book.add(proposal(id, LEARNED));
        assertThat(book.setAside()).isEmpty();
        book.decide(proposed.id(), Decision.REJECTED, ENGINEER, "scratched");
        assertThat(book.setAside()).containsExactly(id);
        assertThat(book.measurements()).hasSize(1);
    }

    @Test
    void workOnTheToolComesBackInItsOrder() {
        CalibrationBook.Work target = new CalibrationBook.Work(
                new ToolChange(ToolChange.Kind.TARGET_CHANGE, AT.plusSeconds(60)),
                "Ti 3 in",
                "T-1",
                "T-2",
                "m",
                "worn");
        CalibrationBook.Work clean =
                new CalibrationBook.Work(new ToolChange(ToolChange.Kind.WET_CLEAN, AT), "chamber", "", "", "m", "");
        book.add(target, AT.plusSeconds(100));
        book.add(clean, AT.plusSeconds(200));
        assertThat(book.work()).containsExactly(clean, target);
    }

    @Test
    void whatASweepTaughtComesBackWithItsVersionAndNeverTakesAFilmsPlace() {
        book.add(version(FILE, Source.PLANT_FILE, OptionalInt.empty()));
        Calibration swept = new Calibration(
                1.02,
                0.015,
                1,
                0.03,
                Map.of(
                        ToolParameter.KAPPA,
                        new Learned(0.91, 1e-6),
                        ToolParameter.TARGET_SKIN,
                        new Learned(1.2e20, 1e36)));
        Measurement film = book.add(measurement("R1", 0, "W-1")).orElseThrow();
        Proposed byFilm = book.add(proposal(film.id(), LEARNED));
        Proposed bySweep = book.add(taught(swept, "{\"kind\":\"SWEEP\"}"));

        assertThat(book.proposals(9)).extracting(Proposed::decision).containsExactly(Decision.OPEN, Decision.OPEN);
        Proposed again = book.proposals(1).get(0);
        assertThat(again.taught()).isEqualTo(bySweep.taught());
        assertThat(again.proposal().after().tool()).containsOnlyKeys(ToolParameter.KAPPA, ToolParameter.TARGET_SKIN);

        Proposed later = book.add(taught(swept, "{}"));
        assertThat(book.proposals(9))
                .extracting(Proposed::id, Proposed::decision)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(later.id(), Decision.OPEN),
                        org.assertj.core.groups.Tuple.tuple(bySweep.id(), Decision.SUPERSEDED),
                        org.assertj.core.groups.Tuple.tuple(byFilm.id(), Decision.OPEN));

        book.add(version(swept, Source.PROPOSAL, OptionalInt.of(later.id())));
        assertThat(book.versions()
                        .get(1)
                        .calibration()
                        .tool()
                        .get(ToolParameter.KAPPA)
                        .value())
                .isEqualTo(0.91);
        assertThat(book.versions().get(0).calibration().tool())
                .as("history stays")
                .isEmpty();
        assertThat(book.proposals(9).get(2).decision()).isEqualTo(Decision.SUPERSEDED);
    }

    private Proposed taught(Calibration after, String document) {
        return new Proposed(
                0,
                AT,
                0,
                new CalibrationProposal(FILE, after, List.of(), 0, 0, Double.NaN, Set.of()),
                Optional.empty(),
                List.of(),
                Optional.of(new CalibrationBook.Taught(Commissioning.Kind.SWEEP, "R1", document)),
                Decision.OPEN,
                Optional.empty(),
                "");
    }
}
