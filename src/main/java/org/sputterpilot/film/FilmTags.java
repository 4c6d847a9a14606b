package org.sputterpilot.film;

import java.util.stream.IntStream;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/** Places of the film's signals in the image, looked up once. */
final class FilmTags {
    final int runState;
    final int runPhase;
    final int target;
    final int plasma;
    final int power;
    final int powerSet;
    final int rampSet;
    final int voltage;
    final int argon;
    final int oxygen;
    final int pressure;
    final int throttleMode;
    final int pressureSet;
    final int shutterCommand;
    final int shutterOpen;
    final int shutterClosed;
    final int shutterOpenTime;
    final int carrier;
    final int crystalHz;
    final int crystalOk;
    final int crystalShutterOpen;

    final int thickness;
    final int sigma;
    final int rate;
    final int predictedTime;
    final int targetState;
    final int eroded;
    final int wear;
    final int voltageReference;
    final int currentExpected;
    final int voltageRate;
    final int pressureReference;
    final int predictedTimeSigma;
    final int source;
    final int targetProbability;
    final int shutterLatency;
    final int crystalThickness;
    final int foilTemperature;
    final int modelled;
    final int byCrystal;
    final int calibration;
    final int sinceMeasured;
    final int targetCalibrated;

    FilmTags(TagTable tags) {
        runState = slot(tags, "run.state");
        runPhase = slot(tags, "run.phase");
        target = slot(tags, "film.target");
        plasma = slot(tags, "cathode.plasma");
        power = slot(tags, "cathode.power");
        powerSet = slot(tags, "cathode.power_set");
        rampSet = slot(tags, "cathode.ramp_set");
        voltage = slot(tags, "cathode.voltage");
        argon = slot(tags, "gas.argon.flow");
        oxygen = slot(tags, "gas.oxygen.flow");
        pressure = slot(tags, "chamber.pressure");
        throttleMode = slot(tags, "chamber.throttle.mode");
        pressureSet = slot(tags, "chamber.throttle.pressure_set");
        shutterCommand = slot(tags, "shutter.open");
        shutterOpen = slot(tags, "shutter.is_open");
        shutterClosed = slot(tags, "shutter.is_closed");
        shutterOpenTime = slot(tags, "shutter.open_time");
        carrier = slot(tags, "substrate.carrier_temperature");
        crystalHz = slot(tags, "qcm.frequency");
        crystalOk = slot(tags, "qcm.crystal_ok");
        crystalShutterOpen = slot(tags, "qcm.shutter.is_open");
        thickness = slot(tags, "film.thickness");
        sigma = slot(tags, "film.sigma");
        rate = slot(tags, "film.rate");
        predictedTime = slot(tags, "film.predicted_time");
        predictedTimeSigma = slot(tags, "film.predicted_time_sigma");
        source = slot(tags, "film.source");
        targetProbability = slot(tags, "target.probability");
        shutterLatency = slot(tags, "shutter.latency");
        targetState = slot(tags, "target.state");
        eroded = slot(tags, "target.eroded");
        wear = slot(tags, "target.wear");
        voltageReference = slot(tags, "cathode.voltage_reference");
        currentExpected = slot(tags, "cathode.current_expected");
        voltageRate = slot(tags, "cathode.voltage_rate");
        pressureReference = slot(tags, "chamber.pressure_reference");
        crystalThickness = slot(tags, "qcm.thickness");
        foilTemperature = slot(tags, "substrate.foil_temperature");
        modelled = slot(tags, "film.modelled");
        byCrystal = slot(tags, "film.by_crystal");
        calibration = slot(tags, "film.calibration");
        sinceMeasured = slot(tags, "film.runs_since_measured");
        targetCalibrated = slot(tags, "target.is_calibrated");
    }

    /** Instruments whose readings carry the clock of whoever tells of the shutter. */
    int[] onTheShuttersClock(TagTable table) {
        boolean told = table.at(shutterOpen).kind() == Tag.Kind.DERIVED; // a person tells, by the gauge's clock
        String link = table.at(told ? pressure : shutterOpen).link();
        return IntStream.of(pressure, argon, oxygen, shutterOpen, shutterClosed, crystalHz, carrier)
                .filter(slot -> table.at(slot).link().equals(link))
                .toArray();
    }

    private static int slot(TagTable tags, String name) {
        return tags.slot(TagId.of(name));
    }

    /** A derived value of this turn; what is not known is BAD. */
    static void put(ProcessImage.Builder into, int slot, double value, Tick tick) {
        into.put(slot, value, Double.isNaN(value) ? Quality.BAD : Quality.GOOD, tick.at(), tick.at(), 0);
    }
}
