package org.sputterpilot.film;

import java.time.Instant;

/**
 * What one run leaves behind for learning: facts that never change once it has ended.
 *
 * @param run its id
 * @param startedAt its place in the order of runs
 * @param endedAt when the tool fell idle
 * @param modelledNm film by the rate model alone, with the calibration the run had
 * @param calibration that calibration: learned rate over modelled rate
 * @param crystalNm film on the foil by the crystal alone, with the tooling the run had; NaN when there was no crystal
 * @param tooling that tooling: film on the foil over film on the crystal
 */
public record Coating(
        String run,
        Instant startedAt,
        Instant endedAt,
        double modelledNm,
        double calibration,
        double crystalNm,
        double tooling) {
    public Coating {
        if (!(modelledNm > 0) || !(calibration > 0) || !(tooling > 0)) {
            throw new IllegalArgumentException("run " + run + " has film " + modelledNm + " nm, calibration "
                    + calibration + " and tooling " + tooling + ": each must be above 0");
        }
    }

    boolean hasCrystal() {
        return crystalNm > 0;
    }
}
