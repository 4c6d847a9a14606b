package org.sputterpilot.hmi.wire;

import java.util.List;

/**
 * Which process variable goes with the life of the cells.
 *
 * @param notEnough why nothing is said
 * @param variables strongest first
 * @param unvaried variables that were the same in all runs, or missing in some
 */
public record DriversPage(
        boolean demonstration,
        String notEnough,
        int runs,
        int failures,
        List<Driver> variables,
        List<String> unvaried) {
    /**
     * A variable.
     *
     * @param hazardRatio more failures an hour for one standard deviation more
     * @param p how often chance alone lets any variable score so high
     * @param together variables that moved with it
     */
    public record Driver(String name, double hazardRatio, double p, boolean found, List<String> together) {}
}
