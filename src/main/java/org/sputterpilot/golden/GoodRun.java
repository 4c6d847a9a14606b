package org.sputterpilot.golden;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.sputterpilot.units.Thickness;

/** What makes a run good enough to compare others with: every one of these. Nowhere else is it decided. */
public enum GoodRun {
    COMPLETE("it did not come to its planned end", Facts::complete),
    PRODUCTION("it was an engineering run", Facts::production),
    UNDISTURBED("it was tripped or held", run -> run.trips() == 0 && run.holds() == 0),
    UNBROKEN("a phase did not come to its own end, or the controller stopped in it", Facts::phasesDone),
    WHOLE("it went on with the film of another run", run -> !run.continues()),
    FILM("its film is outside the recipe's tolerance, or unknown", Facts::filmFits),
    NOT_REJECTED("the run or a foil of it was rejected", run -> !run.rejected());

    private final String otherwise;
    private final Predicate<Facts> fits;

    GoodRun(String otherwise, Predicate<Facts> fits) {
        this.otherwise = otherwise;
        this.fits = fits;
    }

    /**
     * What is known about a run that has ended.
     *
     * @param complete whether it came to its planned end
     * @param production whether its film is used
     * @param trips effects that tripped
     * @param holds how often it was held
     * @param phasesDone whether every pass through a phase came to its own end
     * @param continues whether it went on with an earlier film
     * @param off film estimate less the film that was wanted; NaN when unknown
     * @param tolerance what the recipe allows it to be off
     * @param rejected whether somebody has rejected or recalled the run or a foil of it
     */
    public record Facts(
            boolean complete,
            boolean production,
            int trips,
            int holds,
            boolean phasesDone,
            boolean continues,
            Thickness off,
            Thickness tolerance,
            boolean rejected) {
        private boolean filmFits() {
            return Math.abs(off.metre()) <= tolerance.metre();
        }
    }

    /** Why a run is no good one, in words. */
    public String otherwise() {
        return otherwise;
    }

    /** What a run falls short of; nothing for a good one. */
    public static List<GoodRun> missedBy(Facts run) {
        return Arrays.stream(values()).filter(rule -> !rule.fits.test(run)).toList();
    }
}
