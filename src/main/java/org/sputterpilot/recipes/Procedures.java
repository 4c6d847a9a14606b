package org.sputterpilot.recipes;

import static org.sputterpilot.recipes.phases.PlantTags.ABORT_ASKED;
import static org.sputterpilot.recipes.phases.PlantTags.HOLD_ASKED;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import org.sputterpilot.equipment.Allocation;
import org.sputterpilot.equipment.ByHand;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.recipes.phases.Phases;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/** The unit's one run at a time: takes requests, walks the phases, asks the plant for what they need. */
public final class Procedures {
    private final Limits limits;
    private final ByHand byHand;
    private final Allocation allocation;
    private boolean stepwise;
    private final DoubleSupplier lnRateSigma;
    private Run run;
    private RecoveredRun found;
    private RunStatus status = RunStatus.NONE;

    /**
     * An idle unit.
     *
     * @param tags must hold every tag the phases use
     * @param byHand what people move in place of the program
     * @param allocation who holds which module of the unit
     * @param lnRateSigma sigma of the logarithm of the deposition rate from the calibration in force; asked once at the
     *     start of each run
     * @throws IllegalArgumentException when the plant lacks a tag
     */
    public Procedures(TagTable tags, Limits limits, ByHand byHand, Allocation allocation, DoubleSupplier lnRateSigma) {
        this.limits = limits;
        this.byHand = byHand;
        this.allocation = allocation;
        this.lnRateSigma = lnRateSigma;
        org.sputterpilot.recipes.phases.PlantTags.ALL.forEach(tags::get);
    }

    /** ISA-88 semi-automatic mode: the run pauses before every phase until a person lets it go on. */
    public void stepwise(boolean on) {
        stepwise = on;
    }

    /**
     * One turn: answers the requests of the image and says what the run would like the plant to do. A request that has
     * its answer already, such as a start the permissives refused, is over.
     */
    public Demands advance(ProcessImage image, Tick tick) {
        for (Request request : image.requests()) {
            if (request.reply().isAnswered()) {
                continue;
            }
            if (request instanceof StartRun start) {
                start(start, image, tick);
            } else if (request instanceof RunCommand command) {
                command(command, image, tick);
            } else if (request instanceof AbortUnit abort) {
                abort(abort, image, tick);
            } else if (request instanceof AnswerPrompt answer) {
                answer(answer, image, tick);
            } else if (request instanceof CommentRun comment) {
                comment(comment, tick);
            }
        }
        if (found != null) {
            run = Run.recovered(found, phases(), limits, allocation, tick);
            found = null;
        }
        if (run == null) {
            status = RunStatus.NONE;
            return Demands.SAFE;
        }
        Demands demands = run.advance(image, stepwise, tick);
        status = run.status(tick);
        return demands;
    }

    /** A run an earlier process has not survived; it is held from the first turn on. Before that turn only. */
    public void recover(RecoveredRun cutOff) {
        found = cutOff;
    }

    /** What the last turn left. */
    public RunStatus status() {
        return status;
    }

    /** The equipment modules the phases of a recipe will hold. */
    public Set<String> needs(ControlRecipe recipe) {
        Phases phases = phases();
        Set<String> modules = new TreeSet<>();
        recipe.master()
                .procedure()
                .forEach(spec -> modules.addAll(
                        phases.begin(spec.phase(), recipe, Findings.NONE).needs()));
        return modules;
    }

    private Phases phases() {
        return new Phases(limits, lnRateSigma.getAsDouble(), byHand);
    }

    /** Where the person at a manual shutter says it is; empty when nobody has said anything in this run. */
    public Optional<ShutterSaid> shutterSaid() {
        return run == null ? Optional.empty() : run.shutterSaid();
    }

    /** Why the run may not be made with what people move here, or empty when it may. From any thread. */
    public Optional<String> refusalByHand(ControlRecipe recipe) {
        List<String> moved =
                byHand.modules().stream().filter(needs(recipe)::contains).toList();
        List<String> refused = moved.stream()
                .filter(module -> !recipe.master().toleratedManual().contains(module))
                .toList();
        if (recipe.master().kind() == RecipeKind.RATE_GRID && moved.contains(ByHand.THROTTLE)) {
            return Optional.of("the throttle is MANUAL: a rate grid sets its pressures by itself");
        }
        return recipe.production() && !refused.isEmpty()
                ? Optional.of(String.join(", ", refused) + " MANUAL: the recipe does not allow it in production"
                        + " (tolerated_manual); an engineering run may be made")
                : Optional.empty();
    }

    private void start(StartRun request, ProcessImage image, Tick tick) {
        if (run != null && run.state().isActive()) {
            request.reply()
                    .refuse(
                            "run " + run.recipe().runId() + " is " + run.state(),
                            run.state().name(),
                            names(run.allowed()));
        } else if (image.is(ABORT_ASKED).trips() || image.is(HOLD_ASKED).trips()) {
            request.reply().refuse("interlocks are tripped: reset them first", RunState.IDLE.name(), List.of());
        } else if (refusalByHand(request.recipe()).isPresent()) {
            request.reply().refuse(refusalByHand(request.recipe()).get(), "BLOCKED", byHand.modules());
        } else {
            if (run != null) {
                run.letGo();
            }
            ControlRecipe recipe = request.recipe();
            run = new Run(
                    recipe.bind(recipe.bound().movedBy(byHand)), request.by(), phases(), limits, allocation, tick);
            request.reply().accept(request.recipe().runId());
        }
    }

    private void command(RunCommand request, ProcessImage image, Tick tick) {
        if (isNotOn(request.runId(), request)) {
            return;
        }
        var refusal = run.refusal(request.command(), image);
        if (refusal.isEmpty()
                && request.command() == RunCommandKind.RESTART
                && (image.is(HOLD_ASKED).trips() || image.is(ABORT_ASKED).trips())) {
            refusal = Optional.of("interlocks still ask for a hold: reset them first");
        }
        if (refusal.isEmpty()
                && run.wantsReason(request.command())
                && request.reason().isBlank()) {
            refusal = Optional.of("say why: the run was found after the controller had stopped");
        }
        if (refusal.isPresent()) {
            request.reply().refuse(refusal.get(), run.state().name(), names(run.allowed()));
            return;
        }
        request.reply().accept(request.command().name());
        if (request.command() == RunCommandKind.RESET) {
            run.letGo();
            run = null;
        } else {
            run.command(request.command(), why(request), image, tick);
        }
    }

    private static String why(Request request) {
        return request.reason().isBlank() ? "asked by " + request.by() : request.reason() + " (" + request.by() + ")";
    }

    private void abort(AbortUnit request, ProcessImage image, Tick tick) {
        if (run != null && RunState.TABLE.allows(run.state(), RunEvent.ABORT)) {
            run.move(RunEvent.ABORT, why(request), image, tick);
        }
        request.reply().accept("safe state");
    }

    private void answer(AnswerPrompt request, ProcessImage image, Tick tick) {
        if (isNotOn(request.runId(), request)) {
            return;
        }
        Optional<String> refusal = run.answer(request, image, tick);
        if (refusal.isPresent()) {
            request.reply().refuse(refusal.get(), run.state().name(), names(run.allowed()));
        } else {
            request.reply().accept(request.answer().name());
        }
    }

    private void comment(CommentRun request, Tick tick) {
        if (isNotOn(request.runId(), request)) {
            return;
        }
        if (run.state().isOver()) {
            request.reply()
                    .refuse(
                            "the record of run " + request.runId() + " is closed",
                            run.state().name(),
                            List.of());
            return;
        }
        run.comment(new RunComment(tick.at(), run.shown(), request.by(), request.reason()));
        request.reply().accept("written down");
    }

    private boolean isNotOn(String runId, Request request) {
        boolean other = run == null || !run.recipe().runId().equals(runId);
        if (other) {
            request.reply().refuse("there is no run " + runId + " on this unit");
        }
        return other;
    }

    private static List<String> names(Set<RunCommandKind> kinds) {
        return kinds.stream().map(Enum::name).toList();
    }
}
