package org.sputterpilot.plant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.sputterpilot.recipes.TextPlace;

/**
 * Where every value of a recipe's text stands, so that one value can be changed and the rest, comments included, stays
 * as it was written. A phase is named by its name, not by its number: {@code procedure.Ramp.parameters.rate.value}.
 */
public final class TextPlaces {
    private final Map<String, TextPlace> places = new LinkedHashMap<>();
    private final int[] utf16;

    private TextPlaces(String text) {
        int points = text.codePointCount(0, text.length());
        if (points == text.length()) {
            utf16 = null;
            return;
        }
        utf16 = new int[points + 1];
        for (int i = 0, at = 0; i <= points; i++) {
            utf16[i] = at;
            at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
        }
    }

    /** Every value of a text; empty when it is not YAML or goes too far. */
    public static Map<String, TextPlace> of(String text) {
        LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
        try {
            if (YamlBounds.exceeded(text, "", settings).isPresent()) {
                return Map.of();
            }
            TextPlaces found = new TextPlaces(text);
            new Compose(settings).composeString(text).ifPresent(top -> found.walk("", top));
            return found.places;
        } catch (YamlEngineException e) {
            return Map.of();
        }
    }

    private void walk(String path, Node node) {
        Optional<Mark> start = node.getStartMark();
        Optional<Mark> end = node.getEndMark();
        if (!path.isEmpty() && start.isPresent() && end.isPresent()) {
            places.put(
                    path,
                    new TextPlace(
                            start.get().getLine() + 1,
                            start.get().getColumn() + 1,
                            index(start.get().getIndex()),
                            index(end.get().getIndex())));
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        if (node instanceof MappingNode mapping) {
            for (NodeTuple pair : mapping.getValue()) {
                if (pair.getKeyNode() instanceof ScalarNode key) {
                    walk(prefix + key.getValue(), pair.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode list) {
            List<Node> items = list.getValue();
            for (int i = 0; i < items.size(); i++) {
                walk(prefix + phaseOf(items.get(i)).orElse(String.valueOf(i)), items.get(i));
            }
        }
    }

    private int index(int codePoint) {
        return utf16 == null ? codePoint : utf16[codePoint];
    }

    private static Optional<String> phaseOf(Node item) {
        if (item instanceof MappingNode mapping) {
            for (NodeTuple pair : mapping.getValue()) {
                if (pair.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("phase")
                        && pair.getValueNode() instanceof ScalarNode name) {
                    return Optional.of(name.getValue());
                }
            }
        }
        return Optional.empty();
    }

    /** The path of the value a mistake is about: the one that begins there, or the nearest before it in the line. */
    public static String path(Map<String, TextPlace> places, int line, int column) {
        String best = "";
        int nearest = -1;
        for (Map.Entry<String, TextPlace> one : places.entrySet()) {
            TextPlace place = one.getValue();
            if (place.line() == line && place.column() <= column && place.column() >= nearest) {
                nearest = place.column();
                best = one.getKey();
            }
        }
        return best;
    }
}
