package org.sputterpilot.recipes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sputterpilot.recipes.RunStatus.PhaseProgress;
import org.sputterpilot.recipes.RunStatus.PlannedPhase;
import org.sputterpilot.time.Tick;
import org.sputterpilot.time.Timer;
import org.sputterpilot.units.Thickness;

/** What is written down about one run while it runs: timetable, phase reports, layer boundaries. */
final class RunBook {
    private final PlannedPhase[] plan;
    private List<PhaseReport> reports = List.of();
    private List<Interruption> interruptions = List.of();
    private Instant stoppedAt = Instant.EPOCH;
    private Timer stoppedFor;
    private Thickness stoppedThickness = Thickness.ZERO;
    private String stoppedWhy = "";
    private boolean plasmaKept;

    RunBook(ControlRecipe recipe) {
        plan = Timetable.of(recipe.master(), recipe.foreseen()).toArray(new PlannedPhase[0]);
    }

    void began(PhaseName phase) {
        mark(phase, PhaseProgress.CURRENT, null);
    }

    void ended(PhaseReport report) {
        List<PhaseReport> longer = new ArrayList<>(reports);
        longer.add(report);
        reports = Collections.unmodifiableList(longer);
        boolean done = report.end() == PhaseReport.End.DONE || report.end() == PhaseReport.End.ENDED_BY_PERSON;
        mark(report.phase(), done ? PhaseProgress.DONE : PhaseProgress.STOPPED, report.lasted());
    }

    /** The run goes back to a phase: it and those after it are still to come. */
    void backTo(PhaseName phase) {
        for (PlannedPhase planned : plan) {
            if (!planned.phase().isBefore(phase)) {
                mark(planned.phase(), PhaseProgress.FUTURE, Duration.ZERO);
            }
        }
    }

    private void mark(PhaseName phase, PhaseProgress progress, Duration lasted) {
        for (int i = 0; i < plan.length; i++) {
            PlannedPhase was = plan[i];
            if (was.phase() == phase) {
                plan[i] = new PlannedPhase(
                        phase, progress, was.planned(), lasted == null ? was.elapsed() : lasted, was.endsWhen());
            }
        }
    }

    /** The shutter closes before the film is thick enough. */
    void growthStopped(Tick tick, double thicknessMetre, String why) {
        if (stoppedFor == null) {
            stoppedAt = tick.at();
            stoppedFor = Timer.started(tick);
            stoppedThickness = Thickness.ofMetre(Double.isNaN(thicknessMetre) ? 0 : thicknessMetre);
            stoppedWhy = why;
            plasmaKept = true;
        }
    }

    void plasmaWentOut() {
        plasmaKept = false;
    }

    /** The film grows on, or never will. */
    void growthSettled(Tick tick) {
        if (stoppedFor != null) {
            interruptions = interruptions(tick);
            stoppedFor = null;
        }
    }

    List<Interruption> interruptions(Tick tick) {
        if (stoppedFor == null) {
            return interruptions;
        }
        List<Interruption> longer = new ArrayList<>(interruptions);
        longer.add(new Interruption(stoppedAt, stoppedThickness, stoppedFor.elapsed(tick), stoppedWhy, plasmaKept));
        return Collections.unmodifiableList(longer);
    }

    List<PhaseReport> reports() {
        return reports;
    }

    /** The timetable with the present phase's time brought up to date. */
    List<PlannedPhase> plan(Duration inPhase) {
        List<PlannedPhase> now = new ArrayList<>(plan.length);
        for (PlannedPhase planned : plan) {
            now.add(
                    planned.state() == PhaseProgress.CURRENT
                            ? new PlannedPhase(
                                    planned.phase(), planned.state(), planned.planned(), inPhase, planned.endsWhen())
                            : planned);
        }
        return now;
    }
}
