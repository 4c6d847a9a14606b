package org.sputterpilot.plant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.equipment.ByHand;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.recipes.Basis;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.Parameters;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseSpec;
import org.sputterpilot.recipes.RecipeKind;
import org.sputterpilot.recipes.RecipeParameter;
import org.sputterpilot.recipes.ThrottleMode;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Measure;
import org.sputterpilot.units.Thickness;
import org.sputterpilot.units.Unit;

/**
 * Reads {@code recipes/master/*.yaml}, how foil is made, and {@code recipes/procedures/*.yaml}, how the tool is
 * learned, checked against what this site allows.
 */
public final class RecipeReader {
    private static final Measure NOTHING = new Measure(0, Unit.of("").orElseThrow());

    private final Limits limits;
    private final TagTable tags;

    private RecipeReader(Limits limits, TagTable tags) {
        this.limits = limits;
        this.tags = tags;
    }

    /** All master recipes of a plant directory, by file name; those that coat come before the procedures. */
    public static List<MasterRecipe> read(Path plant, Limits limits, TagTable tags, Faults faults) {
        List<MasterRecipe> recipes = new ArrayList<>();
        folder(plant, "recipes/master", false, limits, tags, faults, recipes);
        if (Files.isDirectory(plant.resolve("recipes/procedures"))) {
            folder(plant, "recipes/procedures", true, limits, tags, faults, recipes);
        }
        return List.copyOf(recipes);
    }

    private static void folder(
            Path plant,
            String folder,
            boolean procedures,
            Limits limits,
            TagTable tags,
            Faults faults,
            List<MasterRecipe> into) {
        for (Path file : TagReader.yamlFiles(plant.resolve(folder), plant, faults)) {
            String shown = plant.relativize(file).toString();
            String name = file.getFileName().toString();
            String id = name.substring(0, name.length() - ".yaml".length());
            Optional<String> text = text(file, shown, faults);
            Optional<MasterRecipe> read = text.flatMap(t -> parse(id, t, shown, limits, tags, faults));
            read.ifPresent(recipe -> {
                if (recipe.kind().isProcedure() != procedures) {
                    faults.add(new Fault(
                            shown,
                            1,
                            1,
                            "kind " + recipe.kind(),
                            procedures
                                    ? "'kind: HYSTERESIS_SWEEP' or another procedure; what coats foil is in recipes/master"
                                    : "no kind: what coats nothing is in recipes/procedures"));
                }
                if (into.stream().anyMatch(other -> other.id().equals(id))) {
                    faults.add(new Fault(shown, 1, 1, "a second recipe '" + id + "'", "another name"));
                }
                into.add(recipe);
            });
        }
    }

    /** One recipe from its text, with its faults under the name shown; empty when the text is not YAML. */
    public static Optional<MasterRecipe> parse(
            String id, String text, String shown, Limits limits, TagTable tags, Faults faults) {
        return YamlNode.parse(text, shown, faults).map(top -> new RecipeReader(limits, tags).recipe(id, top, text));
    }

    private static Optional<String> text(Path file, String shown, Faults faults) {
        try {
            return Optional.of(Files.readString(file));
        } catch (java.io.IOException e) {
            faults.add(new Fault(shown, 1, 1, String.valueOf(e.getMessage()), "a readable UTF-8 file"));
            return Optional.empty();
        }
    }

    private MasterRecipe recipe(String id, YamlNode top, String source) {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            top.fault("a file named '" + id + "'", "small letters, digits and hyphens: the name is the recipe's id");
        }
        top.find("id").filter(n -> !n.text().equals(id)).ifPresent(n -> n.fault("'" + n.text() + "'", "the id " + id));
        int version = top.may("version", YamlNode::integer, 1);
        if (version < 1) {
            top.find("version").ifPresent(n -> n.fault("version " + version, "a version from 1"));
        }
        Needs needs = top.must("needs", RecipeReader::needs, new Needs(List.of(), "", "", false));
        RecipeKind kind = top.may("kind", n -> n.word(RecipeKind.class), RecipeKind.COATING);
        Measure tolerance = NOTHING;
        Measure[] release = {NOTHING, NOTHING};
        if (!kind.isProcedure()) {
            tolerance = top.must("tolerance", n -> n.measure(Dimension.LENGTH), NOTHING);
            release = top.must("release", LimitsReader::range, release);
        }
        List<RecipeParameter> formula =
                top.must("formula", n -> parameters(n, Parameters.formula(kind), "the formula"), List.of());
        boolean oxygen = formula.stream()
                .anyMatch(p -> p.name().equals("oxygen_flow") && p.value().base() > 0);
        List<PhaseSpec> procedure = top.must("procedure", n -> procedure(n, kind.phases(oxygen)), List.of());
        MasterRecipe recipe = new MasterRecipe(
                id,
                kind,
                version,
                top.text("title"),
                top.text("description"),
                needs.modules,
                needs.holder,
                needs.target,
                needs.oxygenRatedPump,
                top.find("tolerated_bypasses")
                        .map(list -> list.items().stream().map(YamlNode::text).toList())
                        .orElse(List.of()),
                top.find("tolerated_manual").map(RecipeReader::manual).orElse(List.of()),
                Thickness.ofMetre(tolerance.base()),
                Thickness.ofMetre(release[0].base()),
                Thickness.ofMetre(release[1].base()),
                formula,
                procedure,
                source);
        if (!kind.isProcedure()) {
            targetWithin(top, release, formula);
        }
        top.refuseUnknownKeys();
        return recipe;
    }

    private static List<String> manual(YamlNode list) {
        list.items().stream()
                .filter(module -> !ByHand.MODULES.contains(module.text()))
                .forEach(module -> module.fault("'" + module.text() + "'", "one of " + ByHand.MODULES));
        return list.items().stream().map(YamlNode::text).toList();
    }

    private static void targetWithin(YamlNode top, Measure[] release, List<RecipeParameter> formula) {
        top.find("release").ifPresent(node -> {
            double target = formula.stream()
                    .filter(p -> p.name().equals("target_thickness"))
                    .mapToDouble(p -> p.value().base())
                    .findFirst()
                    .orElse(release[0].base());
            if (release[0].dimension() != Dimension.LENGTH
                    || target < release[0].base()
                    || target > release[1].base()) {
                node.fault("'" + node.text() + "'", "two thicknesses with the target thickness between them");
            }
        });
    }

    private record Needs(List<String> modules, String holder, String target, boolean oxygenRatedPump) {}

    private static Needs needs(YamlNode node) {
        List<String> modules = node.require("modules")
                .map(list -> list.items().stream().map(YamlNode::text).toList())
                .orElse(List.of());
        Needs needs = new Needs(
                modules,
                node.text("holder"),
                node.text("target"),
                node.must("oxygen_rated_pump", YamlNode::bool, false));
        node.refuseUnknownKeys();
        return needs;
    }

    private List<PhaseSpec> procedure(YamlNode list, List<PhaseName> asked) {
        List<PhaseSpec> phases = new ArrayList<>();
        List<YamlNode> items = list.items();
        for (int i = 0; i < items.size(); i++) {
            YamlNode item = items.get(i);
            Optional<YamlNode> name = item.require("phase");
            Optional<PhaseName> phase = name.flatMap(n -> PhaseName.of(n.text()));
            PhaseName expected = i < asked.size() ? asked.get(i) : null;
            if (phase.isEmpty() || phase.get() != expected) {
                name.ifPresent(n -> n.fault(
                        "phase '" + n.text() + "'", expected == null ? "no phase after Unload" : "phase " + expected));
            }
            PhaseName known = phase.orElse(expected == null ? PhaseName.UNLOAD : expected);
            List<RecipeParameter> parameters = item.must(
                    "parameters",
                    n -> parameters(n, Parameters.of(known), "phase " + known),
                    List.<RecipeParameter>of());
            ThrottleMode throttle = item.may("throttle", n -> n.word(ThrottleMode.class), ThrottleMode.OPEN);
            if (throttle == ThrottleMode.FROZEN && known.isBefore(PhaseName.SWEEP)) {
                item.find("throttle")
                        .ifPresent(n -> n.fault("'" + n.text() + "'", "OPEN or PRESSURE: it freezes after PreSputter"));
            }
            if (known == PhaseName.SWEEP && throttle != ThrottleMode.FROZEN) {
                item.fault(
                        "throttle " + throttle, "FROZEN: a throttle that moves changes the pumping speed in the sweep");
            }
            if (known == PhaseName.RATE_GRID && throttle != ThrottleMode.PRESSURE) {
                item.fault("throttle " + throttle, "PRESSURE: the grid sets pressures");
            }
            phases.add(new PhaseSpec(
                    known,
                    throttle,
                    parameters,
                    CriterionReader.read(item, "enter", known, tags),
                    CriterionReader.read(item, "exit", known, tags)));
            item.refuseUnknownKeys();
        }
        if (items.size() < asked.size()) {
            list.fault(items.size() + " phases", "all " + asked.size() + ": " + asked);
        }
        return phases;
    }

    private List<RecipeParameter> parameters(YamlNode node, Map<String, Dimension> known, String where) {
        List<RecipeParameter> parameters = new ArrayList<>();
        known.forEach((name, dimension) -> {
            if (node.isMapping()) {
                node.require(name).ifPresent(n -> parameters.add(parameter(name, dimension, n)));
            }
        });
        if (!node.isMapping()) {
            node.fault("no mapping", "the numbers of " + where + ": " + known.keySet());
        }
        node.refuseUnknownKeys();
        return parameters;
    }

    private RecipeParameter parameter(String name, Dimension dimension, YamlNode node) {
        Measure value = node.must("value", n -> of(dimension, n, LimitsReader.measure(n, n.text())), NOTHING);
        Measure[] range = node.must(
                "range",
                n -> {
                    Measure[] ends = LimitsReader.range(n);
                    of(dimension, n, ends[0]);
                    return ends;
                },
                new Measure[] {value, value});
        RecipeParameter parameter = new RecipeParameter(
                name,
                value,
                range[0],
                range[1],
                node.must("basis", n -> n.word(Basis.class), Basis.ASSUMPTION),
                node.text("why"),
                BandReader.read(name, value, node));
        node.find("value").ifPresent(n -> {
            if (!new Limits.Range(name, range[0], range[1], "").contains(value.base())) {
                n.fault("'" + n.text() + "'", "between " + range[0] + " and " + range[1] + ", the recipe's own range");
            }
            limits.recipeRange(name)
                    .filter(site -> site.low().dimension() == dimension && !site.contains(value.base()))
                    .ifPresent(site -> n.fault(
                            "'" + n.text() + "'",
                            "between " + site.low() + " and " + site.high() + ", the site's limit (" + site.why()
                                    + ")"));
        });
        node.refuseUnknownKeys();
        return parameter;
    }

    private static Measure of(Dimension dimension, YamlNode node, Measure measure) {
        if (measure.dimension() != dimension && !node.text().isEmpty()) {
            String example = dimension == Dimension.NUMBER
                    ? "a number without unit"
                    : "such as '1 "
                            + Unit.of(dimension.baseSymbol()).map(Unit::symbol).orElse("") + "'";
            node.fault(
                    "'" + node.text() + "'",
                    "a " + dimension.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ", " + example);
        }
        return measure;
    }
}
