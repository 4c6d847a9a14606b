package org.sputterpilot.physics;

/** What leaves the racetrack per square metre at one oxide share; a reusable box, filled by a {@link Cathode}. */
public final class Emission {
    double voltageV;
    double currentA;
    double ionsPerM2S;
    double metalYield;
    double oxideYield;

    public double voltageV() {
        return voltageV;
    }

    public double currentA() {
        return currentA;
    }
}
