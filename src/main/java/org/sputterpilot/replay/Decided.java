package org.sputterpilot.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sputterpilot.equipment.Command;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.Event;
import org.sputterpilot.interlocks.EffectView;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.SequenceEvent;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/**
 * What the engine decided in one turn.
 *
 * @param numbers bits of the numbers that stand, in the order of {@link Columns#numbers}
 * @param words the words that stand, in the order of {@link Columns#words}
 * @param happened what happened in this turn only
 * @param digest over everything else that was computed: derived values, demands, commands on their way
 */
record Decided(long[] numbers, String[] words, List<Happened> happened, long digest) {
    private static final long SHORT = 0xffff;

    /** Of each turn only so much of the digest is kept; all of it goes into the sum of a chunk. */
    boolean computesLike(Decided kept) {
        return (digest & SHORT) == (kept.digest & SHORT);
    }

    /** A sum over all digests of a life, by one turn more. */
    static long sum(long before, Decided turn) {
        return Long.rotateLeft(before, 7) * Columns.FNV_PRIME ^ turn.digest;
    }

    /** Something that happened in one turn: of which kind, and what. */
    record Happened(String kind, String text) {}

    /** Which decisions of a unit stand from turn to turn, and how to read them off a turn. */
    static final class Columns {
        private static final long NOBODY_ASKS = 0x7ff8_0000_0000_0a5cL;
        private static final long FNV_START = 0xcbf29ce484222325L;
        private static final long FNV_PRIME = 0x100000001b3L;
        private static final List<TagId> FILM = List.of(TagId.of("film.thickness"), TagId.of("film.sigma"));

        private static final Set<String> OVER = Stream.of(RunState.values())
                .filter(RunState::isOver)
                .map(Enum::name)
                .collect(Collectors.toUnmodifiableSet());

        private final List<String> numbers = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private final List<TagId> commands;
        private final int[] film;
        private final int effects;
        private final TagTable tags;

        Columns(TagTable tags, Matrix matrix) {
            this.tags = tags;
            commands = tags.all().stream().filter(Tag::isCommand).map(Tag::id).toList();
            commands.forEach(tag -> numbers.add("command " + tag));
            film = FILM.stream().mapToInt(tags::slot).toArray();
            FILM.forEach(tag -> numbers.add(tag.name()));
            matrix.effects().forEach(effect -> words.add("effect " + effect.id()));
            effects = words.size();
            words.addAll(List.of("first out", "run", "phase", "hold", "vouched"));
        }

        /** Whether a word of a run, its id and its state, is that of a run that is over. */
        static boolean isOver(String run) {
            return OVER.contains(run.substring(run.lastIndexOf(' ') + 1));
        }

        List<String> numbers() {
            return numbers;
        }

        List<String> words() {
            return words;
        }

        /** A number as a person reads it. */
        String shown(int column, long bits) {
            if (column >= commands.size()) {
                return Double.longBitsToDouble(bits) * 1e9 + " nm";
            }
            double value = Double.longBitsToDouble(bits);
            return bits == NOBODY_ASKS || !Double.isFinite(value)
                    ? "nobody asks for it"
                    : tags.get(commands.get(column)).text(value);
        }

        /** The decisions before the first turn. */
        Decided none() {
            String[] empty = new String[words.size()];
            java.util.Arrays.fill(empty, "");
            return new Decided(new long[numbers.size()], empty, List.of(), 0);
        }

        Decided of(CycleRecord turn) {
            return new Decided(standing(turn), said(turn), happened(turn), digest(turn));
        }

        private long[] standing(CycleRecord turn) {
            long[] standing = new long[numbers.size()];
            Map<TagId, Double> granted = turn.granted().values();
            int column = 0;
            for (TagId tag : commands) {
                Double value = granted.get(tag);
                standing[column++] = value == null ? NOBODY_ASKS : Double.doubleToLongBits(value);
            }
            for (int slot : film) {
                standing[column++] = Double.doubleToLongBits(turn.image().number(slot));
            }
            return standing;
        }

        private String[] said(CycleRecord turn) {
            String[] said = new String[words.size()];
            int column = 0;
            for (EffectView view : turn.verdict().effects()) {
                if (column < effects) {
                    said[column++] = view.state().name();
                }
            }
            while (column < effects) {
                said[column++] = "";
            }
            RunStatus run = turn.run();
            List<String> firstOut = turn.verdict().firstOut();
            said[column++] = firstOut.isEmpty() ? "" : String.join(", ", firstOut);
            said[column++] = run.exists() ? run.runId() + " " + run.state() : "";
            said[column++] = run.phase().name();
            said[column++] = run.isOver() ? run.endReason() : run.holdReason();
            said[column] = turn.granted().vouched() ? "yes" : "no";
            return said;
        }

        private static List<Happened> happened(CycleRecord turn) {
            List<SequenceEvent> sequence = turn.verdict().events();
            if (sequence.isEmpty()
                    && turn.alarmChanges().isEmpty()
                    && turn.events().isEmpty()
                    && turn.image().requests().isEmpty()) {
                return List.of();
            }
            List<Happened> happened = new ArrayList<>();
            for (SequenceEvent event : sequence) {
                happened.add(new Happened("interlock", event.kind() + " " + event.id() + ": " + event.text()));
            }
            for (AlarmChange change : turn.alarmChanges()) {
                happened.add(new Happened(
                        "alarm",
                        change.id() + " " + change.from() + " to " + change.to() + " by " + change.event() + ": "
                                + change.text()));
            }
            for (Event event : turn.events()) {
                happened.add(new Happened(
                        "event", event.kind() + " " + event.subject() + ": " + event.text() + " " + event.who()));
            }
            for (Request request : turn.image().requests()) {
                happened.add(new Happened("answer", answer(request)));
            }
            return happened;
        }

        private static String answer(Request request) {
            Reply reply = request.reply();
            String kind = request.getClass().getSimpleName();
            if (!reply.isAnswered()) {
                return kind + " without an answer";
            }
            Reply.Answer answer = reply.answer().join();
            return kind + (answer.accepted() ? " accepted: " : " refused: ") + answer.what() + " " + answer.state();
        }

        private long digest(CycleRecord turn) {
            long hash = FNV_START;
            ProcessImage image = turn.image();
            for (int slot = 0; slot < tags.size(); slot++) {
                hash = (hash ^ Double.doubleToLongBits(image.lastValue(slot))) * FNV_PRIME;
                hash = (hash ^ image.quality(slot).ordinal()) * FNV_PRIME;
            }
            for (Map.Entry<TagId, Double> demand : new TreeMap<>(turn.demands().values()).entrySet()) {
                hash = (hash ^ demand.getKey().hashCode()) * FNV_PRIME;
                hash = (hash ^ Double.doubleToLongBits(demand.getValue())) * FNV_PRIME;
            }
            for (TagId forced : turn.granted().forced()) {
                hash = (hash ^ forced.hashCode()) * FNV_PRIME;
            }
            for (Command command : turn.commands()) {
                hash = (hash ^ command.id()) * FNV_PRIME;
                hash = (hash ^ command.state().name().hashCode()) * FNV_PRIME;
                hash = (hash ^ Double.doubleToLongBits(command.value())) * FNV_PRIME;
            }
            return hash ^ hash >>> 32;
        }
    }
}
