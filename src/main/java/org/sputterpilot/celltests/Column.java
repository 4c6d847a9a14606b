package org.sputterpilot.celltests;

/**
 * A column of a tester's file.
 *
 * @param name header text as found
 * @param quantity what it means
 * @param factor what a number of the file is multiplied with to be in the quantity's unit
 */
public record Column(String name, Quantity quantity, double factor) {}
