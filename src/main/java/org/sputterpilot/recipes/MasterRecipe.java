package org.sputterpilot.recipes;

import java.util.List;
import java.util.Optional;
import org.sputterpilot.units.Thickness;

/**
 * How one kind of foil is made, or one thing about the tool is learned, as a process engineer wrote and released it
 * (ISA-88 master recipe).
 *
 * @param id the stem of its file
 * @param kind what it is for
 * @param version its number in the book of recipes; what the file says, or 1, before it is in the book
 * @param title what people call it
 * @param description one sentence for the list of recipes
 * @param modules equipment modules it needs
 * @param holder id of the holder it was written for
 * @param targetMaterial what the target must be made of
 * @param needsOxygenRatedPump whether it sends oxygen through the backing pump
 * @param toleratedBypasses causes that may be bypassed while it runs; any other bypass keeps it from starting
 * @param toleratedManual equipment modules that people may move in a production run in place of the program
 * @param tolerance how far the estimate at the end may be off the target thickness; zero for a procedure
 * @param releaseLow thinnest film a witness may show; zero for a procedure
 * @param releaseHigh thickest film a witness may show; zero for a procedure
 * @param formula the numbers that belong to the whole run
 * @param procedure the phases in their order, each with its own numbers
 * @param source the text as it was read, byte for byte
 */
public record MasterRecipe(
        String id,
        RecipeKind kind,
        int version,
        String title,
        String description,
        List<String> modules,
        String holder,
        String targetMaterial,
        boolean needsOxygenRatedPump,
        List<String> toleratedBypasses,
        List<String> toleratedManual,
        Thickness tolerance,
        Thickness releaseLow,
        Thickness releaseHigh,
        List<RecipeParameter> formula,
        List<PhaseSpec> procedure,
        String source) {
    public MasterRecipe {
        modules = List.copyOf(modules);
        toleratedBypasses = List.copyOf(toleratedBypasses);
        toleratedManual = List.copyOf(toleratedManual);
        formula = List.copyOf(formula);
        procedure = List.copyOf(procedure);
    }

    /** A number of the formula in base units. */
    public double formula(String name) {
        for (RecipeParameter parameter : formula) { // asked in every turn of a run
            if (parameter.name().equals(name)) {
                return parameter.value().base();
            }
        }
        throw new IllegalArgumentException("recipe " + id + " has no formula value " + name);
    }

    /** A number of one phase in base units. */
    public double parameter(PhaseName phase, String name) {
        return phase(phase)
                .flatMap(p -> p.find(name))
                .orElseThrow(
                        () -> new IllegalArgumentException("recipe " + id + " has no " + name + " in phase " + phase))
                .value()
                .base();
    }

    public Optional<PhaseSpec> phase(PhaseName name) {
        for (PhaseSpec phase : procedure) {
            if (phase.phase() == name) {
                return Optional.of(phase);
            }
        }
        return Optional.empty();
    }

    /** The thickness the run ends on; zero when it coats nothing. */
    public Thickness target() {
        return kind.isProcedure() ? Thickness.ZERO : Thickness.ofMetre(formula("target_thickness"));
    }

    /** The phases in their order. */
    public List<PhaseName> phases() {
        return procedure.stream().map(PhaseSpec::phase).toList();
    }

    /** The most power it ever asks for, in watt. */
    public double highestPower() {
        return phase(PhaseName.RATE_GRID)
                .map(grid -> Math.max(formula("power"), parameter(PhaseName.RATE_GRID, "power_high")))
                .orElseGet(() -> formula("power"));
    }

    /**
     * The shutter closes after so many predicted times, whatever the estimate says.
     *
     * @param lnRateSigma one sigma of the logarithm of the rate before the run: an unsure prediction stretches the cap
     */
    public double longestDeposit(double lnRateSigma) {
        double most = parameter(PhaseName.DEPOSIT, "cap_limit");
        return Math.min(most, Math.max(parameter(PhaseName.DEPOSIT, "cap_ratio"), Math.exp(2 * lnRateSigma)));
    }

    /** Whether any number of the recipe is still a guess. */
    public boolean restsOnAssumptions() {
        return formula.stream().anyMatch(p -> p.basis() == Basis.ASSUMPTION)
                || procedure.stream()
                        .flatMap(p -> p.parameters().stream())
                        .anyMatch(p -> p.basis() == Basis.ASSUMPTION);
    }

    /** SHA-256 over the text's bytes: two recipes with the same hash are the same text. */
    public String hash() {
        return RecipeVersion.hashOf(source);
    }

    /** The same recipe under the number the book gave it; a file need not number itself. */
    public MasterRecipe as(int number) {
        return new MasterRecipe(
                id,
                kind,
                number,
                title,
                description,
                modules,
                holder,
                targetMaterial,
                needsOxygenRatedPump,
                toleratedBypasses,
                toleratedManual,
                tolerance,
                releaseLow,
                releaseHigh,
                formula,
                procedure,
                source);
    }
}
