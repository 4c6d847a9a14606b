package org.sputterpilot.replay;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.cycle.Inbox;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/**
 * Gives an engine the inputs of an earlier life, from its first turn on, and compares what it decides with what was
 * decided then. A run is a stretch of a life: what came before it has made the state it began in.
 */
public final class Replay {
    private static final String COMPUTED = "computed values";
    private static final String BROKE_OFF = "the turn broke off";

    /** An engine that has made no turn yet, with nothing behind its field. */
    public interface Engine {
        void take(Told told, Tick tick);

        Inbox inbox();

        CycleRecord turn(Tick tick);
    }

    /**
     * A unit as its plant files describe it.
     *
     * @param tags its tags
     * @param matrix its effects
     */
    public record Described(TagTable tags, Matrix matrix) {}

    private final InputSession session;
    private final SessionHead head;
    private final String now;
    private final Engine engine;
    private final TurnReader reader;
    private final Decided.Columns then;
    private final Decided.Columns today;
    private final Optional<String> wanted;
    private final Map<String, Stretch> stretches = new LinkedHashMap<>();
    private final int[] numberNow;
    private final int[] wordNow;
    private final int runWord;
    private final int phaseWord;
    private String on = "";
    private long ours;
    private Tick last;
    private String ended = "";

    /** One run, as far as it was compared. */
    private static final class Stretch {
        final Map<String, Difference> differences = new LinkedHashMap<>();
        long turns;
        boolean over;
    }

    private Replay(
            InputSession session,
            Described described,
            Described engineIs,
            Engine engine,
            Optional<String> wanted,
            String now)
            throws IOException {
        this.session = session;
        this.head = session.head();
        this.now = now;
        this.engine = engine;
        this.wanted = wanted;
        reader = new TurnReader(described.tags(), described.matrix());
        then = new Decided.Columns(described.tags(), described.matrix());
        today = new Decided.Columns(engineIs.tags(), engineIs.matrix());
        numberNow = places(then.numbers(), today.numbers());
        wordNow = places(then.words(), today.words());
        runWord = then.words().indexOf("run");
        phaseWord = then.words().indexOf("phase");
    }

    private static int[] places(List<String> of, List<String> in) {
        return of.stream().mapToInt(in::indexOf).toArray();
    }

    /**
     * Replays a log.
     *
     * @param described the plant files the log was written with
     * @param engineIs the plant files the engine was made from; usually the same
     * @param wanted one run, or every run of the log
     * @param now version of this program
     * @return one outcome for each run that was asked for, in their order
     * @throws IOException when the head of the log cannot be read
     */
    public static List<Replayed> of(
            InputSession session,
            Described described,
            Described engineIs,
            Engine engine,
            Optional<String> wanted,
            String now)
            throws IOException {
        return new Replay(session, described, engineIs, engine, wanted, now).outcomes();
    }

    private List<Replayed> outcomes() throws IOException {
        String broken = "";
        try {
            session.chunks(this::chunk);
        } catch (IOException e) {
            broken = String.valueOf(e.getMessage());
        }
        List<Replayed> outcomes = new ArrayList<>();
        for (String run : wanted.map(List::of).orElse(List.copyOf(session.runs()))) {
            Stretch stretch = stretches.getOrDefault(run, new Stretch());
            outcomes.add(outcome(run, stretch, whyNot(stretch, broken)));
        }
        return outcomes;
    }

    private Replayed outcome(String run, Stretch stretch, String whyNot) {
        Replayed.Outcome outcome = !whyNot.isEmpty()
                ? Replayed.Outcome.NOT_REPLAYABLE
                : stretch.differences.isEmpty() ? Replayed.Outcome.SAME : Replayed.Outcome.DIFFERS;
        return new Replayed(
                run,
                outcome,
                whyNot,
                session.name(),
                head.program(),
                now,
                stretch.turns,
                List.copyOf(stretch.differences.values()));
    }

    private String whyNot(Stretch stretch, String broken) {
        if (stretch.over) {
            return "";
        }
        String upTo = stretch.turns == 0
                ? "before the run"
                : "after " + stretch.turns + " turns of the run, at " + last.at() + " in turn " + last.number();
        if (!broken.isEmpty()) {
            return "the input log cannot be read " + upTo + ": " + broken;
        } else if (ended.equals(InputLog.STOPPED) && stretch.turns > 0) {
            return ""; // it ended with the engine: nothing is missing
        } else if (!ended.isEmpty()) {
            return "inputs are lost " + upTo + ": " + ended;
        }
        return "the input log ends " + upTo;
    }

    /** @return whether there is anything left to compare */
    private boolean chunk(Chunk chunk) throws IOException {
        reader.take(chunk.turns());
        String inIt = on;
        while (reader.hasNext()) {
            turn(reader.next());
            inIt = on.isEmpty() ? inIt : on;
            if (wanted.isPresent() && stretches.containsKey(wanted.get()) && stretches.get(wanted.get()).over) {
                return false;
            }
        }
        if (ours != chunk.decisions()
                && !inIt.isEmpty()
                && stretches.get(inIt).differences.isEmpty()) {
            differ(
                    inIt,
                    COMPUTED,
                    then.none(),
                    "a sum over turns " + chunk.firstTurn() + " to " + chunk.lastTurn(),
                    "another");
        }
        ours = chunk.decisions();
        ended = chunk.lost();
        return true;
    }

    private void turn(InputTurn turn) {
        last = turn.tick();
        Optional<Decided> decided = again(turn);
        decided.ifPresent(what -> ours = Decided.sum(ours, what));
        turn.decided().ifPresent(kept -> begin(kept.words()[runWord]));
        if (!on.isEmpty() && (wanted.isEmpty() || wanted.get().equals(on))) {
            Stretch stretch = stretches.get(on);
            stretch.turns++;
            compare(turn.decided(), decided);
        }
        turn.decided().ifPresent(kept -> end(kept.words()[runWord]));
    }

    private Optional<Decided> again(InputTurn turn) {
        turn.told().forEach(told -> engine.take(told, turn.tick()));
        Inbox inbox = engine.inbox();
        inbox.communicationScale(turn.scale());
        inbox.lostLinks(turn.lostLinks());
        turn.readings().forEach(inbox::post);
        turn.requests().forEach(inbox::post);
        turn.failed().forEach(write -> inbox.writeFailed(write.tag(), write.why()));
        try {
            return Optional.of(today.of(engine.turn(turn.tick())));
        } catch (RuntimeException fault) {
            return Optional.empty(); // the log says whether it broke off then as well
        }
    }

    /** The word of a run is its id and its state. */
    private void begin(String run) {
        if (run.isEmpty()) {
            return;
        }
        String id = run.substring(0, run.lastIndexOf(' '));
        Stretch stretch = stretches.get(id);
        if (stretch == null || !stretch.over) {
            on = id;
            stretches.computeIfAbsent(id, any -> new Stretch());
        }
    }

    private void end(String run) {
        if (!on.isEmpty() && Decided.Columns.isOver(run)) {
            stretches.get(on).over = true;
            on = "";
        }
    }

    private void compare(Optional<Decided> kept, Optional<Decided> again) {
        if (kept.isEmpty() || again.isEmpty()) {
            if (kept.isPresent() != again.isPresent()) {
                String broke = "it broke off";
                String whole = "it came to its end";
                differ(
                        on,
                        BROKE_OFF,
                        kept.orElse(then.none()),
                        kept.isEmpty() ? broke : whole,
                        again.isEmpty() ? broke : whole);
            }
            return;
        }
        Decided was = kept.get();
        Decided is = again.get();
        int before = stretches.get(on).differences.size();
        for (int i = 0; i < numberNow.length; i++) {
            if (numberNow[i] < 0) {
                differ(on, then.numbers().get(i), was, then.shown(i, was.numbers()[i]), "there is no such tag");
            } else if (was.numbers()[i] != is.numbers()[numberNow[i]]) {
                differ(
                        on,
                        then.numbers().get(i),
                        was,
                        then.shown(i, was.numbers()[i]),
                        today.shown(numberNow[i], is.numbers()[numberNow[i]]));
            }
        }
        for (int i = 0; i < wordNow.length; i++) {
            String now = wordNow[i] < 0 ? "there is no such effect" : is.words()[wordNow[i]];
            if (!was.words()[i].equals(now)) {
                differ(on, then.words().get(i), was, was.words()[i], now);
            }
        }
        if (!was.happened().equals(is.happened())) {
            happened(was, is);
        }
        if (before == 0 && stretches.get(on).differences.isEmpty() && !is.computesLike(was)) {
            differ(on, COMPUTED, was, "a sum over them", "another");
        }
    }

    private void happened(Decided was, Decided is) {
        List<Decided.Happened> onlyNow = new ArrayList<>(is.happened());
        List<Decided.Happened> onlyThen = new ArrayList<>();
        for (Decided.Happened one : was.happened()) {
            if (!onlyNow.remove(one)) {
                onlyThen.add(one);
            }
        }
        onlyThen.forEach(one -> differ(on, one.kind(), was, one.text(), "not so"));
        onlyNow.forEach(one -> differ(on, one.kind(), was, "not so", one.text()));
        if (onlyThen.isEmpty() && onlyNow.isEmpty()) {
            differ(
                    on,
                    "order of what happened",
                    was,
                    was.happened().toString(),
                    is.happened().toString());
        }
    }

    private void differ(String run, String what, Decided kept, String was, String wouldBe) {
        Instant at = last.at();
        stretches
                .get(run)
                .differences
                .merge(
                        what,
                        new Difference(what, 1, last.number(), at, kept.words()[phaseWord], was, wouldBe),
                        (first, again) -> first.again());
    }
}
