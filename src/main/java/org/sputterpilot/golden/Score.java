package org.sputterpilot.golden;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.TagId;

/**
 * How far a run that is complete strayed from the golden run, given once, when it ended.
 *
 * @param sigmas the larger of the two below
 * @param worst largest deviation of a tag that persisted, sigma without sign; 0 when nothing was compared long enough
 * @param tag of which tag
 * @param phase in which phase; NONE when there is no such tag
 * @param film deviation of the film estimate from what good runs deposit, sigma, without sign
 * @param rank place among the good runs, 1 being the worst
 * @param of how many it was ranked among, itself included
 * @param testFirst whether its foils belong to the worst tail and are tested first
 * @param reason why, or why not, in words
 */
public record Score(
        double sigmas,
        double worst,
        Optional<TagId> tag,
        PhaseName phase,
        double film,
        int rank,
        int of,
        boolean testFirst,
        String reason) {

    /** What a person reads. */
    String text() {
        return testFirst ? "Test first: " + reason : reason;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sigmas", rounded(sigmas));
        json.put("worst", rounded(worst));
        json.put("tag", tag.map(TagId::name).orElse(""));
        json.put("phase", phase.text());
        json.put("film", rounded(film));
        json.put("rank", rank);
        json.put("of", of);
        json.put("testFirst", testFirst);
        json.put("reason", reason);
        return json;
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(4)).doubleValue();
    }

    /** The worst a tag strayed. */
    record Worst(double sigmas, Optional<TagId> tag, PhaseName phase) {
        static final Worst NONE = new Worst(0, Optional.empty(), PhaseName.NONE);
    }

    /**
     * Ranks a run among the good ones.
     *
     * @param film deviation of its film, sigma, without sign
     */
    static Score of(GoldenRules.TestFirst rule, Envelope golden, Worst worst, double film) {
        double sigmas = Math.max(worst.sigmas(), film);
        int worse =
                (int) golden.scores().stream().filter(score -> score >= sigmas).count();
        int of = golden.scores().size() + 1;
        int rank = worse + 1;
        boolean always = sigmas >= rule.from();
        // a tail of less than one run has nobody in it
        boolean tail = rank <= rule.share() * of && sigmas >= rule.notBelow();
        String what = film > worst.sigmas()
                ? "film"
                : worst.tag().map(tag -> tag + " in " + worst.phase()).orElse("nothing");
        String far = String.format(Locale.ROOT, "%s strayed most, %.1f sigma; rank %d of %d", what, sigmas, rank, of);
        String reason = always
                ? far + String.format(Locale.ROOT, "; %.1f sigma and more are always tested first", rule.from())
                : tail
                        ? far + String.format(Locale.ROOT, "; the worst %.0f %% are tested first", 100 * rule.share())
                        : far;
        return new Score(sigmas, worst.sigmas(), worst.tag(), worst.phase(), film, rank, of, always || tail, reason);
    }
}
