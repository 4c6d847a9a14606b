package org.sputterpilot.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Thickness;

/**
 * The golden run: where every compared tag was in every phase of the last good runs. Made away from the turn and never
 * changed.
 *
 * @param id SHA-256 of what is kept of it; empty before it is kept
 * @param alike what the runs have in common
 * @param runs ids of the good runs it is made of, newest first
 * @param fewest as many are needed before anything is compared
 * @param sigmas half width of the bands in standard deviations
 * @param step time from one value of a band to the next, seconds
 * @param bands by phase and tag; none when there are not enough runs
 * @param off film estimate less the film that was wanted: mean of the runs
 * @param offSigma what a standard deviation of it is, for one more run
 * @param scores how far good runs had strayed, sigma, ascending: what one more is ranked among
 */
public record Envelope(
        String id,
        Alike alike,
        List<String> runs,
        int fewest,
        double sigmas,
        double step,
        Map<PhaseName, Map<TagId, Band>> bands,
        Thickness off,
        Thickness offSigma,
        List<Double> scores) {
    public Envelope {
        runs = List.copyOf(runs);
        bands = bands.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(bands));
        scores = List.copyOf(scores);
    }

    /** The envelope of these runs, newest first; without bands when there are not enough of them. */
    public static Envelope of(GoldenRules rules, Alike alike, List<Course> good) {
        List<Course> last = good.stream().limit(rules.most()).toList();
        boolean enough = last.size() >= rules.fewest();
        Map<PhaseName, Map<TagId, Band>> bands = new EnumMap<>(PhaseName.class);
        for (GoldenRules.Watched watched : enough ? rules.tags() : List.<GoldenRules.Watched>of()) {
            for (PhaseName phase : watched.phases()) {
                List<Steps> runs = new ArrayList<>();
                last.forEach(course -> runs.add(course.of(phase, watched.tag())));
                Band band = Band.of(runs, rules, watched.least());
                if (band.size() > 0) {
                    bands.computeIfAbsent(phase, any -> new LinkedHashMap<>()).put(watched.tag(), band);
                }
            }
        }
        Band.Spread film = Band.Spread.of(last, course -> course.off().metre());
        double sigma = enough
                ? Math.max(
                        film.half(rules.sigmas()) / rules.sigmas(),
                        rules.filmLeast().metre())
                : Double.NaN;
        double[] scores = good.stream()
                .limit(rules.testFirst().of())
                .mapToDouble(Course::score)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return new Envelope(
                "",
                alike,
                last.stream().map(Course::run).toList(),
                rules.fewest(),
                rules.sigmas(),
                GoldenRules.seconds(rules.step()),
                bands,
                Thickness.ofMetre(film.mean()),
                Thickness.ofMetre(sigma),
                Arrays.stream(scores).boxed().toList());
    }

    /** The same under the name by which it is kept. */
    public Envelope named(String sha256) {
        return new Envelope(sha256, alike, runs, fewest, sigmas, step, bands, off, offSigma, scores);
    }

    /** Whether there are runs enough to compare with. */
    public boolean isUsable() {
        return runs.size() >= fewest;
    }

    /** The band of a tag in a phase; empty where it is not compared. */
    public Optional<Band> band(PhaseName phase, TagId tag) {
        return Optional.ofNullable(bands.getOrDefault(phase, Map.of()).get(tag));
    }

    /** What there is to compare with, for people. */
    public String words() {
        return isUsable()
                ? "compared with the last " + runs.size() + " good runs"
                : "not enough runs to compare with: " + runs.size() + " of " + fewest + " good runs";
    }
}
