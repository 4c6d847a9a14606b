package org.sputterpilot.recipes;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sputterpilot.equipment.Allocation;
import org.sputterpilot.equipment.ByHand;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.film.FilmObserver;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.plant.ChamberReader;
import org.sputterpilot.plant.Faults;
import org.sputterpilot.plant.LimitsReader;
import org.sputterpilot.plant.RecipeReader;
import org.sputterpilot.plant.TagReader;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/** The shipped recipe on an obedient plant, turned by hand, without interlocks. */
final class Workbench {
    static final TagTable TAGS = TagReader.read(Path.of("."), new Faults());
    static final Limits LIMITS = LimitsReader.read(Path.of("."), new Faults()).orElseThrow();
    static final PhysicalModel UNIT =
            ChamberReader.read(Path.of("."), TAGS, new Faults()).orElseThrow();
    static final MasterRecipe RECIPE =
            RecipeReader.read(Path.of("."), LIMITS, TAGS, new Faults()).get(0);
    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration STEP = Duration.ofMillis(100);

    final ObedientPlant plant = new ObedientPlant(TAGS);
    final Procedures procedures = new Procedures(TAGS, LIMITS, ByHand.NOTHING, new Allocation(UNIT), () -> 0.015);
    final FilmObserver film = new FilmObserver(TAGS, FilmModel.commissioned(ToolParameters.reference()), 0);
    final List<Request> posted = new ArrayList<>();
    Tick tick = Tick.first(START);
    Demands demands = Demands.SAFE;
    ProcessImage image;
    boolean holdAsked;
    boolean abortAsked;
    long blockedPhases;
    private double plasmaOff;
    private double shutterOpen;

    Workbench start() {
        return start(false);
    }

    /** A run of the shipped recipe with one part of its text exchanged. */
    Workbench start(String from, String to) {
        String text = RECIPE.source();
        assert text.contains(from);
        Faults faults = new Faults();
        MasterRecipe changed = RecipeReader.parse(
                        "changed", text.replace(from, to), "changed.yaml", LIMITS, TAGS, faults)
                .orElseThrow();
        assert faults.isEmpty() : faults.sorted();
        return start(changed, false);
    }

    Workbench start(boolean attended) {
        return start(RECIPE, attended);
    }

    /** Started while nobody was there. */
    Workbench startAheadOfTime() {
        return start(control(RECIPE, false).bind(Binding.NONE.unattendedStart()));
    }

    Workbench startForEngineering() {
        return start(control(RECIPE, false).forEngineering());
    }

    private Workbench start(MasterRecipe recipe, boolean attended) {
        return start(control(recipe, attended));
    }

    static ControlRecipe control(MasterRecipe recipe, boolean attended) {
        return ControlRecipe.freeze(
                "CR-1",
                recipe,
                Load.of("platen-50", List.of("ZF-1")),
                new Foreseen(Duration.ofMinutes(36), Duration.ofMinutes(16)),
                attended);
    }

    private Workbench start(ControlRecipe control) {
        Reply reply = new Reply();
        posted.add(new StartRun(control, "olga", "", reply));
        turn();
        assert reply.isAnswered();
        return this;
    }

    Reply.Answer command(RunCommandKind kind) {
        Reply reply = new Reply();
        posted.add(new RunCommand("CR-1", kind, "olga", "test", reply));
        turn();
        return reply.answer().join();
    }

    Workbench turn() {
        plant.obey(demands, STEP.toMillis() / 1e3);
        tick = tick.next(STEP);
        image = image();
        posted.clear();
        demands = procedures.advance(image, tick);
        return this;
    }

    Workbench turns(int count) {
        for (int i = 0; i < count; i++) {
            turn();
        }
        return this;
    }

    /** Turns until the phase runs; fails after six hours of plant time. */
    Workbench until(PhaseName phase) {
        return until(() -> status().phase() == phase && status().state() == RunState.RUNNING, "phase " + phase);
    }

    Workbench until(RunState... states) {
        Set<RunState> wanted = EnumSet.copyOf(List.of(states));
        return until(() -> wanted.contains(status().state()), "state " + wanted);
    }

    Workbench until(java.util.function.BooleanSupplier reached, String what) {
        for (int i = 0; i < 6 * 36_000; i++) {
            if (reached.getAsBoolean()) {
                return this;
            }
            turn();
        }
        throw new AssertionError(what + " is not reached; the run is " + status().state() + " in " + status().phase()
                + ": " + status().next() + " " + status().holdReason() + status().endReason());
    }

    RunStatus status() {
        return procedures.status();
    }

    double asked(String tag) {
        return demands.values().getOrDefault(ObedientPlant.id(tag), Double.NaN);
    }

    double filmNm() {
        return image.number(TagId.of("film.thickness")) * 1e9;
    }

    private ProcessImage image() {
        ProcessImage.Builder builder = new ProcessImage.Builder(TAGS);
        for (Tag tag : TAGS.all()) {
            if (tag.kind() != Tag.Kind.DERIVED) {
                put(builder, tag.id().name(), plant.value(tag.id()));
            }
        }
        boolean plasma = plant.get("cathode.current") > 0.02;
        plasmaOff = plasma ? 0 : plasmaOff + 0.1;
        shutterOpen = plant.get("shutter.is_open") == 1 ? shutterOpen + 0.1 : 0;
        RunStatus last = status();
        put(builder, "cathode.plasma", plasma ? 1 : 0);
        put(builder, "cathode.plasma_off_time", plasmaOff);
        put(builder, "shutter.open_time", shutterOpen);
        put(builder, "run.phase", last.phaseTag());
        put(builder, "run.state", last.stateTag());
        put(builder, "film.target", last.exists() ? last.target().metre() : Double.NaN);
        put(builder, "interlock.hold", holdAsked ? 1 : 0);
        put(builder, "interlock.abort", abortAsked ? 1 : 0);
        put(builder, "interlock.blocked_phases", blockedPhases);
        ProcessImage measured = builder.requests(List.copyOf(posted)).freeze();
        ProcessImage.Builder complete = measured.toBuilder();
        film.derive(measured, complete, tick);
        return complete.freeze();
    }

    private void put(ProcessImage.Builder builder, String tag, double value) {
        builder.put(ObedientPlant.id(tag), value, Double.isNaN(value) ? Quality.BAD : Quality.GOOD, tick.at());
    }
}
