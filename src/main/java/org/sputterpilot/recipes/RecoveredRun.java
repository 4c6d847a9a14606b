package org.sputterpilot.recipes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the record of a run knows that its controller has not survived: enough to hold it again where it was.
 *
 * @param recipe the control recipe as it was frozen
 * @param startedBy who started it
 * @param startedAt when
 * @param cutOffAt the last moment anything is known of
 * @param lasted plant time until then
 * @param phase where it was
 * @param leak result of a leak check that still counts
 * @param reports phases that were over
 * @param interruptions boundaries between layers so far; the last one is the controller's death, if film was growing
 * @param prompts questions and what became of them
 * @param comments what people wrote
 * @param impossible why it cannot go on; empty when it can
 */
public record RecoveredRun(
        ControlRecipe recipe,
        String startedBy,
        Instant startedAt,
        Instant cutOffAt,
        Duration lasted,
        PhaseName phase,
        Optional<LeakResult> leak,
        List<PhaseReport> reports,
        List<Interruption> interruptions,
        List<Prompt> prompts,
        List<RunComment> comments,
        Optional<String> impossible) {
    public RecoveredRun {
        reports = List.copyOf(reports);
        interruptions = List.copyOf(interruptions);
        prompts = List.copyOf(prompts);
        comments = List.copyOf(comments);
    }
}
