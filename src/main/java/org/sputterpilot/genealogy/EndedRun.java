package org.sputterpilot.genealogy;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A run that has come to its end and was not looked at yet.
 *
 * @param state ISA-88 name
 * @param estimateNm film by the model, NaN when unknown
 * @param measuredNm mean of what was measured on its witnesses
 * @param foilHeld whether a foil in it, or the foil's lot, was on hold when it began
 */
public record EndedRun(
        Ref run,
        Instant startedAt,
        String state,
        String recipe,
        int recipeVersion,
        String recipeHash,
        int trips,
        double estimateNm,
        OptionalDouble measuredNm,
        boolean foilHeld) {}
