package org.sputterpilot.film;

import java.time.Instant;

/**
 * A film thickness somebody measured on a witness or foil of a run.
 *
 * @param id of the measurement
 * @param run the run it belongs to, however late it arrives
 * @param piece what was measured: a witness speaks for the foil beside it by their ratio
 * @param thicknessNm what was measured
 * @param sigmaNm its one sigma
 * @param measuredAt when
 */
public record Measured(String id, String run, Piece piece, double thicknessNm, double sigmaNm, Instant measuredAt) {
    /** What a film was measured on. */
    public enum Piece {
        FOIL,
        /** Polished silicon. */
        WITNESS
    }

    public Measured {
        if (!(thicknessNm > 0) || !(sigmaNm > 0)) {
            throw new IllegalArgumentException("measurement " + id + " has thickness " + thicknessNm + " nm and sigma "
                    + sigmaNm + " nm: each must be above 0");
        }
    }

    /** One sigma of the logarithm. */
    double relativeSigma() {
        return sigmaNm / thicknessNm;
    }
}
