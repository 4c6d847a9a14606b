package org.sputterpilot.scenarios;

import java.util.List;
import org.sputterpilot.recipes.ControlRecipe;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseSpec;
import org.sputterpilot.recipes.RecipeParameter;
import org.sputterpilot.units.Measure;

/** The shipped recipe with another number in it, in base units. */
final class Recipes {
    private Recipes() {}

    static ControlRecipe with(ControlRecipe shipped, PhaseName phase, String name, double value) {
        MasterRecipe changed = with(shipped.master(), phase, name, value);
        return ControlRecipe.freeze(shipped.runId(), changed, shipped.load(), shipped.foreseen(), shipped.attended());
    }

    /** With another number in a phase or, for {@link PhaseName#NONE}, in the formula. */
    static MasterRecipe with(MasterRecipe m, PhaseName phase, String name, double value) {
        List<RecipeParameter> formula = m.formula().stream()
                .map(p -> phase == PhaseName.NONE && p.name().equals(name) ? changed(p, value) : p)
                .toList();
        List<PhaseSpec> procedure = m.procedure().stream()
                .map(spec -> spec.phase() == phase
                        ? new PhaseSpec(
                                phase,
                                spec.throttle(),
                                spec.parameters().stream()
                                        .map(p -> p.name().equals(name) ? changed(p, value) : p)
                                        .toList(),
                                spec.enter(),
                                spec.exit())
                        : spec)
                .toList();
        return new MasterRecipe(
                m.id(),
                m.kind(),
                m.version() + 1,
                m.title(),
                m.description(),
                m.modules(),
                m.holder(),
                m.targetMaterial(),
                m.needsOxygenRatedPump(),
                m.toleratedBypasses(),
                m.toleratedManual(),
                m.tolerance(),
                m.releaseLow(),
                m.releaseHigh(),
                formula,
                procedure,
                m.source() + "# " + phase + ' ' + name + ' ' + value + '\n');
    }

    private static RecipeParameter changed(RecipeParameter p, double value) {
        return new RecipeParameter(
                p.name(), new Measure(value, p.value().unit()), p.low(), p.high(), p.basis(), p.why(), p.band());
    }
}
