package org.sputterpilot.film;

import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * What state the target is in and how sure that is, told by what this run has learned: the voltage of the clean target,
 * the pressure before oxygen came in, the voltage once poisoned. Whether poisoning raises or lowers the voltage differs
 * between tools: no sign is assumed, it is learned from each poisoned target and remembered for the next run.
 *
 * <p>Two witnesses, pressure and voltage, each give a probability of metal and of oxide. The target is poisoned, or
 * metal, only as far as both say so; whatever they leave is transition.
 */
final class TargetWatch {
    /** Values of the tag {@code target.state}. */
    enum State {
        UNKNOWN,
        METALLIC,
        TRANSITION,
        POISONED
    }

    private static final int PRE_SPUTTER = 7;
    private static final int POISON = 8;
    private static final int DEPOSIT = 9;

    /** Less oxygen than this is none. */
    private static final double NO_OXYGEN_SCCM = 0.1;
    /** Share of the way from clean to poisoned voltage above which the racetrack is oxide, below which it is metal. */
    private static final double OXIDE_BY_VOLTAGE = 0.75;

    private static final double METAL_BY_VOLTAGE = 0.3;
    /** A voltage that tells the share worse than this tells nothing: clean and poisoned are too near. */
    private static final double TELLS_SHARE_SIGMA = 0.1;
    /** Further from the clean voltage than so many sigmas is another surface. */
    private static final double MOVED_SIGMAS = 4;
    /** Drift of a steady target, in its sigmas; only beyond it the voltage says that the target changes. */
    private static final double DRIFT_SIGMAS = 3;

    private final FilmTags tags;
    private final RecentReadings voltage = new RecentReadings(60, 1);
    private final RecentReadings cleanVoltage = new RecentReadings(10, 1);
    private final RecentReadings cleanPressure = new RecentReadings(10, 1);
    private final RecentReadings poisonedVoltage = new RecentReadings(10, 1);
    private final RecentReadings poisonedPressure = new RecentReadings(10, 1);
    private final RecentReadings opening = new RecentReadings(6, 0.1);
    private final RecentReadings pressureNow = new RecentReadings(2, 0.1);
    private double openingReference = Double.NaN;
    private double lastVoltage = Double.NaN;
    private double rampedPower;
    private double poisonedOverClean = Double.NaN;
    private double taughtRatio = Double.NaN;
    private State state = State.UNKNOWN;
    private double probability = Double.NaN;
    private final double poisonedShare;
    private final double metallicShare;
    private final double pressureSigma;
    private final double voltageSigma;

    TargetWatch(FilmTags tags, ToolParameters tool) {
        this.tags = tags;
        poisonedShare = tool.value(ToolParameter.POISONED_SHARE);
        metallicShare = tool.value(ToolParameter.METALLIC_SHARE);
        pressureSigma = tool.value(ToolParameter.PRESSURE_TELLS_SIGMA);
        voltageSigma = tool.value(ToolParameter.VOLTAGE_TELLS_SIGMA);
    }

    /** What a sweep taught of the voltage holds until a poisoned target of this tool has been seen since. */
    void taught(double voltageRatio) {
        if (Double.doubleToLongBits(voltageRatio) != Double.doubleToLongBits(taughtRatio)) {
            taughtRatio = voltageRatio;
            poisonedOverClean = voltageRatio;
        }
    }

    /** A new run learns afresh. */
    void newRun() {
        cleanVoltage.clear();
        cleanPressure.clear();
        poisonedVoltage.clear();
        poisonedPressure.clear();
        opening.clear();
        openingReference = Double.NaN;
        state = State.UNKNOWN;
        probability = Double.NaN;
    }

    void observe(ProcessImage image, Tick tick) {
        boolean plasma = image.number(tags.plasma) == 1;
        double volts = image.number(tags.voltage);
        double power = image.number(tags.power);
        double set = image.number(tags.powerSet);
        ramp(set, image.number(tags.rampSet), tick.seconds());
        pressureNow.add(image.number(tags.pressure), tick);
        if (!plasma || Math.abs(power - set) > 0.05 * set) {
            voltage.clear();
        } else {
            voltage.add(volts, tick);
            lastVoltage = Double.isNaN(volts) ? lastVoltage : volts;
        }
        int phase = (int) image.number(tags.runPhase);
        if (plasma && phase == PRE_SPUTTER) {
            cleanVoltage.add(volts, tick);
            cleanPressure.add(image.number(tags.pressure), tick);
        } else if (plasma && phase == POISON) {
            poisonedVoltage.add(volts, tick);
            poisonedPressure.add(image.number(tags.pressure), tick);
            openingReference = Double.NaN;
            opening.clear();
        } else if (plasma && phase == DEPOSIT) {
            opening(image.number(tags.shutterOpenTime), volts, tick);
        }
        judge(image, plasma, phase);
    }

    private void ramp(double set, double rate, double seconds) {
        double step = (rate > 0 ? rate : 100) * seconds;
        if (!Double.isNaN(set)) {
            rampedPower = set < rampedPower ? Math.max(set, rampedPower - step) : Math.min(set, rampedPower + step);
        }
    }

    private void opening(double openSeconds, double volts, Tick tick) {
        if (!Double.isNaN(openingReference) || !(openSeconds >= 3)) {
            return;
        }
        if (openSeconds < 8) {
            opening.add(volts, tick);
        } else {
            openingReference = opening.median();
            poisonedOverClean = openingReference / cleanVoltage.mean();
        }
    }

    /** What one witness says: how probably metal, how probably oxide. */
    private record Witness(double metal, double oxide) {
        static final Witness SILENT = new Witness(1, 1);

        static Witness of(double share, double sigma, double metalBelow, double oxideAbove) {
            return Double.isNaN(share)
                    ? SILENT
                    : new Witness(chance((metalBelow - share) / sigma), chance((share - oxideAbove) / sigma));
        }
    }

    private void judge(ProcessImage image, boolean plasma, int phase) {
        if (!plasma) {
            state = State.UNKNOWN;
            probability = Double.NaN;
            return;
        }
        boolean oxygenFlows = image.number(tags.oxygen) > NO_OXYGEN_SCCM;
        Witness byPressure = oxygenFlows ? byPressure(image) : Witness.SILENT;
        Witness byVoltage = byVoltage(phase);
        if (byPressure == Witness.SILENT && byVoltage == Witness.SILENT) {
            untold(oxygenFlows, phase);
            return;
        }
        double oxide = byPressure.oxide * byVoltage.oxide;
        double metal = byPressure.metal * byVoltage.metal;
        double transition = Math.max(0, 1 - oxide - metal);
        state = oxide >= metal && oxide >= transition
                ? State.POISONED
                : metal >= transition ? State.METALLIC : State.TRANSITION;
        probability = Math.max(oxide, Math.max(metal, transition));
    }

    /** Without a witness that knows both ends: clean before oxygen, and whatever has moved since is oxide. */
    private void untold(boolean oxygenFlows, int phase) {
        if (oxygenFlows) {
            double moved = Math.abs(lastVoltage / cleanVoltage.mean() - 1);
            probability = Double.isNaN(moved) ? Double.NaN : chance(moved / voltageSigma - MOVED_SIGMAS);
            state = probability > 0.5 ? State.POISONED : State.UNKNOWN;
        } else {
            probability = Double.NaN;
            state = phase == PRE_SPUTTER ? State.METALLIC : state == State.POISONED ? State.TRANSITION : state;
        }
    }

    /** With the throttle frozen: how much of the oxygen the target leaves to the pump. */
    private Witness byPressure(ProcessImage image) {
        double argon = image.number(tags.argon);
        double clean = cleanPressure.mean();
        if (image.number(tags.throttleMode) != 0 || Double.isNaN(clean) || !(argon > 1)) {
            return Witness.SILENT;
        }
        double share = (pressureNow.mean() - clean) / (clean * image.number(tags.oxygen) / argon);
        return Witness.of(share, pressureSigma, metallicShare, poisonedShare);
    }

    /**
     * How far the voltage is on its way from clean to poisoned. While depositing the end of that way is this run's own
     * poisoned target, before that the one of the last run on this target.
     */
    private Witness byVoltage(int phase) {
        double clean = cleanVoltage.mean();
        double poisoned = phase == DEPOSIT ? voltageReference() : clean * poisonedOverClean;
        double difference = poisoned - clean;
        double sigma = voltageSigma * clean / Math.abs(difference);
        if (phase != POISON && phase != DEPOSIT || !(sigma < TELLS_SHARE_SIGMA)) {
            return Witness.SILENT;
        }
        return Witness.of((lastVoltage - clean) / difference, sigma, METAL_BY_VOLTAGE, OXIDE_BY_VOLTAGE);
    }

    /** Share of a normal distribution below so many sigmas; good to 1e-3, and 0 or 1 beyond four. */
    private static double chance(double sigmas) {
        double t = Math.max(-4, Math.min(4, sigmas));
        return 1 / (1 + Math.exp(-1.5976 * t - 0.07056 * t * t * t));
    }

    State state() {
        return state;
    }

    /** Probability that the target is in the state it is said to be in; NaN when nothing tells. */
    double probability() {
        return probability;
    }

    /** Share of the racetrack that is oxide, as far as the voltage tells: 1 within the drift of a steady target. */
    double oxideShare() {
        double poisoned = voltageReference();
        double clean = cleanVoltage.mean();
        double difference = poisoned - clean;
        if (Double.isNaN(difference)) {
            return state == State.METALLIC ? 0 : 1;
        }
        if (Math.abs(difference) < 2 * DRIFT_SIGMAS * voltageSigma * clean
                || Math.abs(lastVoltage / poisoned - 1) < DRIFT_SIGMAS * voltageSigma) {
            return 1;
        }
        return Math.min(1, Math.max(0, (lastVoltage - clean) / difference));
    }

    /** Voltage of the poisoned target: at the opening of the shutter, before that at the end of Poison. */
    double voltageReference() {
        return Double.isNaN(openingReference) ? poisonedVoltage.mean() : openingReference;
    }

    double voltagePerSecond() {
        return voltage.slopePerSecond();
    }

    /** Pressure before oxygen came in; NaN before PreSputter. */
    double cleanPressurePa() {
        return cleanPressure.mean();
    }

    /** Pressure of the poisoned target with the throttle frozen; NaN before Poison. */
    double poisonedPressurePa() {
        return poisonedPressure.mean();
    }

    /** Current the supply should draw at the power it has been ramped to. */
    double currentExpectedA() {
        return Double.isNaN(lastVoltage) || lastVoltage < 100 ? Double.NaN : rampedPower / lastVoltage;
    }
}
