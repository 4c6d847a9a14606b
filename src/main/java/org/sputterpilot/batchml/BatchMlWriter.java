package org.sputterpilot.batchml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.recipes.Criterion;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseSpec;
import org.sputterpilot.recipes.RecipeParameter;
import org.sputterpilot.units.Measure;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes a master recipe as BatchML: header, equipment requirements, formula, one recipe element for each phase. */
public final class BatchMlWriter {
    private final Document document = SafeXml.empty();

    private BatchMlWriter() {}

    /**
     * A recipe in BatchML.
     *
     * @param notCarried what BatchML has no place for
     */
    public record Written(String xml, List<String> notCarried) {}

    /** Writes it. */
    public static Written write(MasterRecipe recipe) {
        List<String> lost = new ArrayList<>();
        long comments =
                recipe.source().lines().filter(line -> line.contains("#")).count();
        if (comments > 0) {
            lost.add("comments and layout of the text (" + comments + " lines with remarks)");
        }
        return new Written(new BatchMlWriter().xml(recipe), lost);
    }

    private String xml(MasterRecipe recipe) {
        Element top = document.createElementNS(SafeXml.NAMESPACE, "BatchInformation");
        document.appendChild(top);
        Element master = add(top, "MasterRecipe");
        say(master, "ID", recipe.id());
        say(master, "Version", String.valueOf(recipe.version()));
        say(master, "Description", recipe.description());
        Element header = add(master, "Header");
        say(header, "ProductName", recipe.title());
        if (recipe.kind().isProcedure()) {
            words(header, "kind", List.of(recipe.kind().name()));
        } else {
            words(header, "tolerance", List.of(recipe.tolerance().in("nm")));
            words(
                    header,
                    "release",
                    List.of(recipe.releaseLow().in("nm") + " .. "
                            + recipe.releaseHigh().in("nm")));
        }
        if (!recipe.toleratedBypasses().isEmpty()) {
            words(header, "tolerated_bypasses", recipe.toleratedBypasses());
        }
        if (!recipe.toleratedManual().isEmpty()) {
            words(header, "tolerated_manual", recipe.toleratedManual());
        }
        recipe.modules().forEach(module -> needs(master, "modules", module));
        needs(master, "holder", recipe.holder());
        needs(master, "target", recipe.targetMaterial());
        needs(master, "oxygen_rated_pump", String.valueOf(recipe.needsOxygenRatedPump()));
        Element formula = add(master, "Formula");
        recipe.formula().forEach(number -> number(formula, number));
        Element logic = add(master, "ProcedureLogic");
        for (PhaseSpec phase : recipe.procedure()) {
            Element step = add(logic, "Step");
            say(step, "ID", phase.phase().text());
            say(step, "RecipeElementID", phase.phase().text());
        }
        for (PhaseSpec phase : recipe.procedure()) {
            Element element = add(master, "RecipeElement");
            say(element, "ID", phase.phase().text());
            say(element, "RecipeElementType", "Phase");
            words(element, "throttle", List.of(phase.throttle().name()));
            criteria(element, "enter", phase.enter());
            criteria(element, "exit", phase.exit());
            phase.parameters().forEach(number -> number(element, number));
        }
        return SafeXml.text(document);
    }

    private void needs(Element master, String id, String condition) {
        Element constraint = add(add(master, "EquipmentRequirement"), "Constraint");
        say(constraint, "ID", id);
        say(constraint, "Condition", condition);
    }

    private void criteria(Element element, String id, List<Criterion> criteria) {
        if (!criteria.isEmpty()) {
            words(element, id, criteria.stream().map(Criterion::text).toList());
        }
    }

    private void words(Element parent, String id, List<String> texts) {
        Element parameter = add(parent, "Parameter");
        say(parameter, "ID", id);
        say(parameter, "ParameterType", "ProcessParameter");
        texts.forEach(text -> value(parameter, text, "string", "", ""));
    }

    private void number(Element parent, RecipeParameter number) {
        Element parameter = add(parent, "Parameter");
        say(parameter, "ID", number.name());
        say(parameter, "Description", number.why());
        say(parameter, "ParameterType", "ProcessParameter");
        measure(parameter, "value", Optional.of(number.value()));
        measure(parameter, "low", Optional.of(number.low()));
        measure(parameter, "high", Optional.of(number.high()));
        value(parameter, number.basis().name(), "string", "", "basis");
        measure(parameter, "warn", number.band().warn());
        measure(parameter, "trip", number.band().trip());
        measure(parameter, "settle", number.band().settle());
        measure(parameter, "ramp", number.band().ramp());
    }

    private void measure(Element parameter, String key, Optional<Measure> perhaps) {
        perhaps.ifPresent(measure -> {
            String text = measure.toString().strip();
            int space = text.indexOf(' ');
            value(
                    parameter,
                    space < 0 ? text : text.substring(0, space),
                    "double",
                    space < 0 ? "" : text.substring(space + 1),
                    key);
        });
    }

    private void value(Element parameter, String text, String type, String unit, String key) {
        Element value = add(parameter, "Value");
        say(value, "ValueString", text);
        say(value, "DataType", type);
        say(value, "UnitOfMeasure", unit);
        say(value, "Key", key);
    }

    private Element add(Element parent, String name) {
        Element child = document.createElementNS(SafeXml.NAMESPACE, name);
        parent.appendChild(child);
        return child;
    }

    private void say(Element parent, String name, String text) {
        if (!text.isEmpty()) {
            add(parent, name).setTextContent(text);
        }
    }
}
