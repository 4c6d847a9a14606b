package org.sputterpilot.golden;

import java.time.Duration;
import java.util.Map;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Thickness;

/**
 * What one good run looked like.
 *
 * @param run its id
 * @param phases the readings of every tag in every phase that is compared
 * @param off film estimate less the film that was wanted
 * @param score how far it had strayed from the golden run of its time, sigma; NaN when there was none
 */
public record Course(String run, Map<PhaseName, Map<TagId, Steps>> phases, Thickness off, double score) {
    private static final Steps NOTHING = new Steps.Maker(Duration.ofSeconds(1), Duration.ZERO).done();

    public Course {
        phases = Map.copyOf(phases);
    }

    /** The readings of a tag in a phase, or nothing known. */
    Steps of(PhaseName phase, TagId tag) {
        return phases.getOrDefault(phase, Map.of()).getOrDefault(tag, NOTHING);
    }
}
