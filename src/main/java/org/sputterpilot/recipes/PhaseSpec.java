package org.sputterpilot.recipes;

import java.util.List;
import java.util.Optional;

/**
 * One phase as a master recipe writes it.
 *
 * @param phase its name
 * @param throttle who moves the throttle meanwhile
 * @param parameters its numbers
 * @param enter what must be true before it begins, besides the plant's permissives
 * @param exit what must be true when it ends, besides the phase's own criteria
 */
public record PhaseSpec(
        PhaseName phase,
        ThrottleMode throttle,
        List<RecipeParameter> parameters,
        List<Criterion> enter,
        List<Criterion> exit) {
    public PhaseSpec {
        parameters = List.copyOf(parameters);
        enter = List.copyOf(enter);
        exit = List.copyOf(exit);
    }

    /** A phase that waits for nothing but its own criteria. */
    public PhaseSpec(PhaseName phase, ThrottleMode throttle, List<RecipeParameter> parameters) {
        this(phase, throttle, parameters, List.of(), List.of());
    }

    public Optional<RecipeParameter> find(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
