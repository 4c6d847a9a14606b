package org.sputterpilot.recipes;

/**
 * Where one value stands in a recipe's text, quotes included.
 *
 * @param line from 1
 * @param column from 1
 * @param from its first character, counted as Java and browsers count
 * @param to behind its last character
 */
public record TextPlace(int line, int column, int from, int to) {}
