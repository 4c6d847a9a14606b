package org.sputterpilot.film;

import static org.sputterpilot.film.FilmTags.put;

import org.sputterpilot.physics.Crystal;
import org.sputterpilot.physics.Erosion;
import org.sputterpilot.physics.OperatingPoint;
import org.sputterpilot.physics.RateModel;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/** What the film is now, and how sure we are: integrates the rate model over what the instruments say. */
public final class FilmObserver {
    /** The crystal is zeroed when the first heat shock is over, and believed when the rest of it is. */
    /** Age of a reading behind two links, in wall time. */
    private static final double WIRE_S = 0.25;

    private static final double CRYSTAL_ZERO_S = 10;

    private static final double CRYSTAL_FUSE_S = 180;
    private static final double CRYSTAL_EVERY_S = 1;
    /** Less film on the crystal than this says little about the whole. */
    private static final double CRYSTAL_LEAST_NM = 5;

    /** A point is computed anew when power or flows have moved this far, at most every so often. */
    private static final double POINT_MOVED = 0.02;

    private static final double POINT_EVERY_S = 10;
    /** What is not known of the rate while the target changes. */
    private static final double TRANSITION_DOUBT = 0.5;

    private static final double FOIL_HEAT_W_PER_M2_PER_W = 200.0 / 150;
    private static final double CLAMP_W_PER_M2_K = 50;
    private static final double FOIL_J_PER_M2_K = 277;
    private static final double NO_OXYGEN_SCCM = 0.1;

    private final FilmTags tags;
    private FilmModel model;
    private volatile CalibrationInForce next;
    private CalibrationInForce inForce;
    private final TargetWatch watch;
    private final double grooveAtoms;
    private final double leakage;
    private double erodedAtoms;

    private RateModel rates;
    private OperatingPoint metallic;
    private OperatingPoint poisoned;
    private double metallicPower = Double.NaN;
    private double poisonedOxygen = Double.NaN;
    private double poisonedPower = Double.NaN;
    private double sinceMetallic;
    private double sincePoisoned;

    private InRunFilter filter;
    private double leakedNm;
    private double modelledNm;
    private double fuseModelledNm;
    private double crystalGrownNm;
    private double doubtNm;
    private double shutterShare;
    private boolean wasActive;
    private double crystalZeroNm = Double.NaN;
    private double crystalAtZeroNm;
    private double crystalNm = Double.NaN;
    private double crystalSum;
    private int crystalCount;
    private double crystalClock;
    private boolean crystalFused;
    private double fuseZeroNm;
    private double foilWarmerK;

    /**
     * An observer before any run.
     *
     * @param erodedAtoms what the target has lost since it was new
     */
    public FilmObserver(TagTable tags, FilmModel model, double erodedAtoms) {
        this.tags = new FilmTags(tags);
        this.model = model;
        this.next = CalibrationInForce.asShipped(model);
        this.inForce = next;
        this.watch = new TargetWatch(this.tags);
        this.erodedAtoms = erodedAtoms;
        this.grooveAtoms = Erosion.grooveAtoms(model.tool());
        this.leakage = model.tool().value(ToolParameter.SHUTTER_LEAKAGE);
        newRun();
    }

    /** What the target has lost since it was new, in titanium atoms; kept across restarts. */
    public double erodedAtoms() {
        return erodedAtoms;
    }

    /**
     * The calibration for the next run. The run that is on keeps the one it began with: a film that is half grown by
     * one rate must not be finished by another. May be called from any thread.
     */
    public void calibrate(CalibrationInForce fromNextRun) {
        next = fromNextRun;
    }

    /** A target with another history is in the cathode. Between runs only, on the cycle's thread. */
    public void newTarget(double lostAtoms) {
        erodedAtoms = lostAtoms;
        newRun();
    }

    private void newRun() {
        model = inForce.model();
        rates = model.rates(erodedAtoms / grooveAtoms);
        metallic = null;
        poisoned = null;
        filter = new InRunFilter(model.lnRateSigma(), model.toolingSigma());
        leakedNm = 0;
        modelledNm = 0;
        fuseModelledNm = 0;
        crystalGrownNm = Double.NaN;
        doubtNm = 0;
        crystalZeroNm = Double.NaN;
        crystalNm = Double.NaN;
        crystalFused = false;
        watch.newRun();
    }

    /** Fills the film and target tags of this turn. */
    public void derive(ProcessImage measured, ProcessImage.Builder into, Tick tick) {
        boolean active = isActive(measured.number(tags.runState));
        if (!active || !wasActive) {
            inForce = next;
        }
        if (active && !wasActive) {
            newRun();
        }
        wasActive = active;
        watch.observe(measured, tick);
        shutterShare = shutterShare(measured);
        double rateNmPerS = grow(measured, tick.seconds());
        crystal(measured, tick.seconds(), rateNmPerS);
        publish(measured, into, tick, rateNmPerS);
    }

    /** RUNNING … STOPPING and ABORTING, by the order of the tag's states. */
    private static boolean isActive(double runState) {
        int state = Double.isNaN(runState) ? 0 : (int) runState;
        return state >= 1 && state <= 7 || state == 9;
    }

    /** Open, closed, or half-way while it moves; what cannot be told stays what it was. */
    private double shutterShare(ProcessImage image) {
        double open = image.number(tags.shutterOpen);
        double closed = image.number(tags.shutterClosed);
        if (open == 1) {
            return 1;
        }
        if (closed == 1) {
            return 0;
        }
        return open == 0 && closed == 0 ? 0.5 : shutterShare;
    }

    /** One step of growth and wear; answers the rate at the shutter in nm/s. */
    private double grow(ProcessImage image, double seconds) {
        double power = image.number(tags.power);
        double pressure = image.number(tags.pressure);
        if (image.number(tags.plasma) != 1 || !(power > 1) || !(pressure > 0)) {
            return 0;
        }
        refresh(image, power, pressure, seconds);
        double clean = metallic == null ? 0 : metallic.rateNear(power, pressure) * 1e9;
        double oxide = poisoned == null ? clean : poisoned.rateNear(power, pressure) * 1e9;
        double share = isOxide(image) ? watch.oxideShare() : 0;
        double modelled = share * oxide + (1 - share) * clean;
        double through = shutterShare + (1 - shutterShare) * leakage;
        double step = modelled * through * seconds;
        filter.grow(modelled * through, seconds);
        modelledNm += step;
        leakedNm += modelled * (1 - shutterShare) * leakage * seconds;
        doubtNm += share < 1 && isOxide(image) ? TRANSITION_DOUBT * Math.abs(modelled - oxide) * step / modelled : 0;
        double atomsClean = metallic == null ? 0 : metallic.atomsNear(power);
        double atomsOxide = poisoned == null ? atomsClean : poisoned.atomsNear(power);
        erodedAtoms += (share * atomsOxide + (1 - share) * atomsClean) * seconds;
        return modelled * filter.rateFactor();
    }

    private boolean isOxide(ProcessImage image) {
        return poisoned != null
                && (image.number(tags.oxygen) > NO_OXYGEN_SCCM || !Double.isNaN(watch.voltageReference()));
    }

    /** Solving a point takes milliseconds: it is kept, and only followed a little way by power and pressure. */
    private void refresh(ProcessImage image, double power, double pressure, double seconds) {
        sinceMetallic += seconds;
        sincePoisoned += seconds;
        double oxygen = image.number(tags.oxygen);
        double argon = image.number(tags.argon);
        boolean oxygenFlows = oxygen > NO_OXYGEN_SCCM;
        double clean = watch.cleanPressurePa();
        if (!oxygenFlows && (metallic == null || moved(power, metallicPower) && sinceMetallic > POINT_EVERY_S)) {
            metallic = rates.metallic(power, pressure);
            metallicPower = power;
            sinceMetallic = 0;
        }
        boolean settled = Math.abs(oxygen - poisonedOxygen) <= POINT_MOVED * poisonedOxygen;
        if (oxygenFlows
                && argon > 1
                && watch.state() == TargetWatch.State.POISONED
                && (poisoned == null || (!settled || moved(power, poisonedPower)) && sincePoisoned > POINT_EVERY_S)) {
            double argonPa = Double.isNaN(clean) ? pressure / (1 + oxygen / argon) : clean;
            poisoned = rates.poisonedByFlow(power, argon, argonPa, oxygen);
            poisonedOxygen = oxygen;
            poisonedPower = power;
            sincePoisoned = 0;
        }
    }

    private static boolean moved(double now, double then) {
        return !(Math.abs(now - then) <= POINT_MOVED * then);
    }

    // ---------------------------------------------------------------- crystal

    private void crystal(ProcessImage image, double seconds, double rateNmPerS) {
        double hertz = image.number(tags.crystalHz);
        double openFor = image.number(tags.shutterOpenTime);
        boolean usable = image.number(tags.crystalOk) == 1
                && image.number(tags.crystalShutterOpen) == 1
                && hertz > 0.8 * model.crystalUnloadedHz()
                && hertz < 1.01 * model.crystalUnloadedHz();
        if (!usable || !(openFor > 0)) {
            crystalFused = false;
            crystalZeroNm = Double.NaN;
            crystalSum = 0;
            crystalCount = 0;
            return;
        }
        crystalSum += hertz;
        crystalCount++;
        crystalClock += seconds;
        if (crystalClock < CRYSTAL_EVERY_S) {
            return;
        }
        double now = loadedNm(crystalSum / crystalCount);
        crystalSum = 0;
        crystalCount = 0;
        crystalClock = 0;
        if (openFor < CRYSTAL_ZERO_S) {
            return;
        }
        if (Double.isNaN(crystalZeroNm)) {
            crystalZeroNm = now;
            crystalAtZeroNm = filter.thicknessNm();
        }
        crystalNm = crystalAtZeroNm + now - crystalZeroNm;
        if (openFor >= CRYSTAL_FUSE_S) {
            fuse(now, rateNmPerS * wireSeconds(image));
        }
    }

    /**
     * How old, in plant time, a reading may be when it arrives: nothing at the plant's own pace, much above speed 1.
     */
    private static double wireSeconds(ProcessImage image) {
        return image.communicationScale() > 1 ? WIRE_S * image.communicationScale() : 0;
    }

    /** A crystal reading that is late is a film that has grown since: its doubt grows by that much. */
    private void fuse(double now, double lagNm) {
        if (!crystalFused) {
            fuseZeroNm = now;
            fuseModelledNm = modelledNm;
            filter.zeroCrystal();
            crystalFused = true;
        }
        crystalGrownNm = now - fuseZeroNm;
        filter.crystal(now - fuseZeroNm, Math.hypot(model.crystalNoise().nanometres(), lagNm));
    }

    /** What the crystal carries, as film on the foil. */
    private double loadedNm(double hertz) {
        return model.crystalTooling()
                * 1e9
                * Crystal.thicknessM(
                        model.crystalUnloadedHz(),
                        hertz,
                        model.tool().filmDensityKgPerM3(),
                        model.tool().value(ToolParameter.ACOUSTIC_RATIO));
    }

    // ---------------------------------------------------------------- answers

    private void publish(ProcessImage image, ProcessImage.Builder into, Tick tick, double rateNmPerS) {
        double sigma = Math.hypot(Math.hypot(filter.thicknessSigmaNm(), leakedNm), doubtNm);
        double left = image.number(tags.target) * 1e9 - filter.thicknessNm();
        put(into, tags.thickness, filter.thicknessNm() * 1e-9, tick);
        put(into, tags.sigma, sigma * 1e-9, tick);
        put(into, tags.rate, rateNmPerS * 1e-9, tick);
        put(into, tags.predictedTime, rateNmPerS > 0 ? Math.max(0, left / rateNmPerS) : Double.NaN, tick);
        put(into, tags.targetState, watch.state().ordinal(), tick);
        put(into, tags.eroded, erodedAtoms / grooveAtoms, tick);
        put(into, tags.voltageReference, watch.voltageReference(), tick);
        put(into, tags.currentExpected, watch.currentExpectedA(), tick);
        put(into, tags.voltageRate, watch.voltagePerSecond(), tick);
        put(into, tags.pressureReference, pressureReference(image), tick);
        put(into, tags.crystalThickness, crystalNm * 1e-9, tick);
        put(into, tags.foilTemperature, foil(image, tick.seconds()), tick);
        put(into, tags.modelled, modelledNm * 1e-9, tick);
        put(into, tags.byCrystal, byCrystalNm() * 1e-9, tick);
        put(into, tags.calibration, inForce.version(), tick);
        put(into, tags.sinceMeasured, next.runsSinceMeasured(), tick);
        put(into, tags.targetCalibrated, next.targetCalibrated() ? 1 : 0, tick);
    }

    /**
     * The whole film as the crystal saw it: what grew on it while it was believed, scaled by the share of the film that
     * grew in that time. NaN before it was believed for long enough to tell.
     */
    private double byCrystalNm() {
        double modelledMeanwhile = modelledNm - fuseModelledNm;
        return modelledMeanwhile >= CRYSTAL_LEAST_NM ? crystalGrownNm * modelledNm / modelledMeanwhile : Double.NaN;
    }

    /** The loop's set point while it holds the pressure, what was learned while the throttle is frozen. */
    private double pressureReference(ProcessImage image) {
        return image.number(tags.throttleMode) == 1 ? image.number(tags.pressureSet) : watch.poisonedPressurePa();
    }

    /** The foil leans on its clamp: warmer than the carrier by what the plasma brings through the open shutter. */
    private double foil(ProcessImage image, double seconds) {
        double power = image.number(tags.power);
        double settled = power > 1 ? shutterShare * power * FOIL_HEAT_W_PER_M2_PER_W / CLAMP_W_PER_M2_K : 0;
        foilWarmerK += (settled - foilWarmerK) * (1 - Math.exp(-seconds * CLAMP_W_PER_M2_K / FOIL_J_PER_M2_K));
        return image.number(tags.carrier) + foilWarmerK;
    }
}
