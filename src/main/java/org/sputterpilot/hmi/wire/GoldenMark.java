package org.sputterpilot.hmi.wire;

import org.sputterpilot.golden.GoldenBook;
import org.sputterpilot.golden.Score;

/**
 * How a run that has ended stood to the golden run, as it was kept then.
 *
 * @param words what it was compared with
 * @param excursions how many
 * @param sigmas how far it strayed; null when it was not complete or there were too few good runs. So are the rest
 * @param tag what strayed most; empty when it was the film
 * @param rank among the good runs, 1 being the worst
 * @param testFirst whether its foils are tested first
 * @param reason why, or why not
 */
public record GoldenMark(
        String words,
        int excursions,
        Double sigmas,
        String tag,
        String phase,
        Double filmSigmas,
        Integer rank,
        Integer of,
        boolean testFirst,
        String reason) {
    /** What is kept, in the words of the wire; {@code null} when nothing is. */
    public static GoldenMark of(GoldenBook.Kept kept) {
        if (kept == null) {
            return null;
        }
        Score score = kept.score().orElse(null);
        return score == null
                ? new GoldenMark(kept.words(), kept.excursions(), null, null, null, null, null, null, false, null)
                : new GoldenMark(
                        kept.words(),
                        kept.excursions(),
                        score.sigmas(),
                        score.tag().map(Object::toString).orElse(""),
                        score.phase().text(),
                        score.film(),
                        score.rank(),
                        score.of(),
                        score.testFirst(),
                        score.reason());
    }
}
