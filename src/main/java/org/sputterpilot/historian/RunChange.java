package org.sputterpilot.historian;

import java.util.Optional;
import org.sputterpilot.recipes.Load;

/**
 * A run took a step that its row must show at once: it started, changed state or phase, or ended.
 *
 * @param row the run as it is now
 * @param load what lies on the holder, with the change that began the run
 * @param phase the phase pass that began or ended with it
 * @param finished the batch record, when the run has just ended
 * @param foilMark why the foils on the holder may not be used before somebody has looked, or empty
 */
public record RunChange(
        RunRow row, Optional<Load> load, Optional<PhaseRow> phase, Optional<RunRecord> finished, String foilMark) {

    /** A step that says nothing about the foils. */
    public RunChange(RunRow row, Optional<Load> load, Optional<PhaseRow> phase, Optional<RunRecord> finished) {
        this(row, load, phase, finished, "");
    }
}
