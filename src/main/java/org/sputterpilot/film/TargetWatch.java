package org.sputterpilot.film;

import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * What state the target is in, told by what this run has learned: the voltage of the clean target, the pressure before
 * oxygen came in, the voltage once poisoned. Whether poisoning raises or lowers the voltage differs between tools, so
 * no sign is assumed.
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
    /** Share of the expected oxygen pressure that stays when the target no longer takes it up. */
    private static final double POISONED_SHARE = 0.6;

    private static final double METALLIC_SHARE = 0.25;
    /** Voltage band of a poisoned target while depositing. */
    private static final double BAND = 0.025;
    /** Less difference between clean and poisoned cannot be told from drift. */
    private static final double TELLING_DIFFERENCE = 0.02;
    /** Drift of a steady target; only beyond it the voltage says that the target changes. */
    private static final double DRIFT = 0.015;

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
    private State state = State.UNKNOWN;

    TargetWatch(FilmTags tags) {
        this.tags = tags;
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
        state = state(image, plasma, phase);
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
        }
    }

    private State state(ProcessImage image, boolean plasma, int phase) {
        if (!plasma) {
            return State.UNKNOWN;
        }
        double oxygen = image.number(tags.oxygen);
        double argon = image.number(tags.argon);
        double clean = cleanPressure.mean();
        if (phase == DEPOSIT && !Double.isNaN(voltageReference())) {
            double off = Math.abs(lastVoltage / voltageReference() - 1);
            return off <= BAND ? State.POISONED : oxideShare() < 0.3 ? State.METALLIC : State.TRANSITION;
        }
        if (!(oxygen > NO_OXYGEN_SCCM)) {
            return phase == PRE_SPUTTER ? State.METALLIC : state == State.POISONED ? State.TRANSITION : state;
        }
        boolean frozen = image.number(tags.throttleMode) == 0;
        if (frozen && !Double.isNaN(clean) && argon > 1) {
            double share = (pressureNow.mean() - clean) / (clean * oxygen / argon);
            return share > POISONED_SHARE ? State.POISONED : share < METALLIC_SHARE ? State.METALLIC : State.TRANSITION;
        }
        double moved = Math.abs(lastVoltage / cleanVoltage.mean() - 1);
        return moved > TELLING_DIFFERENCE ? State.POISONED : State.UNKNOWN;
    }

    State state() {
        return state;
    }

    /** Share of the racetrack that is oxide, as far as the voltage tells: 1 within the drift of a steady target. */
    double oxideShare() {
        double poisoned = voltageReference();
        double clean = cleanVoltage.mean();
        double difference = poisoned - clean;
        if (Double.isNaN(difference)
                || Math.abs(difference) < TELLING_DIFFERENCE * clean
                || Math.abs(lastVoltage / poisoned - 1) < DRIFT) {
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
