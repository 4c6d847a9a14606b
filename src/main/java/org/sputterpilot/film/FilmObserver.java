package org.sputterpilot.film;

import static org.sputterpilot.film.FilmTags.put;

import org.sputterpilot.physics.Erosion;
import org.sputterpilot.physics.OperatingPoint;
import org.sputterpilot.physics.RateModel;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/**
 * What the film is now, and how sure we are: integrates the rate model over what the instruments say, by the time at
 * which they measured it, and lets the crystal correct it. When one of the two is lost the other goes on alone; when
 * both are, the last good rate does, and its sigma grows with all the film it makes.
 */
public final class FilmObserver {
    /** Less film on the crystal than this says little about the whole. */
    private static final double CRYSTAL_LEAST_NM = 5;

    /** A point is computed anew when power or flows have moved this far, at most every so often. */
    private static final double POINT_MOVED = 0.02;

    private static final double POINT_EVERY_S = 10;
    private static final double NO_OXYGEN_SCCM = 0.1;
    /** A crystal that has not been believed for so long, in wall time, decides nothing. */
    private static final double CRYSTAL_SILENT_S = 10;

    private static final double LARGEST_RATIO = 10;

    private final FilmTags tags;
    private FilmModel model;
    private volatile CalibrationInForce next;
    private CalibrationInForce inForce;
    private final TargetWatch watch;
    private final PlantClock clock;
    private final ShutterWatch shutter;
    private final boolean shutterByHand;
    private CrystalWatch crystal;
    private final double grooveAtoms;
    private final double leakage;
    private final double leakageShareSigma;
    private final double transitionDoubt;
    private final double blindSigma;
    private final double zeroTimeS;
    private final double trustTimeS;
    private final double foilHeat;
    private final double foilClamp;
    private final double foilCapacity;
    private double erodedAtoms;

    private RateModel rates;
    private OperatingPoint metallic;
    private OperatingPoint poisoned;
    private double metallicPower = Double.NaN;
    private double poisonedOxygen = Double.NaN;
    private double poisonedPower = Double.NaN;
    private double sinceMetallic;
    private double sincePoisoned;
    private double goodPower;
    private double goodPressure;

    private volatile TargetEntry fitted;
    private InRunFilter filter;
    /** The same film without crystal and without prior doubt: its sigma is what wanders within the run. */
    private InRunFilter alone;

    private FilmAccount.Point point;
    private double openRateNmPerS;
    private FilmSource source;
    private double rateNmPerS;
    private double leakedNm;
    private double modelledNm;
    private double fuseModelledNm;
    private double crystalGrownNm;
    private double doubtNm;
    private boolean wasActive;
    private FilmSoFar soFar;
    private boolean uncounted;
    private double shownZeroNm;
    private double shownAtZeroNm;
    private double shownNm;
    private boolean fused;
    private double comparedFromNm;
    private double filmThenNm;
    private double fuseZeroNm;
    private double sinceBelieved;
    private double foilWarmerK;

    /**
     * An observer before any run.
     *
     * @param erodedAtoms what the target has lost since it was new
     */
    public FilmObserver(TagTable tags, FilmModel model, double erodedAtoms) {
        this(tags, model, erodedAtoms, false);
    }

    /**
     * The same, knowing who moves the shutter.
     *
     * @param shutterByHand whether a person does: when it let film pass is then less sure
     */
    public FilmObserver(TagTable tags, FilmModel model, double erodedAtoms, boolean shutterByHand) {
        ToolParameters tool = model.tool();
        this.tags = new FilmTags(tags);
        this.model = model;
        this.next = CalibrationInForce.asShipped(model);
        this.inForce = next;
        this.watch = new TargetWatch(this.tags, tool);
        this.clock = new PlantClock(this.tags.onTheShuttersClock(tags));
        this.shutter = new ShutterWatch(this.tags);
        this.shutterByHand = shutterByHand;
        this.erodedAtoms = erodedAtoms;
        this.grooveAtoms = Erosion.grooveAtoms(tool);
        this.leakage = tool.value(ToolParameter.SHUTTER_LEAKAGE);
        this.leakageShareSigma = leakage > 0 ? tool.value(ToolParameter.SHUTTER_LEAKAGE_SIGMA) / leakage : 0;
        this.transitionDoubt = tool.value(ToolParameter.TRANSITION_DOUBT);
        this.blindSigma = tool.value(ToolParameter.BLIND_RATE_SIGMA);
        this.zeroTimeS = tool.value(ToolParameter.CRYSTAL_ZERO_TIME);
        this.trustTimeS = tool.value(ToolParameter.CRYSTAL_TRUST_TIME);
        this.foilHeat = tool.value(ToolParameter.FOIL_HEAT);
        this.foilClamp = tool.value(ToolParameter.FOIL_CLAMP);
        this.foilCapacity = tool.value(ToolParameter.FOIL_HEAT_CAPACITY);
        newRun();
    }

    /** The next run goes on with film that an earlier process has counted. Before the first turn only. */
    public void goOn(FilmSoFar film) {
        soFar = film;
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

    /** Which target is in the cathode; until it is told, nobody knows how far it may be worn. From any thread. */
    public void fitted(TargetEntry entry) {
        fitted = entry;
    }

    private void newRun() {
        model = inForce.model();
        rates = model.rates(erodedAtoms / grooveAtoms);
        metallic = null;
        poisoned = null;
        filter = new InRunFilter(model.assumptions());
        alone = new InRunFilter(model.assumptions().withoutPrior());
        point = null;
        openRateNmPerS = 0;
        crystal = new CrystalWatch(tags, model);
        source = FilmSource.NONE;
        goodPower = Double.NaN;
        goodPressure = Double.NaN;
        leakedNm = 0;
        modelledNm = 0;
        fuseModelledNm = 0;
        crystalGrownNm = Double.NaN;
        doubtNm = 0;
        shownZeroNm = Double.NaN;
        shownNm = Double.NaN;
        comparedFromNm = Double.NaN;
        fused = false;
        watch.taught(inForce.poisonedOverClean());
        watch.newRun();
    }

    /** Where the present sigma comes from; on the cycle's thread. */
    public FilmAccount account() {
        return new FilmAccount(
                model,
                point,
                filter.thicknessNm(),
                withDoubt(filter.thicknessSigmaNm()),
                filter.thicknessSigmaNm(),
                alone.thicknessNm(),
                alone.thicknessSigmaNm(),
                leakedNm * filter.rateFactor(),
                byCrystalNm(),
                openRateNmPerS,
                shutterByHand);
    }

    /** Fills the film and target tags of this turn. */
    public void derive(ProcessImage measured, ProcessImage.Builder into, Tick tick) {
        boolean active = isActive(measured.number(tags.runState));
        if (!active || !wasActive) {
            inForce = next;
        }
        if (active && !wasActive) {
            newRun();
            uncounted = soFar != null && soFar.isUnknown();
            if (soFar != null && !uncounted) {
                filter.begin(soFar.thicknessNm(), soFar.sigmaNm());
                alone.begin(soFar.modelledNm(), 0);
                modelledNm = soFar.modelledNm();
            }
            soFar = null;
        }
        wasActive = active;
        double seconds = clock.advance(measured, tick);
        watch.observe(measured, tick);
        double openSeconds = shutter.openSeconds(measured, clock, seconds);
        grow(measured, openSeconds, seconds);
        crystal(measured, seconds);
        publish(measured, into, tick);
    }

    /** RUNNING … STOPPING and ABORTING, by the order of the tag's states. */
    private static boolean isActive(double runState) {
        int state = Double.isNaN(runState) ? 0 : (int) runState;
        return state >= 1 && state <= 7 || state == 9;
    }

    // ---------------------------------------------------------------- model

    /** One step of growth and wear; leaves the rate at the shutter and what it rests on. */
    private void grow(ProcessImage image, double openSeconds, double seconds) {
        double plasma = image.number(tags.plasma);
        double power = image.number(tags.power);
        double pressure = image.number(tags.pressure);
        if (plasma == 0 || power <= 1) {
            source = FilmSource.NONE;
            rateNmPerS = 0;
            goodPower = Double.NaN;
            return;
        }
        boolean known = plasma == 1 && power > 1 && pressure > 0;
        if (known) {
            refresh(image, power, pressure, seconds);
            goodPower = power;
            goodPressure = pressure;
        } else if (Double.isNaN(goodPower)) {
            source = FilmSource.NONE;
            rateNmPerS = Double.NaN;
            return;
        } else if (power > 1) {
            goodPower = power;
        } else if (pressure > 0) {
            goodPressure = pressure;
        }
        boolean crystalKnows = fused && sinceBelieved < CRYSTAL_SILENT_S * image.communicationScale();
        source = known
                ? (crystalKnows ? FilmSource.MODEL_AND_CRYSTAL : FilmSource.MODEL)
                : crystalKnows ? FilmSource.CRYSTAL : FilmSource.TIME_POWER;
        integrate(image, plasma == 1, openSeconds, seconds);
    }

    private void integrate(ProcessImage image, boolean burns, double openSeconds, double seconds) {
        double clean = metallic == null ? 0 : metallic.rateNear(goodPower, goodPressure) * 1e9;
        double oxide = poisoned == null ? clean : poisoned.rateNear(goodPower, goodPressure) * 1e9;
        boolean isOxide = isOxide(image);
        double share = isOxide ? watch.oxideShare() : 0;
        double modelled = share * oxide + (1 - share) * clean;
        double leakSeconds = leakage * (seconds - openSeconds);
        double step = modelled * (openSeconds + leakSeconds);
        filter.grow(step, seconds);
        alone.grow(step, seconds);
        modelledNm += step;
        leakedNm += modelled * leakSeconds;
        doubtNm += transitionDoubt
                * Math.abs(modelled - (isOxide ? oxide : oxidised(image, clean)))
                * Math.abs(openSeconds + leakSeconds);
        if (source == FilmSource.CRYSTAL) {
            double lost = modelled * shutter.share() * Math.sqrt(seconds);
            filter.doubt(lost);
            alone.doubt(lost);
        } else if (source == FilmSource.TIME_POWER) {
            doubtNm += (burns ? blindSigma : 1) * Math.abs(step);
        }
        double atomsClean = metallic == null ? 0 : metallic.atomsNear(goodPower);
        double atomsOxide = poisoned == null ? atomsClean : poisoned.atomsNear(goodPower);
        erodedAtoms += (share * atomsOxide + (1 - share) * atomsClean) * seconds;
        rateNmPerS = modelled * filter.rateFactor();
        if (openSeconds > 0) {
            openRateNmPerS = rateNmPerS;
        }
    }

    /** What the clean target's metal makes of film once oxygen finds it: oxide, which is thicker. */
    private double oxidised(ProcessImage image, double clean) {
        ToolParameters tool = model.tool();
        boolean oxygenFlows = image.number(tags.oxygen) > NO_OXYGEN_SCCM;
        return oxygenFlows ? clean * tool.oxideVolumeM3() / tool.metalVolumeM3() : clean;
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
            point = new FilmAccount.Point(power, argonPa, argon, oxygen, erodedAtoms / grooveAtoms);
            poisonedOxygen = oxygen;
            poisonedPower = power;
            sincePoisoned = 0;
        }
    }

    private static boolean moved(double now, double then) {
        return !(Math.abs(now - then) <= POINT_MOVED * then);
    }

    // ---------------------------------------------------------------- crystal

    private void crystal(ProcessImage image, double seconds) {
        sinceBelieved += seconds;
        boolean another = crystal.look(image, clock, seconds);
        double openFor = image.number(tags.shutterOpenTime);
        if (!crystal.usable() || !(openFor > 0)) {
            fused = false;
            shownZeroNm = Double.NaN;
            comparedFromNm = Double.NaN;
            return;
        }
        if (!another || openFor < zeroTimeS) {
            return;
        }
        double grownSince = Double.isNaN(rateNmPerS) ? 0 : rateNmPerS * shutter.share() * crystal.lagS();
        double now = crystal.loadedNm() + (1 + filter.scaleError()) * grownSince;
        if (Double.isNaN(shownZeroNm)) {
            shownZeroNm = now;
            shownAtZeroNm = filter.thicknessNm();
        }
        shownNm = shownAtZeroNm + now - shownZeroNm;
        boolean alone = source == FilmSource.CRYSTAL || source == FilmSource.TIME_POWER;
        if (alone || openFor >= trustTimeS && isComparable(now, openFor)) {
            fuse(now);
        }
    }

    /**
     * On a tool nobody has measured the crystal first tells the rate as a whole, over as long again as its shock
     * lasted; only then are crystal and model near enough to correct each other.
     */
    private boolean isComparable(double now, double openFor) {
        if (!model.isWide() || fused) {
            return true;
        }
        if (Double.isNaN(comparedFromNm)) {
            comparedFromNm = now;
            filmThenNm = filter.thicknessNm();
        }
        if (openFor < 2 * trustTimeS) {
            return false;
        }
        double ratio = (now - comparedFromNm) / (filter.thicknessNm() - filmThenNm);
        if (ratio > 1 / LARGEST_RATIO && ratio < LARGEST_RATIO) {
            filter.rescale(ratio);
            alone.rescale(ratio);
        }
        return true;
    }

    private void fuse(double now) {
        if (!fused) {
            fuseZeroNm = now;
            fuseModelledNm = modelledNm;
            filter.zeroCrystal();
            fused = true;
        }
        if (filter.crystal(now - fuseZeroNm, model.crystalNoise().nanometres())) {
            sinceBelieved = 0;
        }
        crystalGrownNm = now - fuseZeroNm;
    }

    // ---------------------------------------------------------------- answers

    private void publish(ProcessImage image, ProcessImage.Builder into, Tick tick) {
        double leftNm = image.number(tags.target) * 1e9 - filter.thicknessNm();
        boolean grows = rateNmPerS > 0 && !uncounted;
        // until the run that was found is published, the film is what it was found with
        double foundNm = soFar == null ? Double.NaN : soFar.thicknessNm();
        double foundSigmaNm = soFar == null ? Double.NaN : soFar.sigmaNm();
        boolean told = uncounted || soFar != null;
        put(into, tags.thickness, (told ? foundNm : filter.thicknessNm()) * 1e-9, tick);
        put(into, tags.sigma, (told ? foundSigmaNm : withDoubt(filter.thicknessSigmaNm())) * 1e-9, tick);
        put(into, tags.rate, rateNmPerS * 1e-9, tick);
        put(into, tags.source, source.ordinal(), tick);
        put(into, tags.predictedTime, grows ? Math.max(0, leftNm / rateNmPerS) : Double.NaN, tick);
        put(
                into,
                tags.predictedTimeSigma,
                grows ? withDoubt(filter.thicknessSigmaAfterNm(Math.max(0, leftNm))) / rateNmPerS : Double.NaN,
                tick);
        put(into, tags.targetState, watch.state().ordinal(), tick);
        put(into, tags.targetProbability, watch.probability(), tick);
        put(into, tags.shutterLatency, shutter.latencyS(image.communicationScale()), tick);
        double share = erodedAtoms / grooveAtoms;
        TargetEntry target = fitted;
        put(into, tags.eroded, share, tick);
        put(into, tags.wear, target == null ? Double.NaN : target.wear(share).ordinal(), tick);
        put(into, tags.voltageReference, watch.voltageReference(), tick);
        put(into, tags.currentExpected, watch.currentExpectedA(), tick);
        put(into, tags.voltageRate, watch.voltagePerSecond(), tick);
        put(into, tags.pressureReference, pressureReference(image), tick);
        put(into, tags.crystalThickness, shownNm * 1e-9, tick);
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

    /** The filter's sigma with what no filter learns: film through the closed shutter, and film grown in doubt. */
    private double withDoubt(double sigmaNm) {
        double leaked = leakedNm * filter.rateFactor() * leakageShareSigma;
        return Math.sqrt(sigmaNm * sigmaNm + leaked * leaked + doubtNm * doubtNm);
    }

    /** The loop's set point while it holds the pressure, what was learned while the throttle is frozen. */
    private double pressureReference(ProcessImage image) {
        return image.number(tags.throttleMode) == 1 ? image.number(tags.pressureSet) : watch.poisonedPressurePa();
    }

    /** The foil leans on its clamp: warmer than the carrier by what the plasma brings through the open shutter. */
    private double foil(ProcessImage image, double seconds) {
        double power = image.number(tags.power);
        double settled = power > 1 ? shutter.share() * power * foilHeat / foilClamp : 0;
        foilWarmerK += (settled - foilWarmerK) * (1 - Math.exp(-seconds * foilClamp / foilCapacity));
        return image.number(tags.carrier) + foilWarmerK;
    }
}
