package org.sputterpilot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.JournalHash;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.sim.FreePace;
import org.sputterpilot.sim.VirtualChamber;
import org.sputterpilot.time.Tick;

/**
 * {@code run RECIPE}: one run on the virtual chamber without pages. By the clock it uses the chamber's doors, links and
 * historian like the server; with {@code --free} everything turns in this thread as fast as it can.
 */
final class RunCommandLine {
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final Arguments given;
    private final Plant plant;
    private final MasterRecipe recipe;
    private final long seed;
    private final PrintStream out;
    private final PrintStream progress;

    private RunCommandLine(Arguments given, Plant plant, MasterRecipe recipe, PrintStream out, PrintStream progress) {
        this.given = given;
        this.plant = plant;
        this.recipe = recipe;
        this.seed = (long) given.number("--seed", 1);
        this.out = out;
        this.progress = progress;
    }

    /**
     * @return 0 when the run is complete and its estimate inside the tolerance, 2 when not, 1 or 64 when it never began
     */
    static int run(String[] args, PrintStream out, PrintStream progress) {
        try {
            Arguments given = Arguments.parse(
                    args,
                    List.of("--speed", "--seed", "--foil", "--data", "--period"),
                    List.of("--free", "--json", "--unknown-tool"));
            if (given.words().size() != 1) {
                throw new IllegalArgumentException("run needs the id of one recipe, such as tio2-32nm-on-zn");
            }
            if (!Arguments.environment("SPUTTERPILOT_MODE", "virtual").equals("virtual")) {
                throw new IllegalArgumentException("run drives the virtual chamber only");
            }
            PlantReader.Outcome outcome = PlantReader.read(Path.of(CheckCommand.plantDirectory()));
            if (outcome.plant().isEmpty()) {
                outcome.faults().forEach(out::println);
                return 1;
            }
            Plant plant = outcome.plant().get();
            MasterRecipe recipe = plant.recipe(given.words().get(0))
                    .orElseThrow(() -> new IllegalArgumentException("there is no recipe '"
                            + given.words().get(0) + "', but "
                            + plant.recipes().stream().map(MasterRecipe::id).toList()));
            RunCommandLine command = new RunCommandLine(given, plant, recipe, out, progress);
            return given.has("--free") ? command.free() : command.byTheClock();
        } catch (IllegalArgumentException e) {
            progress.println(e.getMessage());
            return 64;
        }
    }

    private ControlRecipe control(String runId, Assembly assembly) {
        return assembly.control(runId, recipe, List.of(given.text("--foil", "DEMO-" + runId)), false);
    }

    private FilmModel model() {
        return given.has("--unknown-tool") ? FilmModel.unknownTool(plant.tool()) : FilmModel.commissioned(plant.tool());
    }

    /** In this thread, on the virtual clock, without any server, file or sleep. */
    private int free() {
        VirtualChamber chamber = given.has("--unknown-tool")
                ? VirtualChamber.unknownTool(plant.tags(), seed)
                : VirtualChamber.commissioned(plant.tags(), seed);
        JournalHash hash = new JournalHash();
        FreePlant free = new FreePlant(plant, model(), chamber, seed, hash);
        ShiftOperator operator =
                new ShiftOperator(free.assembly(), control("FREE-" + seed, free.assembly()), Duration.ZERO);
        new FreePace(FreePlant.STEP).run(Tick.first(FreePlant.START), tick -> operator.look(free.turn(tick)));
        RunSummaryLine summary = operator.summary(chamber.trueFilm().nanometres());
        if (given.has("--data")) {
            writeDown("FREE-" + seed + " " + recipe.id() + " version " + recipe.version() + ", journal " + hash.hex());
        }
        return tell(summary, hash.hex());
    }

    /** A free run keeps nothing; with a data folder at least that it was made, and what of. */
    private void writeDown(String what) {
        try (TerminalAudit audit = TerminalAudit.open(Path.of(given.text("--data", "")), Clock.systemUTC())
                .orElseThrow(() -> new IllegalArgumentException("a server uses the data folder "
                        + given.text("--data", "") + ": leave --data out, or run through the server"))) {
            audit.wrote("run.free", "", what, "run --free on the command line", "done");
        } catch (SQLException e) {
            throw new IllegalArgumentException("the audit cannot be written: " + e.getMessage(), e);
        }
    }

    /** By the clock, over OPC UA and Modbus, with the historian writing. */
    private int byTheClock() {
        try {
            Path data = given.has("--data")
                    ? Path.of(given.text("--data", ""))
                    : Files.createTempDirectory("sputterpilot-run-");
            Files.createDirectories(data);
            Settings settings = new Settings(
                    Settings.Mode.VIRTUAL,
                    plant.directory(),
                    data,
                    Duration.ofMillis(100),
                    given.number("--speed", 1),
                    seed,
                    given.has("--unknown-tool"),
                    Settings.ChamberDoors.ANY,
                    Settings.DatabaseSettings.FILE);
            try (RunningUnit unit =
                    RunningUnit.start(plant, settings, () -> Databases.open(settings), turn -> {}, progress::println)) {
                return watch(unit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            progress.println("the historian's database cannot be used: " + e.getMessage());
            return 1;
        }
    }

    private int watch(RunningUnit unit) {
        Instant now = Instant.now();
        ControlRecipe control = control(plant.unit().unit() + "-" + now.getEpochSecond(), unit.assembly());
        unit.records()
                .audit()
                .append(new AuditTrail.Entry(
                        now,
                        System.getProperty("user.name"),
                        "run.start",
                        "",
                        control.runId() + " " + recipe.id() + " version " + recipe.version(),
                        "run on the command line",
                        "command line",
                        "done"));
        ShiftOperator operator = new ShiftOperator(unit.assembly(), control, settle(unit));
        CountDownLatch done = new CountDownLatch(1);
        unit.witness(turn -> {
            if (!operator.look(turn)) {
                done.countDown();
            }
        });
        try {
            while (!done.await(1, TimeUnit.SECONDS)) {
                progress.print("\r" + operator.progress() + "   ");
                progress.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
        progress.println("\r" + operator.progress() + "   ");
        double trueNm = unit.virtual().orElseThrow().trueFilm().nanometres();
        return tell(operator.summary(trueNm), "");
    }

    /** The first seconds of a process are slow; the wires get this long before plant time races. */
    private static Duration settle(RunningUnit unit) {
        return Duration.ofMillis(Math.round(SETTLE.toMillis() * unit.pace().speed()));
    }

    private int tell(RunSummaryLine summary, String hash) {
        if (given.has("--json")) {
            out.println(summary.json(hash));
        } else {
            out.print(summary.text());
            if (!hash.isEmpty()) {
                out.println("journal    " + hash);
            }
        }
        return summary.good() ? 0 : 2;
    }
}
