package org.sputterpilot.genealogy;

import java.util.List;
import java.util.Set;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.logbook.Deviation;

/**
 * What a release looks at of one run that is behind a thing.
 *
 * @param run its id
 * @param operator who ran it
 * @param production whether it was for production; nothing else is ever released
 * @param items what lay on the holder
 * @param ended whether it is over
 * @param seal hash of the seal under its record; empty before it was sealed
 * @param breaks where the record is not what was sealed
 * @param addenda what kinds of addenda the record has
 * @param deviations all of its deviations
 */
public record RunPapers(
        String run,
        String operator,
        boolean production,
        List<String> items,
        boolean ended,
        String seal,
        List<String> breaks,
        Set<Addendum.Kind> addenda,
        List<Deviation> deviations) {
    public RunPapers {
        items = List.copyOf(items);
        breaks = List.copyOf(breaks);
        addenda = Set.copyOf(addenda);
        deviations = List.copyOf(deviations);
    }

    /** Where they are found. */
    @FunctionalInterface
    public interface Cabinet {
        RunPapers of(Ref run);
    }
}
