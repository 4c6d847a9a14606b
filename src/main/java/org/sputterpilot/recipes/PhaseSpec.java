package org.sputterpilot.recipes;

import java.util.List;
import java.util.Optional;

/** One phase as a master recipe writes it: its name and its parameters. */
public record PhaseSpec(PhaseName phase, List<RecipeParameter> parameters) {
    public PhaseSpec {
        parameters = List.copyOf(parameters);
    }

    public Optional<RecipeParameter> find(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
