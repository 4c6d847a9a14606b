package org.sputterpilot.celltests;

/**
 * A life somebody has published: one cell, without scatter, and never mixed with our own.
 *
 * @param source where it is published
 * @param arm BARE or TO_ZN
 * @param failed false when the source says no more than that it lived so long
 */
public record LiteratureLife(
        String source,
        String arm,
        String cellType,
        double hours,
        boolean failed,
        double currentMaCm2,
        double capacityMahCm2) {}
