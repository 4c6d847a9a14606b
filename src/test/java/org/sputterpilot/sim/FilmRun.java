package org.sputterpilot.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.film.FilmObserver;
import org.sputterpilot.physics.Gas;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/**
 * The film of one run and nothing else of it: the chamber's own target, growth and instrument errors, and observers
 * that read them through a clean, a poisoned and a depositing minute after minute. Some milliseconds a run, so that a
 * thousand can be counted.
 */
final class FilmRun {
    private static final TagTable TAGS = TagReader.read(Path.of("."), new Faults());
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final double SECONDS = 1;
    /** A settled target is looked at this often. */
    private static final int TARGET_EVERY = 5;

    private static final int PRE_SPUTTER = 7;
    private static final int POISON = 8;
    private static final int DEPOSIT = 9;
    private static final double WATT = 150;
    private static final double ARGON = 20;
    private static final double OXYGEN = 4;
    private static final double TARGET_M = 32e-9;

    private final ChamberTruth truth;
    private final SputterTarget target;
    private final Growth growth;
    private final Chance chance;
    private final double argonPa;
    private final double speed;
    private final FilmObserver[] observers;
    private final ProcessImage[] images;
    private final Sees[] sees;
    private Tick tick = Tick.first(Instant.EPOCH);
    private double openSeconds;
    private final Deque<Double> grownNm = new ArrayDeque<>();
    private Consumer<Second> seen = second -> {};

    /** Which instruments an observer has. */
    enum Sees {
        EVERYTHING,
        MODEL_ALONE,
        /** The gauge dies after 200 seconds of film. */
        CRYSTAL_ALONE
    }

    /**
     * What an observer made of it.
     *
     * @param estimateNm when it would have closed the shutter
     * @param sigmaNm one sigma of it
     * @param trueNm what was there
     */
    record Outcome(double estimateNm, double sigmaNm, double trueNm) {
        double sigmasOff() {
            return (trueNm - estimateNm) / sigmaNm;
        }
    }

    /**
     * One second with the shutter open.
     *
     * @param crystalNm as it is shown; NaN before it is
     * @param meanNmPerMin what really grew in the last minute
     */
    record Second(
            double openS,
            double trueNm,
            double estimateNm,
            double sigmaNm,
            double crystalNm,
            double rateNmPerMin,
            double meanNmPerMin) {}

    private FilmRun(ChamberTruth truth, FilmModel model, Sees... sees) {
        this.truth = truth;
        this.sees = sees;
        target = new SputterTarget(truth);
        growth = new Growth(truth);
        chance = new Chance(truth.dice);
        argonPa = (0.5 - truth.manometerZeroPa) / truth.manometerGain;
        speed = Gas.throughputPaM3PerS(ARGON * (1 + truth.argonError), truth.tool.gasTemperatureK()) / argonPa;
        observers = new FilmObserver[sees.length];
        images = new ProcessImage[sees.length];
        for (int i = 0; i < sees.length; i++) {
            observers[i] = new FilmObserver(TAGS, model, 0);
        }
    }

    /**
     * One run.
     *
     * @param sees what each observer sees
     * @return an outcome for each observer
     */
    static Outcome[] of(long seed, boolean unknown, FilmModel model, Sees... sees) {
        return new FilmRun(new ChamberTruth(seed, unknown), model, sees).run();
    }

    /** One run of a calibrated tool with every instrument, second by second. */
    static void followed(long seed, FilmModel model, Consumer<Second> seen) {
        FilmRun run = new FilmRun(new ChamberTruth(seed, false), model, Sees.EVERYTHING);
        run.seen = seen;
        run.run();
    }

    private void tell() {
        double trueNm = holderM() * 1e9;
        grownNm.addLast(trueNm);
        double aMinuteAgo = grownNm.size() > 60 ? grownNm.removeFirst() : Double.NaN;
        seen.accept(new Second(
                openSeconds,
                trueNm,
                value(0, "film.thickness") * 1e9,
                value(0, "film.sigma") * 1e9,
                value(0, "qcm.thickness") * 1e9,
                value(0, "film.rate") * 60e9,
                trueNm - aMinuteAgo));
    }

    private Outcome[] run() {
        growth.rotationHz = 10.0 / 60;
        for (double t = 0; t < 60; t += SECONDS) {
            step(PRE_SPUTTER, 0);
        }
        for (double t = 0; t < 30; t += SECONDS) {
            step(POISON, OXYGEN);
        }
        Outcome[] outcomes = new Outcome[observers.length];
        growth.shock(chance);
        int open = observers.length;
        while (open > 0 && openSeconds < 10_000) {
            step(DEPOSIT, OXYGEN);
            tell();
            for (int i = 0; i < outcomes.length; i++) {
                if (outcomes[i] == null && value(i, "film.thickness") >= TARGET_M) {
                    outcomes[i] = new Outcome(
                            value(i, "film.thickness") * 1e9, value(i, "film.sigma") * 1e9, holderM() * 1e9);
                    open--;
                }
            }
        }
        return outcomes;
    }

    private double holderM() {
        double sum = 0;
        for (int i = 0; i < growth.sites().size(); i++) {
            sum += growth.filmM(i);
        }
        return sum / growth.sites().size();
    }

    private double value(int observer, String tag) {
        return images[observer].number(TagId.of(tag));
    }

    private void step(int phase, double oxygenSccm) {
        tick = tick.next(STEP);
        boolean deposits = phase == DEPOSIT;
        growth.shutter.move(deposits, 10);
        growth.crystalShutter.move(deposits, 10);
        double shownWatt = WATT * (1 + 0.001 * chance.bell());
        double watt = shownWatt * (1 + truth.supplyError);
        if (!deposits || (int) Math.round(openSeconds / SECONDS) % TARGET_EVERY == 0) {
            target.step(
                    watt, argonPa, oxygenSccm * (1 + truth.oxygenError), speed * (1 + truth.oxygenPumping), SECONDS);
        }
        double totalPa = argonPa + target.oxygenPa();
        growth.step(target.filmM3PerS, totalPa, target.eroded, 0, chance, SECONDS);
        openSeconds += deposits ? SECONDS : 0;
        double hertz = growth.crystalHz(chance);
        double gaugePa = totalPa * truth.manometerGain + truth.manometerZeroPa + 0.2e-3 * chance.bell();
        double volts = target.voltageV * (1 + 0.0005 * chance.bell());
        for (int i = 0; i < observers.length; i++) {
            ProcessImage.Builder image = new ProcessImage.Builder(TAGS);
            put(image, "run.state", 1);
            put(image, "run.phase", phase);
            put(image, "film.target", TARGET_M);
            put(image, "cathode.plasma", 1);
            put(image, "cathode.power", shownWatt);
            put(image, "cathode.power_set", WATT);
            put(image, "cathode.ramp_set", 5);
            put(image, "cathode.voltage", volts);
            put(image, "gas.argon.flow", ARGON);
            put(image, "gas.oxygen.flow", oxygenSccm);
            put(image, "chamber.pressure", sees[i] == Sees.CRYSTAL_ALONE && openSeconds > 200 ? Double.NaN : gaugePa);
            put(image, "chamber.throttle.mode", oxygenSccm > 0 ? 0 : 1);
            put(image, "chamber.throttle.pressure_set", 0.5);
            put(image, "shutter.is_open", deposits ? 1 : 0);
            put(image, "shutter.is_closed", deposits ? 0 : 1);
            put(image, "shutter.open_time", openSeconds);
            put(image, "substrate.carrier_temperature", 300);
            put(image, "qcm.frequency", hertz);
            put(image, "qcm.crystal_ok", sees[i] == Sees.MODEL_ALONE ? 0 : 1);
            put(image, "qcm.shutter.is_open", deposits ? 1 : 0);
            ProcessImage measured = image.freeze();
            ProcessImage.Builder into = measured.toBuilder();
            observers[i].derive(measured, into, tick);
            images[i] = into.freeze();
        }
    }

    private void put(ProcessImage.Builder image, String tag, double value) {
        image.put(TagId.of(tag), value, Double.isNaN(value) ? Quality.BAD : Quality.GOOD, tick.at());
    }
}
