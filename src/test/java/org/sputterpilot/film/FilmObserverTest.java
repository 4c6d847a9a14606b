package org.sputterpilot.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;
import org.sputterpilot.units.GasFlow;
import org.sputterpilot.units.Power;
import org.sputterpilot.units.Pressure;
import org.sputterpilot.units.Thickness;

class FilmObserverTest {
    private static final TagTable TAGS = TagReader.read(Path.of("."), new Faults());
    private static final Duration STEP = Duration.ofMillis(100);
    private static final IntSupplier ON_TIME = () -> 0;
    private static final int PRE_SPUTTER = 7;
    private static final int POISON = 8;
    private static final int DEPOSIT = 9;

    private final FilmModel model = FilmModel.commissioned(ToolParameters.reference());
    private final FilmObserver film = new FilmObserver(TAGS, model, 0);
    private final Map<String, Double> values = new HashMap<>();
    private Tick tick = Tick.first(Instant.EPOCH);
    private ProcessImage image;

    @BeforeEach
    void aQuietPlant() {
        for (Tag tag : TAGS.all()) {
            values.put(tag.id().name(), 0.0);
        }
        values.put("shutter.is_closed", 1.0);
        values.put("substrate.carrier_temperature", 300.0);
        values.put("film.target", 32e-9);
        values.put("run.state", 1.0);
        values.put("chamber.pressure", 0.5);
        values.put("gas.argon.flow", 20.0);
        values.put("chamber.throttle.mode", 1.0);
        values.put("chamber.throttle.pressure_set", 0.5);
    }

    private void set(String tag, double value) {
        values.put(tag, value);
    }

    /** Instruments are heard this many turns late, by their own time stamps. */
    private IntSupplier late = ON_TIME;

    private record Measured(Map<String, Double> values, Map<String, Instant> changed, Instant at) {}

    private final List<Measured> plant = new ArrayList<>();
    private int heard;

    /** Values that come late keep the time at which they were measured; an older one never follows a newer one. */
    private void instruments(ProcessImage.Builder into) {
        Map<String, Instant> changed = new HashMap<>();
        Measured before = plant.isEmpty() ? null : plant.get(plant.size() - 1);
        for (Tag tag : TAGS.all()) {
            String name = tag.id().name();
            boolean same =
                    before != null && tag.isState() && before.values.get(name).equals(values.get(name));
            changed.put(name, same ? before.changed.get(name) : tick.at());
        }
        plant.add(new Measured(Map.copyOf(values), changed, tick.at()));
        heard = Math.max(heard, plant.size() - 1 - late.getAsInt());
        Measured shown = plant.get(heard);
        for (Tag tag : TAGS.all()) {
            if (!tag.link().isEmpty()) {
                String name = tag.id().name();
                into.put(
                        TAGS.slot(tag.id()),
                        shown.values.get(name),
                        Quality.GOOD,
                        shown.changed.get(name),
                        tick.at(),
                        0);
            }
        }
    }

    private void seconds(double seconds) {
        for (int i = 0; i < Math.round(seconds * 10); i++) {
            tick = tick.next(STEP);
            set("shutter.open_time", values.get("shutter.is_open") == 1 ? values.get("shutter.open_time") + 0.1 : 0);
            ProcessImage.Builder builder = new ProcessImage.Builder(TAGS);
            values.forEach((tag, value) ->
                    builder.put(TagId.of(tag), value, Double.isNaN(value) ? Quality.BAD : Quality.GOOD, tick.at()));
            if (late != ON_TIME) {
                instruments(builder.communicationScale(60));
            }
            ProcessImage measured = builder.freeze();
            ProcessImage.Builder into = measured.toBuilder();
            film.derive(measured, into, tick);
            image = into.freeze();
        }
    }

    private double value(String tag) {
        return image.number(TagId.of(tag));
    }

    private void cleaned(double volts) {
        set("run.phase", PRE_SPUTTER);
        set("cathode.plasma", 1);
        set("cathode.power", 150);
        set("cathode.power_set", 150);
        set("cathode.ramp_set", 5);
        set("cathode.voltage", volts);
        seconds(60);
    }

    private void poisoned(double volts) {
        set("run.phase", POISON);
        set("gas.oxygen.flow", 4);
        set("chamber.throttle.mode", 0);
        set("chamber.pressure", 0.595);
        set("cathode.voltage", volts);
        seconds(60);
    }

    private void shutter(boolean open) {
        set("shutter.is_open", open ? 1 : 0);
        set("shutter.is_closed", open ? 0 : 1);
    }

    @Test
    void theThicknessIsRateTimesTheTimeTheShutterIsOpen() {
        cleaned(371);
        poisoned(431);
        double before = value("film.thickness");
        double rate = model.predict(
                        Power.ofWatt(150),
                        GasFlow.ofSccm(20),
                        GasFlow.ofSccm(4),
                        Pressure.ofPascal(0.5),
                        Thickness.ofNanometres(32),
                        0)
                .rate()
                .metrePerSecond();
        set("run.phase", DEPOSIT);
        shutter(true);
        seconds(400);
        double grown = value("film.thickness") - before;

        assertThat(value("film.rate")).isCloseTo(rate, within(rate * 2e-3));
        assertThat(grown).isCloseTo(rate * 400, within(rate * 400 * 2e-3));
        assertThat(value("film.predicted_time"))
                .isCloseTo((32e-9 - value("film.thickness")) / value("film.rate"), within(0.01));
        assertThat(value("film.sigma") / value("film.thickness")).isBetween(0.014, 0.04);
    }

    /** A film that is half grown by one rate must not be finished by another. */
    @Test
    void aRunKeepsTheCalibrationItBeganWith() {
        FilmModel half = new Calibration(0.5, 0.02, 1.1, 0.01).on(model);
        set("run.state", 0);
        seconds(1);
        set("run.state", 1);
        cleaned(371);
        poisoned(431);
        set("run.phase", DEPOSIT);
        shutter(true);
        seconds(10);
        double rate = value("film.rate");
        film.calibrate(new CalibrationInForce(4, half, false, 12));
        seconds(20);
        assertThat(value("film.calibration")).isZero();
        assertThat(value("film.rate")).isCloseTo(rate, within(rate * 1e-3));
        assertThat(value("target.is_calibrated")).as("the next start must know").isZero();
        assertThat(value("film.runs_since_measured")).isEqualTo(12);

        shutter(false);
        set("run.state", 11);
        set("gas.oxygen.flow", 0);
        set("chamber.pressure", 0.5);
        set("chamber.throttle.mode", 1);
        seconds(1);
        set("run.state", 1);
        cleaned(371);
        poisoned(431);
        set("run.phase", DEPOSIT);
        shutter(true);
        seconds(30);
        assertThat(value("film.calibration")).isEqualTo(4);
        assertThat(value("film.rate")).isCloseTo(rate / 2, within(rate * 0.02));
    }

    /** What a measurement is compared with later: the model alone, and the crystal alone for the whole film. */
    @Test
    void modelAndCrystalAreKeptApart() {
        cleaned(371);
        poisoned(431);
        set("run.phase", DEPOSIT);
        shutter(true);
        set("qcm.crystal_ok", 1);
        set("qcm.shutter.is_open", 1);
        double crystal = 6e6;
        double began = value("film.modelled");
        for (int s = 0; s < 400; s++) {
            // the crystal sees five percent more than the model says
            crystal -= 1.05 * (value("film.modelled") - began) / 0.0323e-9;
            began = value("film.modelled");
            set("qcm.frequency", crystal);
            seconds(1);
        }
        double modelled = value("film.modelled");
        assertThat(modelled).isBetween(10e-9, 40e-9);
        assertThat(value("film.by_crystal") / modelled).isCloseTo(1.05, within(0.01));
        assertThat(value("film.thickness") / modelled).isBetween(1.001, 1.049);
    }

    @Test
    void aClosedShutterPassesThreeInAThousand() {
        cleaned(371);
        double before = value("film.thickness");
        seconds(100);
        assertThat(value("film.thickness") - before).isCloseTo(0.003 * value("film.rate") * 100, within(1e-13));
    }

    @Test
    void aShutterOnItsWayCountsHalf() {
        cleaned(371);
        poisoned(431);
        set("run.phase", DEPOSIT);
        set("shutter.is_open", 0);
        set("shutter.is_closed", 0);
        seconds(0.1);
        double before = value("film.thickness");
        seconds(10);
        assertThat(value("film.thickness") - before).isCloseTo(0.5015 * value("film.rate") * 10, within(1e-12));
    }

    @Test
    void theTargetIsPoisonedWhetherItsVoltageRoseOrFell() {
        for (double poisonedVolts : new double[] {431, 330}) {
            set("gas.oxygen.flow", 0);
            set("chamber.pressure", 0.5);
            set("chamber.throttle.mode", 1);
            set("run.state", 0);
            seconds(1);
            set("run.state", 1);
            cleaned(371);
            assertThat(value("target.state")).as("clean").isEqualTo(1);
            poisoned(poisonedVolts);
            assertThat(value("target.state")).as("poisoned at " + poisonedVolts).isEqualTo(3);
            assertThat(value("cathode.voltage_reference")).isCloseTo(poisonedVolts, within(0.01));
        }
    }

    @Test
    void oxygenThatIsTakenUpMeansATargetThatIsStillMetal() {
        cleaned(371);
        poisoned(431);
        set("chamber.pressure", 0.505);
        seconds(5);
        assertThat(value("target.state")).isEqualTo(1);
        set("chamber.pressure", 0.54);
        seconds(5);
        assertThat(value("target.state")).isEqualTo(2);
    }

    /** HAZ-09: oxygen lost with the shutter open puts titanium on the foil at several times the rate. */
    @Test
    void aTargetThatTurnsMetallicWhileDepositingIsSeenInStateRateAndSigma() {
        cleaned(371);
        poisoned(431);
        set("run.phase", DEPOSIT);
        shutter(true);
        seconds(60);
        double rate = value("film.rate");
        double sigma = value("film.sigma");
        set("gas.oxygen.flow", 0);
        set("cathode.voltage", 410);
        seconds(2);
        assertThat(value("target.state")).isEqualTo(2);
        assertThat(value("film.rate")).isGreaterThan(2 * rate);
        assertThat(value("film.sigma")).isGreaterThan(sigma + 0.01e-9);
        set("cathode.voltage", 372);
        seconds(2);
        assertThat(value("target.state")).isEqualTo(1);
        assertThat(value("film.rate")).isGreaterThan(4 * rate);
    }

    @Test
    void theReferenceVoltageIsTheMedianJustAfterTheShutterOpened() {
        cleaned(371);
        poisoned(431);
        set("run.phase", DEPOSIT);
        shutter(true);
        set("cathode.voltage", 433);
        seconds(5);
        assertThat(value("cathode.voltage_reference"))
                .as("until then the end of Poison")
                .isCloseTo(431, within(0.01));
        seconds(5);
        assertThat(value("cathode.voltage_reference")).isCloseTo(433, within(0.01));
        set("cathode.voltage", 440);
        seconds(30);
        assertThat(value("cathode.voltage_reference")).as("does not follow").isCloseTo(433, within(0.01));
    }

    @Test
    void thePressureReferenceIsLearnedWhileTheThrottleIsFrozen() {
        cleaned(371);
        assertThat(value("chamber.pressure_reference")).isEqualTo(0.5);
        poisoned(431);
        assertThat(value("chamber.pressure_reference")).isCloseTo(0.595, within(1e-9));
        set("run.phase", DEPOSIT);
        set("chamber.pressure", 0.7);
        seconds(30);
        assertThat(value("chamber.pressure_reference")).isCloseTo(0.595, within(1e-9));
    }

    @Test
    void voltageDriftIsTheSlopeOfTheLastMinute() {
        cleaned(371);
        for (int i = 0; i < 700; i++) {
            set("cathode.voltage", 371 + i * 0.1 * 3 / 60);
            seconds(0.1);
        }
        assertThat(value("cathode.voltage_rate") * 60).isCloseTo(3.0, within(0.05));
    }

    @Test
    void theSupplysRampIsNotMistakenForALostPlasma() {
        cleaned(371);
        set("cathode.power_set", 0);
        seconds(1);
        set("cathode.power_set", 150);
        seconds(4);
        assertThat(value("cathode.current_expected")).isBetween(15 / 371.0, 170 / 371.0);
    }

    @Test
    void theTargetWearsByAtomsAndFasterAsMetal() {
        cleaned(371);
        double before = film.erodedAtoms();
        seconds(100);
        double metal = film.erodedAtoms() - before;
        poisoned(431);
        before = film.erodedAtoms();
        seconds(100);
        double oxide = film.erodedAtoms() - before;
        assertThat(metal / oxide).isBetween(7.0, 12.0);
        assertThat(value("target.eroded")).isBetween(1e-6, 1e-3);
    }

    @Test
    void aNewRunStartsFromNothing() {
        cleaned(371);
        poisoned(431);
        set("run.phase", DEPOSIT);
        shutter(true);
        seconds(60);
        assertThat(value("film.thickness")).isGreaterThan(1e-9);
        set("run.state", 11);
        seconds(1);
        assertThat(value("film.thickness")).as("stays visible").isGreaterThan(1e-9);
        set("cathode.plasma", 0);
        set("run.state", 1);
        seconds(1);
        assertThat(value("film.thickness")).isZero();
        assertThat(image.quality(TagId.of("cathode.voltage_reference"))).isEqualTo(Quality.BAD);
    }

    @Test
    void anUnknownToolIsPredictedWithAWideSigma() {
        FilmModel unknown = FilmModel.unknownTool(ToolParameters.reference());
        FilmModel.Prediction prediction = unknown.predict(
                Power.ofWatt(150),
                GasFlow.ofSccm(20),
                GasFlow.ofSccm(4),
                Pressure.ofPascal(0.5),
                Thickness.ofNanometres(32),
                0);
        assertThat(prediction.sigma().nanometres()).isBetween(12.0, 14.0);
        assertThat(prediction.rate().nanometrePerMinute()).isBetween(1.0, 1.6);
    }

    /** Film of a shutter that is open for two minutes, told by readings that are so many turns late. */
    private static double coated(IntSupplier late) {
        FilmObserverTest story = new FilmObserverTest();
        story.aQuietPlant();
        story.late = late;
        story.cleaned(371);
        story.poisoned(431);
        story.seconds(30);
        double before = story.value("film.thickness");
        story.set("run.phase", DEPOSIT);
        story.shutter(true);
        story.seconds(120);
        story.shutter(false);
        story.seconds(60);
        return story.value("film.thickness") - before;
    }

    /** At high speed a wire is long: readings come many seconds of plant time late, and none as late as another. */
    @Test
    void lateReadingsTellLateButTellTheSameFilm() {
        SplittableRandom chance = new SplittableRandom(5);
        double onTime = coated(ON_TIME);
        assertThat(onTime).isGreaterThan(3e-9);
        assertThat(coated(() -> 80)).as("always 8 s late").isCloseTo(onTime, within(0.01e-9));
        assertThat(coated(() -> chance.nextInt(150))).as("up to 15 s late").isCloseTo(onTime, within(0.02e-9));
    }

    @Test
    void aShutterLearnsHowLateItIsByItsOwnTimeStamps() {
        late = () -> 30;
        cleaned(371);
        poisoned(431);
        assertThat(image.quality(TagId.of("shutter.latency"))).isEqualTo(Quality.BAD);
        set("run.phase", DEPOSIT);
        seconds(2);
        shutter(true);
        seconds(10);
        assertThat(value("shutter.latency"))
                .as("3 s until the order's effect is seen, 2 s until it moves")
                .isCloseTo(5, within(0.3));
    }

    @Test
    void aGaugeThatIsSilentLeavesTheLastGoodRateAndDoubtsItsFilm() {
        cleaned(371);
        poisoned(431);
        set("run.phase", DEPOSIT);
        shutter(true);
        seconds(60);
        double film = value("film.thickness");
        double sigma = value("film.sigma");
        double rate = value("film.rate");
        set("chamber.pressure", Double.NaN);
        seconds(60);
        assertThat(value("film.source")).as("TIME_POWER").isEqualTo(4);
        assertThat(value("film.thickness") - film).isCloseTo(rate * 60, within(rate));
        assertThat(value("film.sigma")).isGreaterThan(Math.hypot(sigma, 0.09 * rate * 60));
        set("cathode.power", 75);
        seconds(1);
        assertThat(value("film.rate")).as("follows the power that is known").isCloseTo(rate / 2, within(0.1 * rate));
    }

    @Test
    void nothingKnownFromTheBeginningIsNoRate() {
        set("cathode.plasma", Double.NaN);
        set("cathode.power", Double.NaN);
        seconds(1);
        assertThat(image.quality(TagId.of("film.rate"))).isEqualTo(Quality.BAD);
        assertThat(value("film.source")).as("NONE").isZero();
    }

    @Test
    void theStateComesWithAProbabilityThatFallsInBetween() {
        cleaned(371);
        poisoned(431);
        assertThat(value("target.probability")).isGreaterThan(0.999);
        set("chamber.pressure", 0.5 + 0.6 * 0.1);
        seconds(5);
        assertThat(value("target.probability")).as("at the edge").isBetween(0.4, 0.6);
    }

    @Test
    void whatTheVoltageDoesIsRememberedForTheNextRunOnThisTarget() {
        cleaned(371);
        poisoned(330);
        set("run.phase", DEPOSIT);
        shutter(true);
        seconds(20);
        shutter(false);
        set("run.state", 0);
        set("gas.oxygen.flow", 0);
        set("chamber.pressure", 0.5);
        set("chamber.throttle.mode", 1);
        seconds(1);
        set("run.state", 1);
        cleaned(371);
        poisoned(371);
        assertThat(value("target.state"))
                .as("pressure says oxide, voltage says metal")
                .isEqualTo(2);
    }
}
