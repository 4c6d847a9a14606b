package org.sputterpilot.hmi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.equipment.EquipmentModule;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.golden.Standing;
import org.sputterpilot.hmi.wire.BypassLeft;
import org.sputterpilot.hmi.wire.LiveGolden;
import org.sputterpilot.hmi.wire.LiveLink;
import org.sputterpilot.hmi.wire.LiveLock;
import org.sputterpilot.hmi.wire.LivePermissive;
import org.sputterpilot.hmi.wire.LivePrompt;
import org.sputterpilot.hmi.wire.LiveRecovery;
import org.sputterpilot.hmi.wire.LiveRun;
import org.sputterpilot.hmi.wire.LiveVerdict;
import org.sputterpilot.hmi.wire.NextStep;
import org.sputterpilot.hmi.wire.PhaseStep;
import org.sputterpilot.interlocks.BypassState;
import org.sputterpilot.interlocks.PermissiveView;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.interlocks.alarms.AlarmView;
import org.sputterpilot.physics.Normal;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseReport;
import org.sputterpilot.recipes.Prompt;
import org.sputterpilot.recipes.PromptAnswer;
import org.sputterpilot.recipes.Question;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.signals.Truth;
import org.sputterpilot.time.Tick;
import org.sputterpilot.units.Unit;

/** Puts what a turn left behind into the words of the screens. */
public final class Pictures {
    private static final TagId THICKNESS = TagId.of("film.thickness");
    private static final TagId SIGMA = TagId.of("film.sigma");
    private static final TagId RATE = TagId.of("film.rate");
    private static final TagId REMAINING = TagId.of("film.predicted_time");
    private static final double NANO = 1e-9;

    private Pictures() {}

    public static UnitPicture of(
            Tick tick,
            ProcessImage image,
            Verdict verdict,
            RunStatus run,
            Standing golden,
            List<AlarmView> alarms,
            UnitMode mode,
            List<PermissiveView> permissives,
            List<LiveLink> links,
            List<LiveLock> locks,
            Optional<String> proofTest) {
        return new UnitPicture(
                tick,
                image,
                run(run, golden, image, tick),
                run.state().name(),
                mode.name(),
                new LiveVerdict(
                        verdict.trippedEffects(),
                        verdict.firstOut(),
                        verdict.asksHold(),
                        verdict.asksAbort(),
                        verdict.resettable(),
                        verdict.resetBlockedBy(),
                        verdict.bypasses().stream()
                                .filter(b -> b.state() == BypassState.ACTIVE)
                                .map(b -> new BypassLeft(b.cause(), b.left().toSeconds()))
                                .toList()),
                AlarmPages.notAtRest(alarms, verdict),
                permissives.stream().map(Pictures::permissive).toList(),
                links,
                locks,
                proofTest.orElse(null));
    }

    /** A lock with the name of its module. */
    public static LiveLock lock(MaintenanceLock lock, PhysicalModel unit) {
        String title = unit.modules().stream()
                .filter(module -> module.id().equals(lock.module()))
                .map(EquipmentModule::title)
                .findFirst()
                .orElse(lock.module());
        return new LiveLock(lock.id(), lock.module(), title, lock.holder(), lock.name(), lock.reason(), lock.since());
    }

    private static LiveRun run(RunStatus run, Standing golden, ProcessImage image, Tick tick) {
        if (!run.exists()) {
            return null;
        }
        double thicknessNm = image.number(THICKNESS) / NANO;
        double sigmaNm = image.number(SIGMA) / NANO;
        double targetNm = run.target().nanometres();
        double toleranceNm = run.tolerance().nanometres();
        boolean over = run.endedAt().isPresent();
        boolean grows = run.state() == RunState.RUNNING
                && run.phase() == PhaseName.DEPOSIT
                && foreseeable(thicknessNm, targetNm);
        return new LiveRun(
                run.runId(),
                run.recipeId(),
                run.recipeVersion(),
                run.recipeTitle(),
                !run.production(),
                run.state().name(),
                run.phase().text(),
                run.phaseIndex() + 1,
                over ? 0 : seconds(tick.elapsed().minus(run.phaseElapsed())),
                run.plan().stream().map(Pictures::step).toList(),
                Shown.finite(thicknessNm),
                Shown.finite(sigmaNm),
                targetNm > 0 ? targetNm : null,
                toleranceNm,
                Shown.finite(image.number(RATE) / NANO * 60),
                run.phase() == PhaseName.DEPOSIT && !over ? Shown.finite(image.number(REMAINING)) : null,
                Shown.finite(insideTolerance(thicknessNm, sigmaNm, targetNm, toleranceNm, over)),
                grows ? Shown.finite(Math.max(thicknessNm, targetNm)) : null,
                grows ? Shown.finite(finalSigma(thicknessNm, sigmaNm, targetNm)) : null,
                depositStarted(run, tick),
                depositEnded(run),
                run.foils(),
                new NextStep(run.next().text(), run.next().detail()),
                run.allowed().stream().map(Enum::name).sorted().toList(),
                run.endReason().isEmpty() ? null : run.endReason(),
                run.openPrompt().map(prompt -> prompt(prompt, image.tags())).orElse(null),
                run.recovered()
                        .map(found -> new LiveRecovery(
                                found.cutOffAt(),
                                found.phase().text(),
                                found.impossible().orElse(null),
                                found.decided()))
                        .orElse(null),
                run.stopsAfterPhase(),
                run.recipe()
                        .flatMap(control -> control.bound().continues())
                        .map(earlier -> new LiveRun.Continues(
                                earlier.run(),
                                earlier.done().nanometres(),
                                earlier.sigma().nanometres(),
                                earlier.pass()))
                        .orElse(null),
                run.holds().stream()
                        .map(held -> new LiveRun.Module(held.id(), held.title(), held.byHand()))
                        .toList(),
                golden.run().equals(run.runId()) ? LiveGolden.of(golden, image.tags()) : null);
    }

    private static LivePrompt.Watch watch(Question.Watched watched, Unit unit) {
        return new LivePrompt.Watch(watched.tag().name(), unit.fromBase(watched.low()), unit.fromBase(watched.high()));
    }

    private static LivePrompt prompt(Prompt prompt, TagTable tags) {
        return new LivePrompt(
                prompt.number(),
                prompt.phase().text(),
                prompt.text(),
                prompt.detail(),
                prompt.question().answers().stream().map(Enum::name).toList(),
                prompt.question().answers().stream().anyMatch(PromptAnswer::isSigned),
                prompt.askedAt(),
                prompt.question().within().map(time -> time.toNanos() / 1e9).orElse(null),
                prompt.question()
                        .watched()
                        .map(watched -> watch(watched, tags.get(watched.tag()).unit()))
                        .orElse(null),
                prompt.question().zero().map(time -> time.toNanos() / 1e9).orElse(null));
    }

    /**
     * How likely the film ends inside its tolerance; a film that is over has ended where it is. Nothing below half of
     * the target, where the doubt about the first nanometres, scaled up, would say more than is known.
     */
    private static double insideTolerance(
            double thicknessNm, double sigmaNm, double targetNm, double toleranceNm, boolean over) {
        if (!(thicknessNm > 0) || !(sigmaNm > 0) || !(targetNm > 0) || !(over || foreseeable(thicknessNm, targetNm))) {
            return Double.NaN;
        }
        double endsAt = over ? thicknessNm : Math.max(thicknessNm, targetNm);
        double sigma = over ? sigmaNm : finalSigma(thicknessNm, sigmaNm, targetNm);
        return Normal.below((targetNm + toleranceNm - endsAt) / sigma)
                - Normal.below((targetNm - toleranceNm - endsAt) / sigma);
    }

    private static boolean foreseeable(double thicknessNm, double targetNm) {
        return thicknessNm >= targetNm / 2;
    }

    /** The sigma of the finished film: it grows with the thickness. */
    private static double finalSigma(double thicknessNm, double sigmaNm, double targetNm) {
        return sigmaNm * Math.max(thicknessNm, targetNm) / thicknessNm;
    }

    private static Instant depositStarted(RunStatus run, Tick tick) {
        for (PhaseReport report : run.reports()) {
            if (report.phase() == PhaseName.DEPOSIT) {
                return report.from();
            }
        }
        boolean now = run.phase() == PhaseName.DEPOSIT && run.endedAt().isEmpty();
        return now ? tick.at().minus(tick.elapsed().minus(run.phaseElapsed())) : null;
    }

    /** The end of the last deposit, once the run is over or has gone on to its next phase. */
    private static Instant depositEnded(RunStatus run) {
        Instant ended = null;
        boolean forGood = run.isOver();
        for (PhaseReport report : run.reports()) {
            if (report.phase() == PhaseName.DEPOSIT) {
                ended = report.to();
                forGood = run.isOver()
                        || report.end() == PhaseReport.End.DONE
                        || report.end() == PhaseReport.End.ENDED_BY_PERSON;
            }
        }
        return forGood ? ended : null;
    }

    private static PhaseStep step(RunStatus.PlannedPhase phase) {
        return new PhaseStep(
                phase.phase().text(),
                phase.state().name(),
                seconds(phase.planned()),
                seconds(phase.elapsed()),
                phase.endsWhen());
    }

    private static double seconds(Duration time) {
        return Math.round(time.toMillis() / 100.0) / 10.0;
    }

    public static LivePermissive permissive(PermissiveView view) {
        return new LivePermissive(
                view.id(),
                view.title(),
                view.ok() == Truth.UNKNOWN ? null : view.ok() == Truth.TRUE,
                view.value(),
                view.limit(),
                view.blocks());
    }
}
