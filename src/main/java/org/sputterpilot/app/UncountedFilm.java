package org.sputterpilot.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.units.Thickness;

/**
 * How much film there can be at most when nobody has counted it: the shutter was open no longer than its passes lasted,
 * and the film grew no faster than the recipe's own cap on the time allows for.
 */
final class UncountedFilm {
    private UncountedFilm() {}

    /** Whether film was to grow at all: what the shutter was shut for is on no foil. */
    static boolean grew(List<PhaseRow> passes) {
        return passes.stream().anyMatch(UncountedFilm::isDeposit);
    }

    private static boolean isDeposit(PhaseRow pass) {
        return pass.phase().equals(PhaseName.DEPOSIT.text());
    }

    /**
     * The most there can be.
     *
     * @param passes every phase the run was in
     * @param cutOffAt end of the pass that has none
     * @param foreseen how long the whole deposit was to take
     * @param unseen how long the shutter may have stayed open after the last record
     * @param lnRateSigma one sigma of the logarithm of the rate before the run
     */
    static Thickness atMost(
            MasterRecipe recipe,
            Thickness target,
            List<PhaseRow> passes,
            Instant cutOffAt,
            Duration foreseen,
            Duration unseen,
            double lnRateSigma) {
        double seconds = unseen.toMillis() / 1e3;
        for (PhaseRow pass : passes) {
            if (isDeposit(pass)) {
                seconds += Duration.between(pass.startedAt(), pass.endedAt().orElse(cutOffAt))
                                .toMillis()
                        / 1e3;
            }
        }
        double stretch = recipe.longestDeposit(lnRateSigma);
        double planned = foreseen.toMillis() / 1e3;
        double share = planned > 0 ? Math.min(seconds / planned, stretch) : stretch;
        return Thickness.ofMetre(target.metre() * stretch * share);
    }
}
