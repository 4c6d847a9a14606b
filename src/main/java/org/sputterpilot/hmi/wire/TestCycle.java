package org.sputterpilot.hmi.wire;

/**
 * A half-cycle of a test.
 *
 * @param direction 1 while it charges, -1 while it discharges
 * @param chargeMah what has passed, without its sign
 * @param meanMv mean magnitude of the voltage
 * @param ce of a cycle that ends here, %; missing where it means nothing
 */
public record TestCycle(
        int number,
        int direction,
        double startS,
        double endS,
        double chargeMah,
        double currentMa,
        double meanMv,
        double lateMv,
        double plateauMv,
        double mostMv,
        double middleMv,
        double medianMv,
        Double ce) {}
