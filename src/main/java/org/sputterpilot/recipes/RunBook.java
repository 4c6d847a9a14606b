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
import org.sputterpilot.units.Pressure;
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
    private Duration before = Duration.ZERO;
    private double highestPa;

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
            stoppedThickness = Thickness.ofMetre(thicknessMetre);
            stoppedWhy = why;
            plasmaKept = true;
            before = Duration.ZERO;
            highestPa = 0;
        }
    }

    /** What the film is in while it does not grow; a pressure nobody knows is none. */
    void breathed(double pascal) {
        if (stoppedFor != null && pascal > highestPa) {
            highestPa = pascal;
        }
    }

    /** Goes on with what an earlier process has written down; the last boundary may still be open. */
    void restore(RecoveredRun found, Tick tick) {
        reports = found.reports();
        found.reports().forEach(report -> mark(report.phase(), PhaseProgress.DONE, report.lasted()));
        mark(found.phase(), PhaseProgress.STOPPED, null);
        interruptions = found.interruptions();
        if (!interruptions.isEmpty()) {
            Interruption last = interruptions.get(interruptions.size() - 1);
            if (!last.over()) {
                interruptions = interruptions.subList(0, interruptions.size() - 1);
                growthStopped(tick, last.thickness().metre(), last.why());
                stoppedAt = last.at();
                before = Duration.between(last.at(), tick.at());
                plasmaKept = false;
                highestPa = last.highest().pascal();
            }
        }
    }

    void plasmaWentOut() {
        plasmaKept = false;
    }

    /** The film grows on, or never will. */
    void growthSettled(Tick tick) {
        if (stoppedFor != null) {
            interruptions = withOpen(tick, true);
            stoppedFor = null;
        }
    }

    List<Interruption> interruptions(Tick tick) {
        return stoppedFor == null ? interruptions : withOpen(tick, false);
    }

    private List<Interruption> withOpen(Tick tick, boolean over) {
        List<Interruption> longer = new ArrayList<>(interruptions);
        longer.add(new Interruption(
                stoppedAt,
                stoppedThickness,
                before.plus(stoppedFor.elapsed(tick)),
                stoppedWhy,
                plasmaKept,
                Pressure.ofPascal(highestPa),
                over));
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
