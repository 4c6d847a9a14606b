package org.sputterpilot.golden;

import java.time.Duration;
import java.util.List;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Thickness;

/**
 * How runs are compared with the golden run, as {@code historian/golden.yaml} says.
 *
 * @param fewest good runs without which nothing is compared
 * @param most good runs an envelope is made of: the last ones
 * @param sigmas half width of the band in standard deviations
 * @param step runs are aligned on the time since their phase began, in steps of this length
 * @param persists how long a reading must stay outside its band before it counts
 * @param atOnce a step this far off, sigma, counts by itself
 * @param filmLeast least standard deviation of the film from run to run that is believed
 * @param tags what is compared, and in which phases
 * @param testFirst which runs are the worst tail
 */
public record GoldenRules(
        int fewest,
        int most,
        double sigmas,
        Duration step,
        Duration persists,
        double atOnce,
        Thickness filmLeast,
        List<Watched> tags,
        TestFirst testFirst) {

    /**
     * A tag that is compared.
     *
     * @param least half width of the narrowest band, base unit: a reading that never moves is not flagged for a hair
     * @param phases where it is compared
     * @param why what an excursion of it would mean
     */
    public record Watched(TagId tag, double least, List<PhaseName> phases, String why) {
        public Watched {
            phases = List.copyOf(phases);
        }
    }

    /**
     * The worst tail, whose foils are tested first.
     *
     * @param share of the good runs that is the tail
     * @param of how many good runs are looked back on
     * @param notBelow a score below this is never the tail, however good the others were, sigma
     * @param from a score from this on always is, sigma
     */
    public record TestFirst(double share, int of, double notBelow, double from) {}

    public GoldenRules {
        tags = List.copyOf(tags);
    }

    /** The tags that are compared in a phase. */
    public List<Watched> in(PhaseName phase) {
        return tags.stream().filter(tag -> tag.phases().contains(phase)).toList();
    }

    /** How many steps in a row are as long as an excursion must last; at least one. */
    public int stepsToPersist() {
        return (int) Math.max(1, Math.ceil(seconds(persists) / seconds(step) - 1e-9));
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
