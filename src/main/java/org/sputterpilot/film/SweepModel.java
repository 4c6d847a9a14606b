package org.sputterpilot.film;

import org.sputterpilot.film.ToolTrace.Channel;
import org.sputterpilot.physics.Emission;
import org.sputterpilot.physics.PoweredCathode;
import org.sputterpilot.physics.ReactiveBalance;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;

/**
 * What voltage, current and pressure a tool would show through a recorded sweep: the oxygen balance followed in time
 * with the flow and the power that were recorded, so that a fast ramp, which jumps late, biases nothing.
 */
public final class SweepModel {
    /** Longest step of the balance; the slowest thing that decides a jump takes seconds. */
    private static final double STEP_S = 0.05;

    private final ToolTrace trace;
    private final double argonPa;
    private final double cleanV;

    /**
     * A model of one sweep that begins with a clean target and no oxygen.
     *
     * @param cleanSlices slices at the beginning in which no oxygen flows
     */
    public SweepModel(ToolTrace trace, int cleanSlices) {
        this.trace = trace;
        this.argonPa = trace.mean(Channel.PRESSURE, 0, cleanSlices);
        this.cleanV = trace.mean(Channel.VOLTAGE, 0, cleanSlices);
    }

    /** Argon pressure: the throttle stands, so it stays what it was before oxygen came. */
    public double argonPa() {
        return argonPa;
    }

    /** Voltage of the clean target. */
    public double cleanV() {
        return cleanV;
    }

    /** One value a slice, base units. */
    public record Course(double[] voltageV, double[] currentA, double[] pressurePa, double[] targetOxide) {}

    /**
     * The sweep as this tool would show it.
     *
     * @param powerFactor power in the plasma over power shown
     * @param flowFactor oxygen that flows over oxygen shown
     */
    public Course course(ToolParameters tool, double powerFactor, double flowFactor) {
        PoweredCathode cathode = PoweredCathode.stepping(tool);
        ReactiveBalance balance = new ReactiveBalance(tool, cathode, argonPa, tool.pumpingSpeedM3PerS());
        Emission emission = new Emission();
        double[] y = new double[3];
        int count = trace.count();
        Course course = new Course(new double[count], new double[count], new double[count], new double[count]);
        int steps = (int) Math.ceil(trace.sliceS() / STEP_S - 1e-9);
        double h = trace.sliceS() / steps;
        double power = 0;
        double oxygen = 0;
        for (int i = 0; i < count; i++) {
            power = known(trace.at(Channel.POWER, i), power);
            oxygen = known(trace.at(Channel.OXYGEN, i), oxygen);
            cathode.set(power * powerFactor, argonPa, 1);
            double volt = 0;
            double ampere = 0;
            double pascal = 0;
            double oxide = 0;
            for (int k = 0; k < steps; k++) {
                balance.step(y, oxygen * flowFactor, argonPa, tool.pumpingSpeedM3PerS(), emission, h);
                volt += emission.voltageV();
                ampere += emission.currentA();
                pascal += y[2];
                oxide += y[0];
            }
            course.voltageV[i] = volt / steps;
            course.currentA[i] = ampere / steps;
            course.pressurePa[i] = argonPa + pascal / steps;
            course.targetOxide[i] = oxide / steps;
        }
        return course;
    }

    private static double known(double now, double before) {
        return Double.isNaN(now) ? before : now;
    }

    /** The tool at the flow and power of a moment, for curves and folds. */
    public ReactiveBalance balance(ToolParameters tool, double powerW) {
        return ReactiveBalance.atPower(tool, powerW, argonPa, tool.value(ToolParameter.PUMPING_SPEED));
    }
}
