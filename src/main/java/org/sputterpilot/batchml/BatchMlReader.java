package org.sputterpilot.batchml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Reads a master recipe from BatchML and writes it as the YAML of this plant. Whether the numbers are a recipe of this
 * plant is for the recipe's own reader to say; here only the form changes.
 */
public final class BatchMlReader {
    private static final Set<String> KEYS = Set.of("value", "low", "high", "basis", "warn", "trip", "settle", "ramp");
    private static final Set<String> WORDS = Set.of("throttle", "enter", "exit");
    private static final Set<String> READ = Set.of(
            "ID",
            "Version",
            "Description",
            "Header",
            "EquipmentRequirement",
            "Formula",
            "ProcedureLogic",
            "RecipeElement");

    private final List<String> mistakes = new ArrayList<>();
    private final List<String> notCarried = new ArrayList<>();
    private final StringBuilder yaml = new StringBuilder();

    private BatchMlReader() {}

    /**
     * What came of reading.
     *
     * @param yaml the recipe as text; meaningless when there are mistakes
     * @param notCarried elements that say something this plant's recipes have no place for
     * @param mistakes why it is no BatchML recipe
     */
    public record Outcome(String yaml, List<String> notCarried, List<String> mistakes) {}

    /** Reads one document. */
    public static Outcome read(String xml) {
        BatchMlReader reader = new BatchMlReader();
        try {
            reader.document(SafeXml.parse(xml));
        } catch (IllegalArgumentException e) {
            reader.mistakes.add(e.getMessage());
        }
        return new Outcome(reader.yaml.toString(), List.copyOf(reader.notCarried), List.copyOf(reader.mistakes));
    }

    private void document(Document document) {
        Element top = document.getDocumentElement();
        Optional<Element> master =
                top.getLocalName().equals("MasterRecipe") ? Optional.of(top) : SafeXml.child(top, "MasterRecipe");
        if (master.isEmpty()) {
            mistakes.add("there is no MasterRecipe in <" + top.getLocalName() + ">");
            return;
        }
        if (SafeXml.children(top, "MasterRecipe").size() > 1) {
            notCarried.add("every MasterRecipe but the first");
        }
        recipe(master.get());
    }

    private void recipe(Element master) {
        for (Element child : SafeXml.children(master)) {
            if (!READ.contains(child.getLocalName())) {
                notCarried.add("MasterRecipe/" + child.getLocalName());
            }
        }
        Element header = SafeXml.child(master, "Header").orElse(master);
        key("id", SafeXml.text(master, "ID"));
        key("title", SafeXml.text(header, "ProductName"));
        key("description", SafeXml.text(master, "Description"));
        needs(master);
        Map<String, List<String>> said = words(header);
        said.forEach((id, texts) -> {
            switch (id) {
                case "kind", "tolerance", "release" -> key(id, texts.get(0));
                case "tolerated_bypasses", "tolerated_manual" ->
                    yaml.append(id).append(": ").append(list(texts)).append('\n');
                default -> notCarried.add("Header/Parameter " + id);
            }
        });
        yaml.append("formula:\n");
        SafeXml.child(master, "Formula").ifPresent(formula -> numbers(formula, "  "));
        yaml.append("procedure:\n");
        Map<String, Element> elements = new LinkedHashMap<>();
        SafeXml.children(master, "RecipeElement").forEach(e -> elements.put(SafeXml.text(e, "ID"), e));
        for (Element phase : inOrder(master, elements)) {
            phase(phase);
        }
    }

    /** The order of the steps; the order of the elements where there are none. */
    private List<Element> inOrder(Element master, Map<String, Element> elements) {
        List<Element> steps = SafeXml.child(master, "ProcedureLogic")
                .map(logic -> SafeXml.children(logic, "Step"))
                .orElse(List.of());
        SafeXml.child(master, "ProcedureLogic").ifPresent(logic -> SafeXml.children(logic).stream()
                .filter(e -> !e.getLocalName().equals("Step"))
                .forEach(e -> notCarried.add("ProcedureLogic/" + e.getLocalName() + " " + SafeXml.text(e, "ID"))));
        if (steps.isEmpty()) {
            return List.copyOf(elements.values());
        }
        List<Element> ordered = new ArrayList<>();
        for (Element step : steps) {
            String id = SafeXml.text(step, "RecipeElementID");
            Element element = elements.remove(id);
            if (element == null) {
                mistakes.add("step '" + SafeXml.text(step, "ID") + "' names no RecipeElement: '" + id + "'");
            } else {
                ordered.add(element);
            }
        }
        elements.keySet().forEach(id -> notCarried.add("RecipeElement " + id + ", which no step names"));
        return ordered;
    }

    private void needs(Element master) {
        List<String> modules = new ArrayList<>();
        Map<String, String> others = new LinkedHashMap<>();
        for (Element requirement : SafeXml.children(master, "EquipmentRequirement")) {
            for (Element constraint : SafeXml.children(requirement, "Constraint")) {
                String id = SafeXml.text(constraint, "ID");
                String condition = SafeXml.text(constraint, "Condition");
                switch (id) {
                    case "modules" -> modules.add(condition);
                    case "holder", "target", "oxygen_rated_pump" -> others.put(id, condition);
                    default -> notCarried.add("EquipmentRequirement/Constraint " + id);
                }
            }
        }
        yaml.append("needs:\n  modules: ").append(list(modules)).append('\n');
        others.forEach((id, condition) -> yaml.append("  ")
                .append(id)
                .append(": ")
                .append(quoted(condition))
                .append('\n'));
    }

    private void phase(Element element) {
        yaml.append("  - phase: ").append(quoted(SafeXml.text(element, "ID"))).append('\n');
        words(element).forEach((id, texts) -> {
            if (WORDS.contains(id)) {
                yaml.append("    ").append(id).append(": ");
                yaml.append(id.equals("throttle") ? quoted(texts.get(0)) : list(texts))
                        .append('\n');
            }
        });
        boolean any =
                SafeXml.children(element, "Parameter").stream().anyMatch(p -> !WORDS.contains(SafeXml.text(p, "ID")));
        yaml.append(any ? "    parameters:\n" : "    parameters: {}\n");
        numbers(element, "      ");
    }

    /** Parameters without keys: plain words. */
    private static Map<String, List<String>> words(Element parent) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (Element parameter : SafeXml.children(parent, "Parameter")) {
            List<String> texts = SafeXml.children(parameter, "Value").stream()
                    .filter(value -> SafeXml.text(value, "Key").isEmpty())
                    .map(value -> SafeXml.text(value, "ValueString"))
                    .toList();
            if (!texts.isEmpty()) {
                all.put(SafeXml.text(parameter, "ID"), texts);
            }
        }
        return all;
    }

    private void numbers(Element parent, String indent) {
        for (Element parameter : SafeXml.children(parent, "Parameter")) {
            String id = SafeXml.text(parameter, "ID");
            if (WORDS.contains(id)) {
                continue;
            }
            Map<String, String> parts = new LinkedHashMap<>();
            for (Element value : SafeXml.children(parameter, "Value")) {
                String key = SafeXml.text(value, "Key");
                String text = (SafeXml.text(value, "ValueString") + " " + SafeXml.text(value, "UnitOfMeasure")).strip();
                if (KEYS.contains(key)) {
                    parts.put(key, text);
                } else if (key.isEmpty() && !parts.containsKey("value")) {
                    parts.put("value", text);
                } else {
                    notCarried.add("Parameter " + id + "/Value " + key);
                }
            }
            number(id, parts, SafeXml.text(parameter, "Description"), indent);
        }
    }

    /** A number of another system has no range and no basis: it may not move, and it is an assumption here. */
    private void number(String id, Map<String, String> parts, String why, String indent) {
        String value = parts.getOrDefault("value", "");
        yaml.append(indent).append(plain(id)).append(": { value: ").append(quoted(value));
        String low = parts.getOrDefault("low", value);
        String high = parts.getOrDefault("high", value);
        yaml.append(", range: ").append(quoted(low + " .. " + high));
        yaml.append(", basis: ")
                .append(quoted(parts.getOrDefault("basis", "assumption").toLowerCase(java.util.Locale.ROOT)));
        for (String key : List.of("warn", "trip", "settle", "ramp")) {
            if (parts.containsKey(key)) {
                yaml.append(", ").append(key).append(": ").append(quoted(parts.get(key)));
            }
        }
        yaml.append(", why: ")
                .append(quoted(why.isEmpty() ? "imported from BatchML" : why))
                .append(" }\n");
    }

    private void key(String name, String text) {
        if (!text.isEmpty()) {
            yaml.append(name).append(": ").append(quoted(text)).append('\n');
        }
    }

    private static String list(List<String> texts) {
        return texts.stream().map(BatchMlReader::quoted).toList().toString();
    }

    /** A key that is one; any other text is quoted and refused by the recipe's reader. */
    private static String plain(String id) {
        return id.matches("[a-z_]{1,60}") ? id : quoted(id);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ') {
                        quoted.append(String.format("\\x%02x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
