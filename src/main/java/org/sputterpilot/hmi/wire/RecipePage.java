package org.sputterpilot.hmi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.preflight.Outlook;
import org.sputterpilot.recipes.Band;
import org.sputterpilot.recipes.Criterion;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseSpec;
import org.sputterpilot.recipes.RecipeFinding;
import org.sputterpilot.recipes.RecipeParameter;
import org.sputterpilot.recipes.RecipeSignature;
import org.sputterpilot.recipes.RecipeState;
import org.sputterpilot.recipes.RecipeVersion;
import org.sputterpilot.recipes.RunStatus.PlannedPhase;
import org.sputterpilot.units.Measure;
import org.sputterpilot.units.Thickness;

/**
 * One version of a recipe as people read it: its text, every number with its range, where it comes from and why it is
 * there, and what may be done with the version now.
 *
 * @param kind {@code COATING}, or the procedure it is; null when its text does not fit the plant any more
 * @param effective number of the version in force; null when there is none
 * @param targetNm null for a procedure, which coats nothing; so is the tolerance
 * @param prediction what a run of it would bring now; null for a procedure
 * @param hash SHA-256 of the text's bytes, and its ETag
 * @param approval who found it good, or {@code shipped}
 * @param text the YAML byte for byte
 * @param acts everything that can be done with a version, and why not where it can not
 * @param versions every version, oldest first
 */
public record RecipePage(
        String id,
        int version,
        String state,
        String hash,
        String approval,
        Integer effective,
        String title,
        String description,
        String kind,
        Double targetNm,
        Double toleranceNm,
        Boolean restsOnAssumptions,
        Map<String, Object> header,
        List<Parameter> formula,
        List<Step> procedure,
        RunForecast prediction,
        String text,
        List<Finding> findings,
        List<Act> acts,
        List<Version> versions) {

    /** A recipe in the list; its words and numbers are those of the version in force, else of the newest. */
    public record Item(
            String id,
            String title,
            String description,
            String kind,
            Integer effective,
            Double targetNm,
            Double toleranceNm,
            Boolean restsOnAssumptions,
            List<Version> versions) {}

    /** One version and where it stands between draft and retired. */
    public record Version(
            int version,
            String state,
            String hash,
            String approval,
            String origin,
            int basedOn,
            String createdBy,
            Instant createdAt,
            String editedBy,
            Instant editedAt,
            String comment,
            List<Sign> signatures) {
        public static Version of(RecipeVersion v) {
            return new Version(
                    v.version(),
                    v.state().name(),
                    v.hash(),
                    v.approval(),
                    v.origin().name(),
                    v.basedOn(),
                    v.createdBy(),
                    v.createdAt(),
                    v.editedBy(),
                    v.editedAt(),
                    v.comment(),
                    v.signatures().stream().map(Sign::of).toList());
        }
    }

    /** A name under a version. */
    public record Sign(String act, String hash, String who, String name, String meaning, Instant at, String comment) {
        static Sign of(RecipeSignature one) {
            return new Sign(
                    one.act().word(),
                    one.hash(),
                    one.signature().user(),
                    one.signature().name(),
                    one.signature().meaning(),
                    one.signature().at(),
                    one.comment());
        }
    }

    /** Something that can be done with a version; {@code why} says what is in the way. */
    public record Act(
            String act,
            boolean allowed,
            @JsonInclude(JsonInclude.Include.NON_NULL) String why) {}

    /** A mistake or a remark, with its place in the text. */
    public record Finding(String severity, String rule, String path, int line, int column, String message) {
        public static Finding of(RecipeFinding f) {
            return new Finding(f.severity().name(), f.rule(), f.path(), f.line(), f.column(), f.message());
        }
    }

    /** One number in the unit it was written in. */
    public record Parameter(
            String name,
            double value,
            String unit,
            double low,
            double high,
            String basis,
            String why,
            @JsonInclude(JsonInclude.Include.NON_NULL) String warn,
            @JsonInclude(JsonInclude.Include.NON_NULL) String trip,
            @JsonInclude(JsonInclude.Include.NON_NULL) String settle,
            @JsonInclude(JsonInclude.Include.NON_NULL) String ramp) {
        static Parameter of(RecipeParameter parameter) {
            Band band = parameter.band();
            return new Parameter(
                    parameter.name(),
                    parameter.value().value(),
                    parameter.value().unit().symbol(),
                    parameter.value().unit().fromBase(parameter.low().base()),
                    parameter.value().unit().fromBase(parameter.high().base()),
                    parameter.basis().name(),
                    parameter.why(),
                    text(band.warn()),
                    text(band.trip()),
                    text(band.settle()),
                    text(band.ramp()));
        }

        private static String text(Optional<Measure> measure) {
            return measure.map(Measure::toString).orElse(null);
        }
    }

    /**
     * One phase, its own numbers, and what the recipe wants to be true before and after it.
     *
     * @param plannedS how long it should take now
     * @param endsWhen what ends it
     */
    public record Step(
            String phase,
            String throttle,
            double plannedS,
            String endsWhen,
            List<Parameter> parameters,
            List<String> enter,
            List<String> exit) {
        static Step of(PhaseSpec spec, PlannedPhase planned) {
            return new Step(
                    spec.phase().text(),
                    spec.throttle().name(),
                    planned.planned().toNanos() / 1e9,
                    planned.endsWhen(),
                    spec.parameters().stream().map(Parameter::of).toList(),
                    spec.enter().stream().map(Criterion::text).toList(),
                    spec.exit().stream().map(Criterion::text).toList());
        }
    }

    /** The list's line of a recipe. */
    public static Item item(String id, Optional<MasterRecipe> shown, List<RecipeVersion> all) {
        return new Item(
                id,
                shown.map(MasterRecipe::title).orElse(id),
                shown.map(MasterRecipe::description).orElse(""),
                shown.map(r -> r.kind().name()).orElse(null),
                effective(all),
                shown.map(r -> coated(r, r.target())).orElse(null),
                shown.map(r -> coated(r, r.tolerance())).orElse(null),
                shown.map(MasterRecipe::restsOnAssumptions).orElse(null),
                all.stream().map(Version::of).toList());
    }

    /**
     * The page of one version.
     *
     * @param recipe what its text says; empty when it does not fit the plant any more
     * @param plan how long each of its phases should take now
     * @param outlook what a run of it would bring now; empty for a procedure
     */
    public static RecipePage of(
            RecipeVersion version,
            Optional<MasterRecipe> recipe,
            List<PlannedPhase> plan,
            Optional<Outlook> outlook,
            List<RecipeFinding> findings,
            List<Act> acts,
            List<RecipeVersion> all) {
        return new RecipePage(
                version.recipe(),
                version.version(),
                version.state().name(),
                version.hash(),
                version.approval(),
                effective(all),
                recipe.map(MasterRecipe::title).orElse(version.recipe()),
                recipe.map(MasterRecipe::description).orElse(""),
                recipe.map(r -> r.kind().name()).orElse(null),
                recipe.map(r -> coated(r, r.target())).orElse(null),
                recipe.map(r -> coated(r, r.tolerance())).orElse(null),
                recipe.map(MasterRecipe::restsOnAssumptions).orElse(null),
                recipe.map(RecipePage::header).orElse(null),
                recipe.map(RecipePage::formula).orElse(List.of()),
                recipe.map(r -> procedure(r, plan)).orElse(List.of()),
                recipe.flatMap(r -> outlook.map(run -> RunForecast.of(r, run))).orElse(null),
                version.text(),
                findings.stream().map(Finding::of).toList(),
                acts,
                all.stream().map(Version::of).toList());
    }

    static List<Parameter> formula(MasterRecipe recipe) {
        return recipe.formula().stream().map(Parameter::of).toList();
    }

    static List<Step> procedure(MasterRecipe recipe, List<PlannedPhase> plan) {
        Map<PhaseName, PlannedPhase> planned = new EnumMap<>(PhaseName.class);
        plan.forEach(phase -> planned.put(phase.phase(), phase));
        return recipe.procedure().stream()
                .map(spec -> Step.of(spec, planned.get(spec.phase())))
                .toList();
    }

    private static Double coated(MasterRecipe recipe, Thickness thickness) {
        return recipe.kind().isProcedure() ? null : thickness.nanometres();
    }

    private static Map<String, Object> header(MasterRecipe recipe) {
        return Map.of(
                "modules",
                recipe.modules(),
                "holder",
                recipe.holder(),
                "targetMaterial",
                recipe.targetMaterial(),
                "needsOxygenRatedPump",
                recipe.needsOxygenRatedPump(),
                "toleratedBypasses",
                recipe.toleratedBypasses(),
                "toleratedManual",
                recipe.toleratedManual());
    }

    private static Integer effective(List<RecipeVersion> all) {
        return all.stream()
                .filter(v -> v.state() == RecipeState.EFFECTIVE)
                .map(RecipeVersion::version)
                .findFirst()
                .orElse(null);
    }
}
