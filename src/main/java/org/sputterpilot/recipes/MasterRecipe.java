package org.sputterpilot.recipes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.units.Thickness;

/**
 * How one kind of foil is made, or one thing about the tool is learned, as a process engineer wrote and released it
 * (ISA-88 master recipe).
 *
 * @param id the stem of its file
 * @param kind what it is for
 * @param version counts up with every release
 * @param title what people call it
 * @param description one sentence for the list of recipes
 * @param modules equipment modules it needs
 * @param holder id of the holder it was written for
 * @param targetMaterial what the target must be made of
 * @param needsOxygenRatedPump whether it sends oxygen through the backing pump
 * @param toleratedBypasses causes that may be bypassed while it runs; any other bypass keeps it from starting
 * @param tolerance how far the estimate at the end may be off the target thickness; zero for a procedure
 * @param releaseLow thinnest film a witness may show; zero for a procedure
 * @param releaseHigh thickest film a witness may show; zero for a procedure
 * @param formula the numbers that belong to the whole run
 * @param procedure the phases in their order, each with its own numbers
 * @param source the text of the file
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
        Thickness tolerance,
        Thickness releaseLow,
        Thickness releaseHigh,
        List<RecipeParameter> formula,
        List<PhaseSpec> procedure,
        String source) {
    public MasterRecipe {
        modules = List.copyOf(modules);
        toleratedBypasses = List.copyOf(toleratedBypasses);
        formula = List.copyOf(formula);
        procedure = List.copyOf(procedure);
    }

    /** A number of the formula in base units. */
    public double formula(String name) {
        return formula.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("recipe " + id + " has no formula value " + name))
                .value()
                .base();
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
        return procedure.stream().filter(p -> p.phase() == name).findFirst();
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

    /** Everything that decides what the plant does, one line each; comments and reasons do not count. */
    public String canonicalText() {
        StringBuilder text = new StringBuilder();
        text.append(id).append(" version ").append(version).append('\n');
        text.append("title ").append(title).append('\n');
        if (kind.isProcedure()) {
            text.append("kind ").append(kind).append('\n');
        }
        text.append("modules ").append(modules).append(" holder ").append(holder);
        text.append(" target ")
                .append(targetMaterial)
                .append(" oxygen-rated-pump ")
                .append(needsOxygenRatedPump);
        text.append('\n');
        if (!kind.isProcedure()) {
            text.append("tolerance ").append(tolerance.in("nm"));
            text.append(" release ").append(releaseLow.in("nm")).append(" .. ").append(releaseHigh.in("nm"));
            text.append('\n');
        }
        formula.forEach(p -> text.append(p.canonical()).append('\n'));
        for (PhaseSpec phase : procedure) {
            text.append(phase.phase())
                    .append(" throttle ")
                    .append(phase.throttle())
                    .append('\n');
            phase.parameters()
                    .forEach(p -> text.append("  ").append(p.canonical()).append('\n'));
        }
        return text.toString();
    }

    /** SHA-256 of the canonical text: two recipes with the same hash do the same. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(canonicalText().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
