package org.sputterpilot.historian;

import java.time.Duration;
import java.util.List;
import org.sputterpilot.signals.Quality;

/**
 * Which readings are kept: {@code historian/retention.yaml}, one rule per tag in the order of the tag table.
 *
 * @param raw how long samples are kept; afterwards only columns of each rule's long-term resolution
 * @param released samples of a run of which something was released are kept so long after the last test of it
 * @param rules by slot
 */
public record Retention(Duration raw, Duration released, List<Rule> rules) {
    private static final Duration FOR_GOOD = Duration.ofDays(36_500);

    /**
     * How closely one tag is kept.
     *
     * @param deadBand a change of at most this much is not stored; base unit, 0 stores every change
     * @param relative a change of at most this share of the stored value is not stored; 0 when not used
     * @param longest a sample is stored at least this often, changed or not; plant time
     * @param longTerm resolution that is kept when the samples themselves are no longer
     */
    public record Rule(double deadBand, double relative, Duration longest, Duration longTerm) {

        /** Every change is stored. */
        public static final Rule EVERYTHING = new Rule(0, 0, Duration.ofMinutes(1), Duration.ofSeconds(10));

        /** Whether a value differs enough from the stored one; any change of quality does. */
        public boolean differs(double stored, Quality storedQuality, double value, Quality quality) {
            if (quality != storedQuality) {
                return true;
            }
            if (!Double.isFinite(value) || !Double.isFinite(stored)) {
                return Double.doubleToLongBits(value) != Double.doubleToLongBits(stored);
            }
            double change = Math.abs(value - stored);
            return change > deadBand && change > relative * Math.abs(stored);
        }
    }

    public Retention {
        rules = List.copyOf(rules);
    }

    /** The rule of a slot. */
    public Rule rule(int slot) {
        return rules.get(slot);
    }

    /** Every change of every tag, for good. */
    public static Retention everything(int tags) {
        return new Retention(FOR_GOOD, FOR_GOOD, java.util.Collections.nCopies(tags, Rule.EVERYTHING));
    }
}
