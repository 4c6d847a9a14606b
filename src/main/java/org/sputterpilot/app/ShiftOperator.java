package org.sputterpilot.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.interlocks.PermissiveView;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.interlocks.SequenceEvent;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.recipes.StartRun;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.TagId;

/**
 * The person at the console of a run from the command line: resets once when nothing stands against it, starts when the
 * run is permitted, and from then on only watches. Looks at one turn after another.
 */
final class ShiftOperator {
    private static final TagId THICKNESS = TagId.of("film.thickness");
    private static final TagId SIGMA = TagId.of("film.sigma");
    private static final String NAME = "command line";
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration LONGEST_RUN = Duration.ofHours(8);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(2);
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);

    private enum Step {
        LOOKING,
        RESETTING,
        STARTING,
        WATCHING,
        LEAVING,
        GONE
    }

    private final Assembly assembly;
    private final ControlRecipe recipe;
    private final Duration settle;
    private Step step = Step.LOOKING;
    private Reply reply;
    private Duration since = Duration.ZERO;
    private boolean reset;
    private RunStatus last = RunStatus.NONE;
    private double filmNm = Double.NaN;
    private double sigmaNm = Double.NaN;
    private Duration quietSince = Duration.ZERO;
    private Duration heldSince = Duration.ZERO;
    private Duration started = Duration.ZERO;
    private Duration ended = Duration.ZERO;
    private int trips;
    private String trouble = "";

    /** @param settle how long everything must have been quiet before the person starts the run; plant time */
    ShiftOperator(Assembly assembly, ControlRecipe recipe, Duration settle) {
        this.assembly = assembly;
        this.recipe = recipe;
        this.settle = settle;
    }

    /** Looks at a turn and does what a person would do; false when there is nothing left to do. */
    synchronized boolean look(CycleRecord turn) {
        Duration now = turn.tick().elapsed();
        switch (step) {
            case LOOKING -> prepare(turn, now);
            case RESETTING -> answered(now, Step.LOOKING);
            case STARTING -> {
                answered(now, Step.WATCHING);
                started = now;
            }
            case WATCHING -> watch(turn, now);
            case LEAVING -> {
                if (now.minus(since).compareTo(AFTERWARDS) > 0) {
                    step = Step.GONE;
                }
            }
            case GONE -> {
                return false;
            }
        }
        return step != Step.GONE;
    }

    private void prepare(CycleRecord turn, Duration now) {
        if (now.minus(since).compareTo(PATIENCE) > 0) {
            give("the unit did not become ready: " + what(turn));
            return;
        }
        boolean quiet = turn.verdict().trippedEffects().isEmpty()
                && assembly.permissives().blockingStart(turn.image()).isEmpty();
        if (!quiet) {
            quietSince = now;
        }
        boolean tripped = !turn.verdict().trippedEffects().isEmpty();
        if (tripped
                && !reset
                && turn.verdict().resettable()
                && turn.verdict().resetBlockedBy().isEmpty()) {
            reset = true;
            reply = new Reply();
            assembly.inbox().post(new ResetInterlocks(NAME, "start of shift", reply));
            step = Step.RESETTING;
        } else if (!tripped
                && assembly.permissives().blockingStart(turn.image()).isEmpty()) {
            reply = new Reply();
            assembly.inbox().post(new StartRun(recipe, NAME, "run from the command line", reply));
            step = Step.STARTING;
        }
    }

    private String what(CycleRecord turn) {
        List<String> blocking = assembly.permissives().blockingStart(turn.image()).stream()
                .map(PermissiveView::id)
                .toList();
        return "tripped " + turn.verdict().trippedEffects() + " by "
                + turn.verdict().firstOut() + ", reset blocked by "
                + turn.verdict().resetBlockedBy() + ", not permitted " + blocking;
    }

    private void answered(Duration now, Step next) {
        Optional<Reply.Answer> answer = Optional.ofNullable(reply.answer().getNow(null));
        if (answer.isPresent() && !answer.get().accepted()) {
            give(answer.get().what());
        } else if (answer.isPresent()) {
            step = next;
        }
    }

    private void watch(CycleRecord turn, Duration now) {
        last = turn.run();
        double film = turn.image().number(THICKNESS) * 1e9;
        if (!Double.isNaN(film)) {
            filmNm = film;
            sigmaNm = turn.image().number(SIGMA) * 1e9;
        }
        for (SequenceEvent event : turn.verdict().events()) {
            trips += event.kind() == SequenceEvent.Kind.EFFECT_TRIPPED ? 1 : 0;
        }
        if (last.state() != RunState.HELD) {
            heldSince = now;
        }
        boolean over = last.endedAt().isPresent();
        if (now.minus(heldSince).compareTo(LONGEST_HOLD) > 0) {
            ended = now;
            give("held in " + last.phase() + ", and nobody is here to decide: " + last.holdReason() + "; "
                    + what(turn));
        } else if (over) {
            ended = now;
            since = now;
            step = Step.LEAVING;
        } else if (now.minus(started).compareTo(LONGEST_RUN) > 0) {
            ended = now;
            give("still in " + last.phase() + " after " + LONGEST_RUN.toHours() + " h of plant time: "
                    + (last.holdReason().isEmpty() ? last.next().text() : last.holdReason()) + "; " + what(turn));
        }
    }

    private void give(String why) {
        trouble = why;
        step = Step.GONE;
    }

    /** How far the run has come, in one line. */
    synchronized String progress() {
        if (last == RunStatus.NONE) {
            return "waiting for the unit";
        }
        return "%-12s %-13s %6.2f nm ± %.2f nm".formatted(last.state(), last.phase(), filmNm, sigmaNm);
    }

    /** What became of it. */
    synchronized RunSummaryLine summary(double trueNm) {
        return new RunSummaryLine(
                recipe.runId(),
                last == RunStatus.NONE ? "NOT_STARTED" : last.state().name(),
                filmNm,
                sigmaNm,
                trueNm,
                ended.minus(started).toMillis() / 1000.0,
                trips,
                trouble.isEmpty() ? last.endReason() : trouble,
                recipe.target().nanometres(),
                recipe.master().tolerance().nanometres());
    }
}
