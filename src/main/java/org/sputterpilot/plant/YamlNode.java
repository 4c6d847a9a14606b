package org.sputterpilot.plant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Measure;

/**
 * One place in a plant file: reads values of the kind a key demands and notes every mistake with file, line and column
 * instead of throwing, so that one pass finds all of them. A method that notes a fault answers a harmless stand-in; the
 * whole plant is refused as soon as one fault exists, so a stand-in is never used.
 */
public final class YamlNode {
    private static final int LARGEST_FILE = 4 * 1024 * 1024;

    private final String file;
    private final Node node;
    private final Faults faults;
    private final Map<String, YamlNode> children;
    private final Set<String> asked = new TreeSet<>();

    private YamlNode(String file, Node node, Faults faults) {
        this.file = file;
        this.node = node;
        this.faults = faults;
        this.children = node instanceof MappingNode mapping ? children(mapping) : Map.of();
    }

    /**
     * The top of a file, or empty (with a fault noted) when it cannot be read as YAML. {@code shown} is the name in
     * faults.
     */
    public static Optional<YamlNode> read(Path path, String shown, Faults faults) {
        try {
            if (Files.size(path) > LARGEST_FILE) {
                faults.add(new Fault(shown, 1, 1, Files.size(path) + " bytes", "a plant file below 4 MiB"));
                return Optional.empty();
            }
            return parse(Files.readString(path), shown, faults);
        } catch (IOException e) {
            faults.add(new Fault(shown, 1, 1, String.valueOf(e.getMessage()), "a readable UTF-8 file"));
            return Optional.empty();
        }
    }

    /** The top of a YAML text, or empty (with a fault noted) when it is not YAML. */
    public static Optional<YamlNode> parse(String text, String shown, Faults faults) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(shown)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(LARGEST_FILE)
                .build();
        try {
            Optional<Fault> tooFar = YamlBounds.exceeded(text, shown, settings);
            if (tooFar.isPresent()) {
                faults.add(tooFar.get());
                return Optional.empty();
            }
            Optional<Node> top = new Compose(settings).composeString(text);
            if (top.isEmpty()) {
                faults.add(new Fault(shown, 1, 1, "nothing", "a YAML mapping"));
                return Optional.empty();
            }
            return Optional.of(new YamlNode(shown, top.get(), faults));
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            faults.add(new Fault(
                    shown,
                    mark.map(m -> m.getLine() + 1).orElse(1),
                    mark.map(m -> m.getColumn() + 1).orElse(1),
                    e.getProblem(),
                    "well-formed YAML"));
        } catch (YamlEngineException | UncheckedIOException e) {
            faults.add(new Fault(shown, 1, 1, String.valueOf(e.getMessage()), "well-formed YAML"));
        } catch (StackOverflowError e) {
            faults.add(new Fault(shown, 1, 1, "nesting without end", "a plant file a person could read"));
        }
        return Optional.empty();
    }

    private Map<String, YamlNode> children(MappingNode mapping) {
        Map<String, YamlNode> found = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            if (!(pair.getKeyNode() instanceof ScalarNode key)) {
                note(pair.getKeyNode(), "a key that is not text", "a plain key");
                continue;
            }
            YamlNode child = new YamlNode(file, pair.getValueNode(), faults);
            if (found.put(key.getValue(), child) != null) {
                note(pair.getKeyNode(), "'" + key.getValue() + "' a second time", "each key once");
            }
        }
        return found;
    }

    private void note(Node at, String read, String expected) {
        Optional<Mark> mark = at.getStartMark();
        faults.add(new Fault(
                file,
                mark.map(m -> m.getLine() + 1).orElse(1),
                mark.map(m -> m.getColumn() + 1).orElse(1),
                read,
                expected));
    }

    /** Notes a mistake at this place. */
    public void fault(String read, String expected) {
        note(node, read, expected);
    }

    public int line() {
        return node.getStartMark().map(m -> m.getLine() + 1).orElse(1);
    }

    public int column() {
        return node.getStartMark().map(m -> m.getColumn() + 1).orElse(1);
    }

    public String file() {
        return file;
    }

    // ---------------------------------------------------------------- shape

    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    public boolean isScalar() {
        return node instanceof ScalarNode;
    }

    /** The pairs of a mapping in file order; notes a fault when this is no mapping. Marks every key as known. */
    public Map<String, YamlNode> entries() {
        if (!isMapping()) {
            fault(shown(), "a mapping");
            return Map.of();
        }
        asked.addAll(children.keySet());
        return children;
    }

    /** The items of a list; notes a fault when this is no list. */
    public List<YamlNode> items() {
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(new YamlNode(file, item, faults));
            }
            return items;
        }
        fault(shown(), "a list");
        return List.of();
    }

    /** The value of a key that may be missing. */
    public Optional<YamlNode> find(String key) {
        asked.add(key);
        if (!isMapping()) {
            fault(shown(), "a mapping with '" + key + "'");
            return Optional.empty();
        }
        return Optional.ofNullable(children.get(key));
    }

    /** The value of a key that must be there; notes a fault and answers empty when it is not. */
    public Optional<YamlNode> require(String key) {
        Optional<YamlNode> child = find(key);
        if (child.isEmpty() && isMapping()) {
            fault("no '" + key + "'", "the key '" + key + "'");
        }
        return child;
    }

    /** Notes every key nobody has asked for, with the nearest known one as a hint. Call after reading a mapping. */
    public void refuseUnknownKeys() {
        for (Map.Entry<String, YamlNode> entry : children.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                entry.getValue().fault("unknown key '" + entry.getKey() + "'", "one of " + asked);
            }
        }
    }

    // ---------------------------------------------------------------- values of this node

    private String shown() {
        if (node instanceof ScalarNode scalar) {
            return "'" + scalar.getValue() + "'";
        }
        return isMapping() ? "a mapping" : "a list";
    }

    /** The text of a scalar; notes a fault and answers "" when this is none. */
    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        fault(shown(), "a text");
        return "";
    }

    /** A number with a unit of a dimension, in base units. */
    public double base(Dimension dimension) {
        return measure(dimension).base();
    }

    /** A number with a unit of a dimension. */
    public Measure measure(Dimension dimension) {
        try {
            return Measure.parse(text(), dimension);
        } catch (IllegalArgumentException e) {
            fault(
                    shown(),
                    "a " + dimension.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " such as '1 "
                            + dimension.baseSymbol() + "' (" + e.getMessage() + ")");
            return new Measure(
                    0, org.sputterpilot.units.Unit.of(dimension.baseSymbol()).orElseThrow());
        }
    }

    /** A difference in a dimension, base unit: of a temperature, kelvin. A number has no unit. */
    public double width(Dimension dimension) {
        if (dimension == Dimension.NUMBER) {
            return number();
        }
        Measure measure = measure(dimension);
        return measure.base()
                - (dimension == Dimension.TEMPERATURE ? measure.unit().offset() : 0);
    }

    public Duration duration() {
        return measure(Dimension.TIME).duration();
    }

    /** A whole number without a unit (a count, a version). */
    public int integer() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException e) {
            fault(shown(), "a whole number");
            return 0;
        }
    }

    /** A number without a unit (a ratio, an exponent). */
    public double number() {
        try {
            double value = Double.parseDouble(text());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // noted below, with everything else that is no finite number
        }
        fault(shown(), "a finite number");
        return 0;
    }

    public boolean bool() {
        String text = text();
        if (!text.equals("true") && !text.equals("false")) {
            fault(shown(), "true or false");
        }
        return text.equals("true");
    }

    /** One of an enumeration's words, written in lower or upper case; the first constant stands in after a fault. */
    public <E extends Enum<E>> E word(Class<E> type) {
        String text = text();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text.replace('-', '_'))) {
                return constant;
            }
        }
        fault(shown(), "one of " + Arrays.toString(type.getEnumConstants()));
        return type.getEnumConstants()[0];
    }

    public TagId tagId() {
        String text = text();
        if (TagId.isValid(text)) {
            return TagId.of(text);
        }
        fault(shown(), "a tag id such as 'chamber.pressure'");
        return TagId.of("no.tag");
    }

    // ---------------------------------------------------------------- values of a key

    /** Reads a key that must be there. */
    public <T> T must(String key, Function<YamlNode, T> read, T standIn) {
        return require(key).map(read).orElse(standIn);
    }

    /** Reads a key that may be missing. */
    public <T> T may(String key, Function<YamlNode, T> read, T otherwise) {
        return find(key).map(read).orElse(otherwise);
    }

    public String text(String key) {
        return must(key, YamlNode::text, "");
    }

    public String text(String key, String otherwise) {
        return may(key, YamlNode::text, otherwise);
    }
}
