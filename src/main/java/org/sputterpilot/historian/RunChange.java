package org.sputterpilot.historian;

import java.util.Optional;
import org.sputterpilot.recipes.Load;

/**
 * A run took a step that its row must show at once: it started, changed state or phase, asked or was told something, or
 * ended.
 *
 * @param row the run as it is now
 * @param load what lies on the holder, with the change that began the run
 * @param phase the phase pass that began or ended with it
 * @param finished the batch record, when the run has just ended
 * @param foilMark why the foils on the holder may not be used before somebody has looked, or empty
 * @param controlJson the control recipe, with the change that began the run; empty otherwise
 * @param progressJson how far it has come, for a controller that finds it after a crash
 */
public record RunChange(
        RunRow row,
        Optional<Load> load,
        Optional<PhaseRow> phase,
        Optional<RunRecord> finished,
        String foilMark,
        String controlJson,
        String progressJson) {}
