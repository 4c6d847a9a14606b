package org.sputterpilot.hmi.wire;

import java.util.List;
import org.sputterpilot.golden.Envelope;
import org.sputterpilot.golden.Score;
import org.sputterpilot.golden.Standing;
import org.sputterpilot.signals.TagTable;

/**
 * How the run that is on stands to the golden run.
 *
 * @param words what it is compared with
 * @param compared whether it is
 * @param excursions oldest first
 * @param testFirst why its foils are tested first, once that is known; null otherwise
 */
public record LiveGolden(String words, boolean compared, List<GoldenExcursion> excursions, String testFirst) {
    /** What stands, in the words of the wire. */
    public static LiveGolden of(Standing standing, TagTable tags) {
        return new LiveGolden(
                standing.words(),
                standing.against().filter(Envelope::isUsable).isPresent(),
                standing.excursions().stream()
                        .map(one -> GoldenExcursion.of(one, tags.get(one.tag())))
                        .toList(),
                standing.score().filter(Score::testFirst).map(Score::reason).orElse(null));
    }
}
