package org.sputterpilot.hmi.wire;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.preflight.Outlook;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseSpec;
import org.sputterpilot.recipes.RecipeParameter;
import org.sputterpilot.recipes.RunStatus.PlannedPhase;
import org.sputterpilot.units.Thickness;

/**
 * A recipe as people read it: every number with its range, where it comes from, and why it is there.
 *
 * @param kind {@code COATING}, or the procedure it is
 * @param targetNm null for a procedure, which coats nothing; so is the tolerance
 */
public record RecipePage(
        String id,
        String title,
        String description,
        String kind,
        int version,
        int effective,
        String state,
        String hash,
        Double targetNm,
        Double toleranceNm,
        boolean restsOnAssumptions,
        Map<String, Object> header,
        List<Parameter> formula,
        List<Step> procedure,
        RunForecast prediction,
        List<Version> versions) {

    /** A recipe in the list. */
    public record Item(
            String id,
            String title,
            String description,
            String kind,
            int effective,
            Double targetNm,
            Double toleranceNm,
            boolean restsOnAssumptions,
            List<Version> versions) {

        public static Item of(MasterRecipe recipe) {
            return new Item(
                    recipe.id(),
                    recipe.title(),
                    recipe.description(),
                    recipe.kind().name(),
                    recipe.version(),
                    coated(recipe, recipe.target()),
                    coated(recipe, recipe.tolerance()),
                    recipe.restsOnAssumptions(),
                    List.of(Version.of(recipe)));
        }
    }

    /** One version and where it stands between draft and retired. */
    public record Version(int version, String state, String hash, String approval) {
        /** What comes with the plant files is in force as it is. */
        static Version of(MasterRecipe recipe) {
            return new Version(recipe.version(), "EFFECTIVE", recipe.hash(), "shipped");
        }
    }

    /** One number in the unit it was written in. */
    public record Parameter(String name, double value, String unit, double low, double high, String basis, String why) {
        static Parameter of(RecipeParameter parameter) {
            return new Parameter(
                    parameter.name(),
                    parameter.value().value(),
                    parameter.value().unit().symbol(),
                    parameter.value().unit().fromBase(parameter.low().base()),
                    parameter.value().unit().fromBase(parameter.high().base()),
                    parameter.basis().name(),
                    parameter.why());
        }
    }

    /**
     * One phase and its own numbers.
     *
     * @param plannedS how long it should take now
     * @param endsWhen what ends it
     */
    public record Step(String phase, double plannedS, String endsWhen, List<Parameter> parameters) {
        static Step of(PhaseSpec spec, PlannedPhase planned) {
            return new Step(
                    spec.phase().text(),
                    planned.planned().toNanos() / 1e9,
                    planned.endsWhen(),
                    spec.parameters().stream().map(Parameter::of).toList());
        }
    }

    /**
     * The page of a recipe.
     *
     * @param phases how long each phase should take now
     * @param outlook what a run of it would bring now; empty for a procedure
     */
    public static RecipePage of(MasterRecipe recipe, List<PlannedPhase> phases, Optional<Outlook> outlook) {
        Map<PhaseName, PlannedPhase> plan = new EnumMap<>(PhaseName.class);
        phases.forEach(planned -> plan.put(planned.phase(), planned));
        return new RecipePage(
                recipe.id(),
                recipe.title(),
                recipe.description(),
                recipe.kind().name(),
                recipe.version(),
                recipe.version(),
                "EFFECTIVE",
                recipe.hash(),
                coated(recipe, recipe.target()),
                coated(recipe, recipe.tolerance()),
                recipe.restsOnAssumptions(),
                Map.of(
                        "modules",
                        recipe.modules(),
                        "holder",
                        recipe.holder(),
                        "targetMaterial",
                        recipe.targetMaterial(),
                        "needsOxygenRatedPump",
                        recipe.needsOxygenRatedPump()),
                recipe.formula().stream().map(Parameter::of).toList(),
                recipe.procedure().stream()
                        .map(spec -> Step.of(spec, plan.get(spec.phase())))
                        .toList(),
                outlook.map(run -> RunForecast.of(recipe, run)).orElse(null),
                List.of(Version.of(recipe)));
    }

    private static Double coated(MasterRecipe recipe, Thickness thickness) {
        return recipe.kind().isProcedure() ? null : thickness.nanometres();
    }
}
