package org.sputterpilot.recipes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.equipment.HeldModule;
import org.sputterpilot.equipment.RefusedDemand;
import org.sputterpilot.units.Thickness;

/**
 * What there is to know about the present or the last run, frozen at the end of a turn.
 *
 * @param recipe what runs, or empty when there is no run
 * @param state ISA-88 state
 * @param phase present phase, or the last one
 * @param startedAt when the run was started
 * @param endedAt when it was over, or empty
 * @param startedElapsed plant time of the start
 * @param phaseElapsed plant time at which the phase began
 * @param depositCap longest time the shutter may stay open; zero while there is none
 * @param plan every phase of the procedure: what was planned and what became of it
 * @param reports phases that are over
 * @param interruptions boundaries between layers
 * @param findings what the phases learned
 * @param next what happens next, for the person at the screen
 * @param allowed commands that would be accepted now
 * @param holdReason why the run holds, or empty
 * @param endReason why the run is over, or empty
 * @param startedBy who started it
 * @param prompts questions to people, the open one last
 * @param comments what people wrote into the record
 * @param recovered that it was found after a crash, if it was
 * @param stopsAfterPhase whether it ends in an orderly way when the present phase is done
 * @param holds equipment modules that are the run's now
 * @param refused demands that were never written, because the module was not the run's; each once in a phase
 */
public record RunStatus(
        Optional<ControlRecipe> recipe,
        RunState state,
        PhaseName phase,
        Instant startedAt,
        Optional<Instant> endedAt,
        Duration startedElapsed,
        Duration phaseElapsed,
        Duration depositCap,
        List<PlannedPhase> plan,
        List<PhaseReport> reports,
        List<Interruption> interruptions,
        Findings findings,
        Next next,
        Set<RunCommandKind> allowed,
        String holdReason,
        String endReason,
        String startedBy,
        List<Prompt> prompts,
        List<RunComment> comments,
        Optional<Recovered> recovered,
        boolean stopsAfterPhase,
        List<HeldModule> holds,
        List<RefusedDemand> refused) {

    /** There is no run. */
    public static final RunStatus NONE = new RunStatus(
            Optional.empty(),
            RunState.IDLE,
            PhaseName.NONE,
            Instant.EPOCH,
            Optional.empty(),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            List.of(),
            List.of(),
            List.of(),
            Findings.NONE,
            Next.NOTHING,
            Set.of(),
            "",
            "",
            "",
            List.of(),
            List.of(),
            Optional.empty(),
            false,
            List.of(),
            List.of());

    public RunStatus {
        plan = List.copyOf(plan);
        reports = List.copyOf(reports);
        interruptions = List.copyOf(interruptions);
        prompts = List.copyOf(prompts);
        comments = List.copyOf(comments);
        holds = List.copyOf(holds);
        refused = List.copyOf(refused);
    }

    /** The question that waits for a person, if there is one. */
    public Optional<Prompt> openPrompt() {
        return prompts.isEmpty()
                ? Optional.empty()
                : Optional.of(prompts.get(prompts.size() - 1)).filter(Prompt::isOpen);
    }

    /** How far a planned phase has come. */
    public enum PhaseProgress {
        FUTURE,
        CURRENT,
        DONE,
        STOPPED
    }

    /**
     * One phase of the timeline.
     *
     * @param phase which
     * @param state how far it has come
     * @param planned what was predicted when the run was started
     * @param elapsed plant time spent in it so far
     * @param endsWhen what ends it, in words
     */
    public record PlannedPhase(
            PhaseName phase, PhaseProgress state, Duration planned, Duration elapsed, String endsWhen) {}

    public boolean exists() {
        return recipe.isPresent();
    }

    /** Whether the run has come to one of its three ends. */
    public boolean isOver() {
        return state == RunState.COMPLETE || state == RunState.STOPPED || state == RunState.ABORTED;
    }

    public String runId() {
        return recipe.map(ControlRecipe::runId).orElse("");
    }

    public String recipeId() {
        return recipe.map(r -> r.master().id()).orElse("");
    }

    public int recipeVersion() {
        return recipe.map(r -> r.master().version()).orElse(0);
    }

    public String recipeTitle() {
        return recipe.map(r -> r.master().title()).orElse("");
    }

    public String recipeHash() {
        return recipe.map(ControlRecipe::hash).orElse("");
    }

    /** Whether the film is to be used. */
    public boolean production() {
        return recipe.map(ControlRecipe::production).orElse(true);
    }

    public List<String> foils() {
        return recipe.map(r -> r.load().foils()).orElse(List.of());
    }

    public Thickness target() {
        return recipe.map(ControlRecipe::target).orElse(Thickness.ZERO);
    }

    public Thickness tolerance() {
        return recipe.map(r -> r.master().tolerance()).orElse(Thickness.ZERO);
    }

    /** Place of the phase in the procedure from 0, or -1 outside it. */
    public int phaseIndex() {
        return recipe.map(r -> r.phases().indexOf(phase)).orElse(-1);
    }

    public Optional<LeakResult> leak() {
        return findings.leak();
    }

    /** The value of the tag {@code run.phase}. */
    public int phaseTag() {
        return phase.ordinal();
    }

    /** The value of the tag {@code run.state}. */
    public int stateTag() {
        return state.ordinal();
    }
}
