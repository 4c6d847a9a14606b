package org.sputterpilot.genealogy;

/**
 * What the rules look at when a run has ended.
 *
 * @param complete whether it came to its planned end
 * @param trips how often an interlock acted
 * @param filmNm film as measured, or else as estimated; NaN when unknown
 * @param lowNm lower limit of release
 * @param highNm upper limit of release
 * @param witnessed whether a witness was measured
 * @param recipeApproved whether its recipe was in force
 * @param lotHeld whether a foil or lot in it was on hold
 */
public record RunFacts(
        boolean complete,
        int trips,
        double filmNm,
        double lowNm,
        double highNm,
        boolean witnessed,
        boolean recipeApproved,
        boolean lotHeld) {}
