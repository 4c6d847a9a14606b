package org.sputterpilot.plant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.Condition;
import org.sputterpilot.interlocks.Effect;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/** Reads {@code interlocks/matrix.yaml}: causes, effects, and the grid the safety review signs. */
public final class MatrixReader {
    /** Rows that nobody may take out of service. */
    private static final Pattern NEVER_BYPASSED = Pattern.compile("(E([1-9]|10)|V[1-4]|I6|I13|I14|I18)_.*");

    private final InterlockFile file;
    private final Optional<PhysicalModel> unit;
    private final Map<String, YamlNode> causeNodes = new LinkedHashMap<>();
    private final Map<String, YamlNode> effectNodes = new LinkedHashMap<>();

    private MatrixReader(InterlockFile file, Optional<PhysicalModel> unit) {
        this.file = file;
        this.unit = unit;
    }

    /** The matrix of a plant's {@code interlocks} folder, or empty when something in it is wrong. */
    public static Optional<Matrix> read(Path interlocks, TagTable tags, Faults faults) {
        return read(interlocks, tags, Optional.empty(), faults);
    }

    /**
     * The same for a tool on which people move some modules: where an effect would have to move such a module, the
     * effect that stands in for it is tripped as well.
     */
    public static Optional<Matrix> read(Path interlocks, TagTable tags, Optional<PhysicalModel> unit, Faults faults) {
        return InterlockFile.read(
                interlocks, "matrix.yaml", tags, faults, file -> new MatrixReader(file, unit).matrix());
    }

    /** A matrix from text. */
    public static Optional<Matrix> parse(String text, String shown, TagTable tags, Faults faults) {
        return InterlockFile.parse(
                text, shown, tags, faults, file -> new MatrixReader(file, Optional.empty()).matrix());
    }

    private Matrix matrix() {
        Map<String, String> hazards = new LinkedHashMap<>();
        file.top.may("hazards", YamlNode::entries, Map.<String, YamlNode>of()).forEach((id, node) -> {
            if (!id.matches("HAZ-\\d{2}")) {
                node.fault("'" + id + "'", "a hazard id such as 'HAZ-03'");
            }
            hazards.put(id, node.text());
        });
        List<Cause> causes = new ArrayList<>();
        Set<String> guarded = new TreeSet<>();
        file.top.must("causes", YamlNode::entries, Map.<String, YamlNode>of()).forEach((id, node) -> {
            causeNodes.put(id, node);
            Cause cause = cause(id, node, hazards);
            guarded.add(cause.hazard());
            causes.add(cause);
        });
        file.top.may("hazards", YamlNode::entries, Map.<String, YamlNode>of()).forEach((id, node) -> {
            if (!guarded.contains(id)) {
                node.fault("hazard " + id + " that no cause guards", "a cause, or no such hazard");
            }
        });
        List<Effect> effects = new ArrayList<>();
        file.top.must("effects", YamlNode::entries, Map.<String, YamlNode>of()).forEach((id, node) -> {
            effectNodes.put(id, node);
            effects.add(effect(id, node));
        });
        checkBothWays(effects);
        List<Matrix.Mark> marks = file.top.require("matrix").map(this::grid).orElse(List.of());
        file.top.find("causes").ifPresent(ignored -> new MatrixLogic(file.tags, causes, effects, marks)
                .check(causeNodes));
        List<Matrix.Mark> acting = withHands(causes, effects, marks);
        Optional<Matrix.Pulse> reset = file.top.find("plc_reset").flatMap(this::pulse);
        file.top.refuseUnknownKeys();
        return new Matrix(causes, effects, acting, hazards, reset, file.source.hash());
    }

    private Cause cause(String id, YamlNode node, Map<String, String> hazards) {
        file.checkId(id, node);
        Optional<Condition> when = node.require("when").flatMap(file::condition);
        Cause cause = new Cause(
                id,
                node.text("title"),
                when.orElse(null),
                node.find("while").flatMap(file::condition),
                node.find("startup").flatMap(this::startUp),
                node.may("for", YamlNode::duration, Duration.ZERO),
                node.may("clears_after", YamlNode::duration, Duration.ZERO),
                node.find("deadband").flatMap(band -> when.map(condition -> file.deadband(band, condition))),
                node.may("trust_last_good", YamlNode::duration, Duration.ZERO),
                node.must("reset", reset -> reset.word(Cause.Reset.class), Cause.Reset.OPERATOR),
                node.find("reset_permit").flatMap(file::condition),
                node.must("bypass", bypass -> bypass.word(Cause.Bypass.class), Cause.Bypass.NEVER),
                node.may("bypass_at_most", YamlNode::duration, Cause.LONGEST_BYPASS),
                node.may("severity", YamlNode::integer, 0),
                node.find("proof_test").map(YamlNode::duration),
                node.must("layer", layer -> layer.word(Cause.Layer.class), Cause.Layer.SOFTWARE),
                node.text("hazard"),
                node.text("why"),
                node.may("announce", YamlNode::bool, true));
        if (!hazards.containsKey(cause.hazard())) {
            node.find("hazard")
                    .ifPresent(hazard -> hazard.fault("'" + cause.hazard() + "'", "one of " + hazards.keySet()));
        }
        if (NEVER_BYPASSED.matcher(id).matches() && cause.bypass() != Cause.Bypass.NEVER) {
            node.find("bypass").ifPresent(bypass -> bypass.fault("'" + bypass.text() + "' for " + id, "never"));
        }
        if (cause.onDelay().isNegative() || cause.offDelay().isNegative()) {
            node.fault("a negative delay", "zero or more");
        }
        checkSeverity(cause, node);
        node.refuseUnknownKeys();
        return cause;
    }

    /** Who may go without a row must know what that may cost. */
    private static void checkSeverity(Cause cause, YamlNode node) {
        Optional<YamlNode> given = node.find("severity");
        if (given.isPresent() && (cause.severity() < 1 || cause.severity() > Cause.GRAVEST)) {
            given.get().fault("severity " + cause.severity(), "1 to " + Cause.GRAVEST);
        } else if (given.isEmpty() && cause.bypass() != Cause.Bypass.NEVER) {
            node.fault("bypassable cause " + cause.id() + " without a severity", "severity: 1 to " + Cause.GRAVEST);
        }
    }

    /** A start-up bypass ends by itself, or it is no start-up. */
    private Optional<Cause.StartUp> startUp(YamlNode node) {
        Optional<Condition> from = node.require("from").flatMap(file::condition);
        Duration atMost = node.must("at_most", YamlNode::duration, Duration.ZERO);
        Optional<Condition> until = node.find("until").flatMap(file::condition);
        if (atMost.isZero() || atMost.isNegative()) {
            node.fault("a start-up without an end", "at_most above zero");
        }
        node.refuseUnknownKeys();
        return from.map(begins -> new Cause.StartUp(begins, atMost, until));
    }

    private Effect effect(String id, YamlNode node) {
        file.checkId(id, node);
        List<Effect.Drive> drives = new ArrayList<>();
        node.may("drives", YamlNode::entries, Map.<String, YamlNode>of())
                .forEach((name, value) -> file.command(name, value).ifPresent(tag -> drives.add(drive(tag, value))));
        Optional<Effect.Ask> asks = node.find("asks").map(ask -> ask.word(Effect.Ask.class));
        if (node.find("drives").isPresent() == asks.isPresent()) {
            node.fault("effect " + id + " with both or neither of 'drives' and 'asks'", "one of them");
        }
        Effect effect = new Effect(
                id,
                node.text("title"),
                node.must("order", YamlNode::integer, 0),
                drives,
                node.may("as_found", YamlNode::bool, false),
                node.find("start_permit").flatMap(file::condition),
                asks,
                node.text("why"));
        node.find("by_hand"); // looked at when all effects are known
        node.refuseUnknownKeys();
        return effect;
    }

    /** A trip only ever takes something away: zero, the first state, or the value of the safe state. */
    private Effect.Drive drive(Tag tag, YamlNode node) {
        double value = file.value(node, tag);
        if (value != 0 && !tag.failsafe().equals(Optional.of(value))) {
            node.fault(
                    tag.id() + " driven to " + node.text(),
                    "its rest, " + tag.text(0)
                            + tag.failsafe()
                                    .filter(safe -> safe != 0)
                                    .map(safe -> " or " + tag.text(safe))
                                    .orElse(""));
        }
        return new Effect.Drive(tag.id(), value);
    }

    // ---------------------------------------------------------------- what people move

    /**
     * The marks with those of the effects that stand in where a person's hand would have to act. A person may be slow
     * or away, so what they were to shut counts as not shut.
     */
    private List<Matrix.Mark> withHands(List<Cause> causes, List<Effect> effects, List<Matrix.Mark> marks) {
        Map<List<String>, Matrix.Mark> all = new LinkedHashMap<>();
        marks.forEach(mark -> all.put(List.of(mark.cause(), mark.effect()), mark));
        for (Effect effect : effects) {
            YamlNode node = effectNodes.get(effect.id());
            Optional<YamlNode> named = node.find("by_hand");
            Optional<Effect> standIn = named.flatMap(at -> standIn(effect, at, effects));
            List<TagId> moved = effect.drives().stream()
                    .map(Effect.Drive::tag)
                    .filter(this::isByHand)
                    .toList();
            if (moved.isEmpty()) {
                continue;
            }
            List<Matrix.Mark> column =
                    marks.stream().filter(m -> m.effect().equals(effect.id())).toList();
            if (named.isEmpty()) {
                node.fault(
                        effect.id() + " drives " + moved + ", which a person moves: " + unguarded(causes, column)
                                + " left with no layer",
                        "by_hand: an effect the program acts with itself, such as CATHODE_OFF");
            }
            standIn.ifPresent(other -> column.forEach(mark -> all.merge(
                    List.of(mark.cause(), other.id()),
                    new Matrix.Mark(mark.cause(), other.id(), mark.delay()),
                    (one, two) -> one.delay().compareTo(two.delay()) <= 0 ? one : two)));
        }
        return List.copyOf(all.values());
    }

    private Optional<Effect> standIn(Effect effect, YamlNode named, List<Effect> effects) {
        Optional<Effect> other = effects.stream()
                .filter(e -> e.id().equals(named.text()) && !e.id().equals(effect.id()))
                .filter(e -> !e.drives().isEmpty()
                        && e.drives().stream().map(Effect.Drive::tag).noneMatch(this::isByHand))
                .findFirst();
        if (other.isEmpty()) {
            named.fault("'" + named.text() + "'", "another effect, one that drives only what the program moves");
        }
        return other;
    }

    private boolean isByHand(TagId tag) {
        return unit.filter(model -> model.isByHand(tag)).isPresent();
    }

    private static Set<String> unguarded(List<Cause> causes, List<Matrix.Mark> column) {
        Set<String> hazards = new TreeSet<>();
        causes.stream()
                .filter(cause -> column.stream().anyMatch(mark -> mark.cause().equals(cause.id())))
                .forEach(cause -> hazards.add(cause.hazard()));
        return hazards;
    }

    private void checkBothWays(List<Effect> effects) {
        Map<TagId, Double> driven = new TreeMap<>();
        for (Effect effect : effects) {
            for (Effect.Drive drive : effect.drives()) {
                Double other = driven.putIfAbsent(drive.tag(), drive.value());
                if (other != null && other != drive.value()) {
                    effectNodes
                            .get(effect.id())
                            .fault(drive.tag() + " driven two ways", "one value for all effects that drive it");
                }
            }
        }
    }

    private Optional<Matrix.Pulse> pulse(YamlNode node) {
        Optional<Tag> tag = node.require("drives").flatMap(drives -> file.command(drives.text(), drives));
        Optional<Matrix.Pulse> pulse = tag.map(command -> new Matrix.Pulse(
                command.id(),
                node.must("to", to -> file.value(to, command), 0.0),
                node.must("rest", rest -> file.value(rest, command), 0.0),
                node.must("for", YamlNode::duration, Duration.ZERO)));
        if (pulse.isPresent()) {
            node.refuseUnknownKeys();
        }
        return pulse;
    }

    // ---------------------------------------------------------------- the grid

    private List<Matrix.Mark> grid(YamlNode node) {
        Grid grid = new Grid(node);
        int offset = 0;
        for (String line : node.text().split("\n", -1)) {
            if (!line.isBlank()) {
                grid.row(line, offset);
            }
            offset += line.length() + 1;
        }
        grid.finish();
        return grid.marks;
    }

    /** The text table while it is read; offsets count from the start of its text. */
    private final class Grid {
        private final YamlNode node;
        private final List<Matrix.Mark> marks = new ArrayList<>();
        private final List<String> columns = new ArrayList<>();
        private final Set<String> rows = new TreeSet<>();
        private boolean head = true;

        private Grid(YamlNode node) {
            this.node = node;
        }

        private void fault(int offset, String read, String expected) {
            file.source.fault(node, offset, read, expected, file.faults);
        }

        private void row(String line, int offset) {
            List<String> cells = List.of(line.split("\\|", -1));
            int at = offset + line.indexOf(line.strip());
            if (head) {
                head(cells, offset);
                return;
            }
            String cause = cells.get(0).strip();
            if (!causeNodes.containsKey(cause)) {
                fault(at, "marks of '" + cause + "', which is no cause", "one of the causes above");
            }
            if (!rows.add(cause)) {
                fault(at, "row '" + cause + "' a second time", "each cause once");
            }
            if (cells.size() != columns.size() + 1) {
                fault(at, cells.size() - 1 + " cells", columns.size() + " cells, one for each effect");
                return;
            }
            int marked = 0;
            int start = offset + cells.get(0).length() + 1;
            for (int i = 0; i < columns.size(); i++) {
                String cell = cells.get(i + 1);
                if (!cell.isBlank()) {
                    marked++;
                    delay(cell.strip(), start + cell.indexOf(cell.strip())).ifPresent(mark(cause, columns.get(i)));
                }
                start += cell.length() + 1;
            }
            if (marked == 0) {
                fault(at, "cause " + cause + " without a mark", "at least one effect");
            }
        }

        private java.util.function.Consumer<Duration> mark(String cause, String effect) {
            return delay -> marks.add(new Matrix.Mark(cause, effect, delay));
        }

        private void head(List<String> cells, int offset) {
            head = false;
            int start = offset + cells.get(0).length() + 1;
            for (String cell : cells.subList(1, cells.size())) {
                String effect = cell.strip();
                int at = start + Math.max(0, cell.indexOf(effect));
                if (!effectNodes.containsKey(effect)) {
                    fault(at, "column '" + effect + "', which is no effect", "one of the effects above");
                } else if (columns.contains(effect)) {
                    fault(at, "column '" + effect + "' a second time", "each effect once");
                }
                columns.add(effect);
                start += cell.length() + 1;
            }
        }

        private Optional<Duration> delay(String cell, int at) {
            if (cell.equals("X")) {
                return Optional.of(Duration.ZERO);
            }
            try {
                Duration delay = org.sputterpilot.units.Measure.parse(cell, org.sputterpilot.units.Dimension.TIME)
                        .duration();
                if (!delay.isNegative()) {
                    return Optional.of(delay);
                }
            } catch (IllegalArgumentException e) {
                // noted below, with a negative time
            }
            fault(at, "'" + cell + "'", "X, a time such as '5 s', or nothing");
            return Optional.empty();
        }

        private void finish() {
            causeNodes.forEach((id, at) -> {
                if (!rows.contains(id)) {
                    at.fault("cause " + id + " without a mark", "a row in the matrix");
                }
            });
            effectNodes.forEach((id, at) -> {
                if (marks.stream().noneMatch(mark -> mark.effect().equals(id))) {
                    at.fault("effect " + id + " that nobody uses", "at least one mark in the matrix");
                }
            });
        }
    }
}
