package org.sputterpilot.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.cycle.Inbox;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.links.Write;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.replay.InputSession;
import org.sputterpilot.replay.Replay;
import org.sputterpilot.replay.Replayed;
import org.sputterpilot.replay.SessionHead;
import org.sputterpilot.replay.Told;
import org.sputterpilot.time.Tick;

/** Gives the inputs of runs to engines made for that, and says whether they decide the same. */
public final class Replays {
    /** The folder of the input logs in the data folder. */
    public static final String INPUTS = "inputs";

    private final Path inputs;
    private final Optional<Path> otherPlant;
    private final String program;

    /**
     * @param inputs where the input logs are
     * @param otherPlant plant files to decide with in place of those the runs had
     * @param program version of this program
     */
    public Replays(Path inputs, Optional<Path> otherPlant, String program) {
        this.inputs = inputs;
        this.otherPlant = otherPlant;
        this.program = program;
    }

    /** An engine with nothing behind its field. */
    private record Again(Assembly assembly) implements Replay.Engine {
        @Override
        public void take(Told told, Tick tick) {
            assembly.take(told, tick);
        }

        @Override
        public Inbox inbox() {
            return assembly.inbox();
        }

        @Override
        public CycleRecord turn(Tick tick) {
            return assembly.turn(tick);
        }
    }

    /**
     * One run, through every log that holds something of it.
     *
     * @throws IOException when the folder of the logs cannot be read
     */
    public Replayed run(String run) throws IOException {
        Replayed whole = null;
        for (InputSession session : InputSession.of(inputs, run)) {
            Replayed part = session(session, Optional.of(run)).get(0);
            whole = whole == null ? part : whole.and(part);
        }
        return whole == null ? Replayed.unknown(run, program) : whole;
    }

    /**
     * How much the logs that hold a run have kept, in bytes: what its replay has to read.
     *
     * @throws IOException when the folder of the logs cannot be read
     */
    long bytes(String run) throws IOException {
        long bytes = 0;
        for (InputSession session : InputSession.of(inputs, run)) {
            bytes += session.bytes();
        }
        return bytes;
    }

    /**
     * Every run of every log; a log is replayed once for all its runs.
     *
     * @throws IOException when the folder of the logs cannot be read
     */
    public List<Replayed> all() throws IOException {
        List<Replayed> all = new ArrayList<>();
        for (InputSession session : InputSession.all(inputs)) {
            if (!session.runs().isEmpty()) {
                all.addAll(session(session, Optional.empty()));
            }
        }
        return all;
    }

    private List<Replayed> session(InputSession session, Optional<String> wanted) throws IOException {
        try {
            SessionHead head = session.head();
            Plant kept = plant(session.plant());
            if (!kept.hash().equals(head.plantHash())) {
                throw new IOException("the plant files kept with it are not those it began with");
            }
            Plant now = otherPlant.isPresent() ? plant(otherPlant.get()) : kept;
            return Replay.of(session, described(kept), described(now), engine(now, head), wanted, program);
        } catch (IOException | RuntimeException e) {
            String why = "log " + session.name() + ": " + e.getMessage();
            return wanted.map(List::of).orElse(List.copyOf(session.runs())).stream()
                    .map(run -> new Replayed(
                            run, Replayed.Outcome.NOT_REPLAYABLE, why, session.name(), "", program, 0, List.of()))
                    .toList();
        }
    }

    private static Plant plant(Path folder) throws IOException {
        PlantReader.Outcome read = PlantReader.read(folder);
        return read.plant()
                .orElseThrow(() -> new IOException("this program cannot read the plant files in " + folder + ": "
                        + read.faults().get(0)));
    }

    private static Replay.Described described(Plant plant) {
        return new Replay.Described(plant.tags(), plant.matrix());
    }

    private static Replay.Engine engine(Plant plant, SessionHead head) {
        FilmModel model =
                head.unknownTool() ? FilmModel.unknownTool(plant.tool()) : FilmModel.commissioned(plant.tool());
        return new Again(new Assembly(
                plant, model, 1, head.writes() ? Replays::intoNothing : null, turn -> {}, head.erodedAtoms()));
    }

    private static void intoNothing(List<Write> batch) {
        // there is no field behind a replay
    }
}
