package org.sputterpilot.genealogy;

/**
 * Where the discs of a foil are: every one is in exactly one of these places.
 *
 * @param punched all of them
 * @param used built into a cell
 * @param lost nobody can say which one it is
 * @param scrapped thrown away unused
 * @param measured taken for a measurement, and in no cell
 * @param inTray the rest
 */
public record Balance(int punched, int used, int lost, int scrapped, int measured, int inTray) {}
