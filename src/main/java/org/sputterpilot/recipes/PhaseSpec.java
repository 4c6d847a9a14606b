package org.sputterpilot.recipes;

import java.util.List;
import java.util.Optional;

/**
 * One phase as a master recipe writes it.
 *
 * @param phase its name
 * @param throttle who moves the throttle meanwhile
 * @param parameters its numbers
 */
public record PhaseSpec(PhaseName phase, ThrottleMode throttle, List<RecipeParameter> parameters) {
    public PhaseSpec {
        parameters = List.copyOf(parameters);
    }

    public Optional<RecipeParameter> find(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
