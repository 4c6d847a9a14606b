package org.sputterpilot.hmi;

import java.util.Optional;
import org.sputterpilot.historian.FilmReport;
import org.sputterpilot.hmi.wire.HolderPage;
import org.sputterpilot.recipes.Load;

/** The counter at which one asks how well a film is known, and how even it is over a holder. */
public interface FilmDesk {
    /**
     * The film of the run that is on, or of the last one.
     *
     * @param load what lies on the holder
     */
    record Live(String run, Load load, FilmReport report) {}

    /** That film, or empty while there is none. */
    Optional<Live> live();

    /**
     * The film over a holder.
     *
     * @param holder its id; the recipe's when it is {@code null}
     * @param throwMm distance to the target; the drawing's when it is {@code null}
     * @param recipe whose target, tolerance and release apply; none when it is {@code null}
     * @param filmNm the film the estimate speaks of; the recipe's target when it is {@code null}
     * @throws Refusal when there is no such holder or recipe, or a number is out of its range
     */
    HolderPage holder(String holder, Double throwMm, String recipe, Double filmNm);
}
