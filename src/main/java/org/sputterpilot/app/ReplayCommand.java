package org.sputterpilot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.replay.Difference;
import org.sputterpilot.replay.Replayed;

/**
 * {@code replay RUN | --all}: gives the inputs of runs to this program's engine and says which decisions would be
 * others. Reads the input logs of a data folder, whether or not a server is using it, and changes nothing.
 */
final class ReplayCommand {
    private static final int USAGE = 64;
    private static final int NOT_REPLAYABLE = 2;
    private static final int SHOWN = 20;

    private ReplayCommand() {}

    /**
     * @return 0 when every decision is the same, 1 when some differ, 2 when a run is not replayable, 64 when asked
     *     wrongly
     */
    static int run(String[] args, PrintStream out) {
        try {
            Arguments given = Arguments.parse(args, List.of("--data", "--plant", "--most"), List.of("--all"));
            boolean all = given.has("--all");
            if (given.words().size() != (all ? 0 : 1)) {
                throw new IllegalArgumentException("replay RUN | --all [--data DIR] [--plant DIR] [--most N]");
            }
            Path data = Path.of(given.text("--data", Arguments.environment("SPUTTERPILOT_DATA", "data")));
            Path inputs = data.resolve(Replays.INPUTS);
            if (!Files.isDirectory(inputs)) {
                out.println("There are no input logs under " + data.toAbsolutePath() + ".");
                return NOT_REPLAYABLE;
            }
            String plant = given.text("--plant", "");
            Replays replays = new Replays(
                    inputs, plant.isEmpty() ? Optional.empty() : Optional.of(Path.of(plant)), ProgramVersion.text());
            int most = Integer.parseInt(given.text("--most", String.valueOf(SHOWN)));
            return tell(all ? replays.all() : List.of(replays.run(given.words().get(0))), most, out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE;
        } catch (IOException e) {
            out.println("The input logs cannot be read: " + e.getMessage());
            return NOT_REPLAYABLE;
        }
    }

    private static int tell(List<Replayed> runs, int most, PrintStream out) {
        int worst = 0;
        for (Replayed run : runs) {
            out.println(run.run() + "  " + run.words());
            if (!run.then().equals(run.now()) && !run.then().isEmpty()) {
                out.println("    decided by " + run.then() + ", replayed by " + run.now());
            }
            run.differences().stream().limit(most).forEach(difference -> out.println("    " + line(difference)));
            if (run.differences().size() > most) {
                out.println("    and " + (run.differences().size() - most) + " more");
            }
            worst = Math.max(
                    worst,
                    switch (run.outcome()) {
                        case SAME -> 0;
                        case DIFFERS -> 1;
                        case NOT_REPLAYABLE -> NOT_REPLAYABLE;
                    });
        }
        if (runs.isEmpty()) {
            out.println("No input log holds a run.");
        }
        return worst;
    }

    private static String line(Difference difference) {
        return difference.at() + " " + difference.phase() + "  " + difference.what() + ": was '" + difference.was()
                + "', would be '" + difference.wouldBe() + "'"
                + (difference.turns() > 1 ? ", and in " + (difference.turns() - 1) + " more turns" : "");
    }
}
