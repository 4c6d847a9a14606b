package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.contracts.FreshH2;
import org.sputterpilot.film.CalibrationInForce;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.film.ToolChange;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.historian.CalibrationBook.Measurement;
import org.sputterpilot.historian.db.CalibrationStore;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.HistorianQueries;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.wire.CalibrationPage;
import org.sputterpilot.hmi.wire.MeasurementTaken;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.security.Signature;

/** From a measured film to the calibration of the next run, across restarts, and back. */
class CalibrationsTest {
    private static final Instant TODAY = Instant.parse("2027-03-01T08:00:00Z");
    private static final Signature ENGINEER = new Signature("engineer2", "E. Ngineer", "I have looked", TODAY);
    private static final Plant PLANT = PlantReader.read(Path.of(".")).plant().orElseThrow();

    @TempDir
    Path data;

    private final List<Calibrations> opened = new ArrayList<>();
    private Database database;
    /** H2 closes a file with its last connection, and opening it again takes most of a second. */
    private Connection keepsOpen;

    private Assembly assembly;
    private Calibrations desk;
    private int runs;

    @BeforeEach
    void open() throws SQLException {
        database = FreshH2.in(data.resolve("historian"));
        keepsOpen = database.source().getConnection();
        desk = restarted();
    }

    @AfterEach
    void close() throws SQLException {
        opened.forEach(Calibrations::close);
        keepsOpen.close();
    }

    private Calibrations restarted() {
        FilmModel model = FilmModel.commissioned(PLANT.tool());
        assembly = new Assembly(PLANT, model, 1, null, turn -> {}, 0);
        Settings settings = new Settings(
                Settings.Mode.SHADOW,
                Path.of("."),
                data,
                Duration.ofMillis(100),
                1,
                7,
                false,
                Settings.ChamberDoors.ANY,
                Settings.DatabaseSettings.FILE);
        String unit = PLANT.unit().unit();
        Calibrations fresh = new Calibrations(
                new CalibrationStore(database, unit),
                HistorianQueries.of(database, unit),
                assembly,
                model,
                settings,
                Clock.fixed(TODAY, ZoneOffset.UTC));
        fresh.open();
        opened.add(fresh);
        return fresh;
    }

    /** A run that has ended, with what its sealed record says of its film. */
    private String run(double modelledNm, double crystalNm, int calibration) {
        runs++;
        String id = "PVD-01-%03d".formatted(runs);
        Instant at = TODAY.plus(Duration.ofHours(3L * runs));
        sql(
                "insert into run (id, unit, recipe, recipe_version, recipe_hash, plant_hash, operator, foils, state,"
                        + " phase, started_at, ended_at, duration_s, record_json, record_sha256) values (?, ?, 'r', 1,"
                        + " '', '', 'o', 'F', 'COMPLETE', 'Unload', ?, ?, 4000, ?, 'seal')",
                id,
                PLANT.unit().unit(),
                at.atOffset(ZoneOffset.UTC),
                at.plusSeconds(4000).atOffset(ZoneOffset.UTC),
                "{\"film\":{\"calibration\":" + calibration + ",\"crystalNm\":" + crystalNm + ",\"modelledNm\":"
                        + modelledNm + "}}");
        return id;
    }

    private void sql(String text, Object... values) {
        try (Connection connection = database.source().getConnection();
                PreparedStatement statement = connection.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything the database holds of the runs. */
    private List<String> runRows() {
        try (Connection connection = database.source().getConnection();
                PreparedStatement statement = connection.prepareStatement("select * from run order by id");
                ResultSet rows = statement.executeQuery()) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
                    Object value = rows.getObject(c);
                    row.append(value instanceof OffsetDateTime at ? at.toInstant() : value)
                            .append('|');
                }
                all.add(row.toString());
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private MeasurementTaken measure(String run, double nm) {
        return desk.measure(new Measurement(
                "",
                run,
                0,
                "W-" + run,
                CalibrationBook.Method.AFM,
                nm,
                0.015 * nm,
                "centre",
                TODAY.plus(Duration.ofDays(9)),
                TODAY.plus(Duration.ofDays(9)),
                "engineer",
                "",
                false));
    }

    private CalibrationInForce inForce() {
        return assembly.calibration();
    }

    @Test
    void theFilesCalibrationIsVersionZero() {
        assertThat(inForce().version()).isZero();
        assertThat(inForce().model().tool().calibration())
                .isEqualTo(PLANT.tool().calibration());
        assertThat(desk.page().versions()).hasSize(1);
        assertThat(restarted().page().versions()).as("a restart adds none").hasSize(1);
    }

    /** HAZ: a film that grew in two runs is taken for the rate of the second. */
    @Test
    void aRunThatContinuesAnotherTeachesNothing() {
        String second = run(16, 15.5, 0);
        sql("update run set control_json = ? where id = ?", "{\"continues\":{\"run\":\"PVD-01-000\"}}", second);

        assertThat(measure(second, 32).proposal()).isNull();
        assertThat(desk.page().proposals()).isEmpty();
    }

    @Test
    void aMeasurementProposesAndASignatureAccepts() {
        String first = run(32, 31, 0);
        List<String> before = runRows();
        MeasurementTaken taken = measure(first, 33.6);

        assertThat(taken.proposal()).isEqualTo(1);
        assertThat(inForce().version()).as("a proposal changes nothing").isZero();
        CalibrationPage.Proposal proposal = desk.page().proposals().get(0);
        assertThat(proposal.decision()).isEqualTo("OPEN");
        assertThat(proposal.after().rate()).isGreaterThan(proposal.before().rate());
        assertThat(proposal.after().tooling()).isGreaterThan(1.03);
        CalibrationPage.Residual residual = proposal.residuals().get(0);
        assertThat(residual.fresh()).isTrue();
        assertThat(Math.abs(residual.residualAfterNm())).isLessThan(Math.abs(residual.residualBeforeNm()));

        Signature measurer = new Signature("Engineer ", "M. Easurer", "I have looked", TODAY);
        assertThatThrownBy(() -> desk.accept(1, measurer, "my own number"))
                .as("who measured does not accept alone")
                .hasMessageContaining("Somebody else accepts it");
        assertThat(desk.accept(1, ENGINEER, "looks right")).isEqualTo(1);
        assertThat(inForce().version()).isEqualTo(1);
        assertThat(inForce().model().tool().calibration())
                .isEqualTo(proposal.after().rate());
        assertThat(inForce().model().crystalTooling())
                .isEqualTo(proposal.after().tooling());
        assertThat(inForce().model().lnRateSigma()).isEqualTo(proposal.after().rateSigma());
        assertThat(runRows()).as("no run's record ever changes").isEqualTo(before);
        assertThatThrownBy(() -> desk.accept(1, ENGINEER, "again"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("accepted");

        restarted();
        assertThat(inForce().version()).as("it holds across a restart").isEqualTo(1);
        assertThat(inForce().model().tool().calibration())
                .isEqualTo(proposal.after().rate());
    }

    @Test
    void anOlderVersionComesBackAsANewOne() {
        measure(run(32, 31, 0), 33.6);
        desk.accept(1, ENGINEER, "");
        assertThat(desk.restore(0, ENGINEER, "the witness was another run's")).isEqualTo(2);
        assertThat(inForce().version()).isEqualTo(2);
        assertThat(inForce().model().tool().calibration())
                .isEqualTo(PLANT.tool().calibration());
        CalibrationPage.Version again = desk.page().versions().get(0);
        assertThat(again.restores()).isZero();
        assertThat(desk.page().versions()).hasSize(3);
        assertThatThrownBy(() -> desk.restore(2, ENGINEER, "")).hasMessageContaining("in force");
        assertThatThrownBy(() -> desk.restore(9, ENGINEER, "")).hasMessageContaining("no calibration version 9");
    }

    @Test
    void aRejectedMeasurementStaysButTeachesNothing() {
        String first = run(32, 31, 0);
        String second = run(32, 31, 0);
        measure(first, 33.2);
        double with = desk.page().proposals().get(0).after().rate();
        desk.reject(1, ENGINEER, "dirt on the witness");
        measure(second, 32);
        CalibrationPage page = desk.page();

        assertThat(page.proposals().get(0).residuals())
                .extracting(CalibrationPage.Residual::run)
                .containsExactly(second);
        assertThat(page.proposals().get(0).after().rate()).isLessThan(with);
        assertThat(page.measurements()).hasSize(2);
        assertThat(page.measurements())
                .filteredOn(CalibrationPage.Measurement::setAside)
                .extracting(CalibrationPage.Measurement::run)
                .containsExactly(first);
        assertThat(page.versions()).hasSize(1);
    }

    /** HAZ-09: another target, another rate. The block must survive a restart. */
    @Test
    void afterATargetChangeProductionWaitsForAMeasuredRunOnIt() {
        measure(run(32, 31, 0), 32.5);
        desk.accept(1, ENGINEER, "");
        assertThat(inForce().targetCalibrated()).isTrue();
        runs += 3; // the change falls between the runs
        sql(
                "insert into equipment_event (id, unit, kind, asset, old_serial, new_serial, at, entered_at, who,"
                        + " comment) values ('e', ?, 'TARGET_CHANGE', 'Ti', 'T-1', 'T-2', ?, ?, 'maintenance', '')",
                PLANT.unit().unit(),
                TODAY.plus(Duration.ofHours(8)).atOffset(ZoneOffset.UTC),
                TODAY.plus(Duration.ofHours(8)).atOffset(ZoneOffset.UTC));
        desk = restarted();
        assertThat(inForce().targetCalibrated()).isFalse();
        assertThat(desk.page().advisories())
                .extracting(CalibrationPage.Advisory::id)
                .contains("CALIBRATE_TARGET");

        measure(run(32, 31, 1), 36);
        assertThat(inForce().targetCalibrated())
                .as("measured, not yet accepted")
                .isFalse();
        assertThat(desk.page().proposals().get(0).residuals().get(1).rate())
                .as("10 % is believed after a target change")
                .isEqualTo("LEARNED");
        desk.accept(2, ENGINEER, "");
        assertThat(inForce().targetCalibrated()).isTrue();
        desk.restore(1, ENGINEER, "back to the old target's numbers");
        assertThat(inForce().targetCalibrated())
                .as("those were learned on the old one")
                .isFalse();
    }

    @Test
    void aTargetThatIsPutInIsWrittenDown() {
        desk.worked(ToolChange.Kind.TARGET_CHANGE, "Ti 3 in", "T-1", "T-2", 0, ENGINEER, "worn");
        assertThat(inForce().targetCalibrated()).isFalse();
        assertThat(desk.page().work()).hasSize(1);
        assertThat(desk.page().work().get(0).newSerial()).isEqualTo("T-2");
    }

    @Test
    void runsNobodyMeasuresAreCounted() {
        measure(run(32, 31, 0), 32);
        for (int n = 0; n < 11; n++) {
            run(32, 31, 0);
        }
        desk = restarted();
        assertThat(inForce().runsSinceMeasured()).isEqualTo(11);
        assertThat(desk.page().advisories())
                .extracting(CalibrationPage.Advisory::id)
                .contains("MEASURE_SOON");
        for (int n = 0; n < 10; n++) {
            run(32, 31, 0);
        }
        desk = restarted();
        assertThat(inForce().runsSinceMeasured()).isEqualTo(21);
        assertThat(desk.page().advisories())
                .extracting(CalibrationPage.Advisory::id)
                .contains("MEASURE_NOW");
    }

    @Test
    void aRunWithoutFilmIsNoRunToMeasure() {
        String nothing = run(0.1, 0, 0);
        assertThat(measure(nothing, 32).proposal()).isNull();
        assertThat(inForce().runsSinceMeasured()).isZero();
    }

    @Test
    void whatDoesNotFitItsRunIsRefused() {
        assertThatThrownBy(() -> measure("PVD-01-999", 32)).hasMessageContaining("no run 'PVD-01-999'");
        String run = run(32, 31, 0);
        assertThatThrownBy(() -> desk.measure(new Measurement(
                        "",
                        run,
                        3,
                        "",
                        CalibrationBook.Method.AFM,
                        32,
                        0.5,
                        "centre",
                        TODAY.plus(Duration.ofDays(9)),
                        TODAY,
                        "engineer",
                        "",
                        false)))
                .hasMessageContaining("Slot 3 held nothing");
        assertThatThrownBy(() -> desk.measure(new Measurement(
                        "",
                        run,
                        0,
                        "W",
                        CalibrationBook.Method.AFM,
                        32,
                        0.5,
                        "centre",
                        TODAY.minusSeconds(60),
                        TODAY,
                        "engineer",
                        "",
                        false)))
                .hasMessageContaining("before its run began");
        sql("update run set ended_at = null where id = ?", run);
        assertThatThrownBy(() -> measure(run, 32)).hasMessageContaining("has not ended");
        assertThat(desk.page().measurements()).isEmpty();
    }
}
