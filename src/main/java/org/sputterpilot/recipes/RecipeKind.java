package org.sputterpilot.recipes;

import java.util.ArrayList;
import java.util.List;

/**
 * What a recipe is for. A coating makes foil; the others are engineering procedures: signed and guided like a recipe,
 * run by the same engine under the same interlocks, with the shutter closed and nothing on the holder.
 */
public enum RecipeKind {
    /** Foil is coated. */
    COATING,
    /** Oxygen is ramped up and down to learn where the target poisons and cleans. */
    HYSTERESIS_SWEEP,
    /** Power and pressure are stepped to learn how the rate follows them. */
    RATE_GRID;

    private static final List<PhaseName> TO_CLEAN_TARGET = List.of(
            PhaseName.LOAD,
            PhaseName.PUMP_DOWN,
            PhaseName.LEAK_CHECK,
            PhaseName.GAS_STABILISE,
            PhaseName.IGNITE,
            PhaseName.RAMP,
            PhaseName.PRE_SPUTTER);
    private static final List<PhaseName> TO_AIR =
            List.of(PhaseName.RAMP_DOWN, PhaseName.COOL, PhaseName.VENT, PhaseName.UNLOAD);

    /**
     * The phases it is made of, in the only order that makes sense for them.
     *
     * @param oxygen whether oxygen flows by the formula: a rate grid without it stays metallic and poisons nothing
     */
    public List<PhaseName> phases(boolean oxygen) {
        return switch (this) {
            case COATING -> PhaseName.PROCEDURE;
            case HYSTERESIS_SWEEP -> around(PhaseName.SWEEP);
            case RATE_GRID -> oxygen ? around(PhaseName.POISON, PhaseName.RATE_GRID) : around(PhaseName.RATE_GRID);
        };
    }

    private static List<PhaseName> around(PhaseName... own) {
        List<PhaseName> phases = new ArrayList<>(TO_CLEAN_TARGET);
        phases.addAll(List.of(own));
        phases.addAll(TO_AIR);
        return List.copyOf(phases);
    }

    /** Whether it coats nothing and is run by engineers to learn about the tool. */
    public boolean isProcedure() {
        return this != COATING;
    }
}
