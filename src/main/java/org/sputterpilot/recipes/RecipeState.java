package org.sputterpilot.recipes;

import org.sputterpilot.signals.Transitions;

/** Where a version of a recipe stands between its first text and its retirement. */
public enum RecipeState {
    /** Being written. Only calibration runs may use it. */
    DRAFT,
    /** Handed over: nobody edits it while it is read. */
    IN_REVIEW,
    /** Found good by somebody else than its author; not yet in force. */
    APPROVED,
    /** In force: what a production run is made with. At most one version of a recipe. */
    EFFECTIVE,
    /** Out of use for good. What ran with it keeps its text. */
    RETIRED;

    /** What each state accepts; an empty cell is a refusal. */
    public static final Transitions<RecipeState, RecipeAct> TABLE =
            Transitions.of(RecipeState.class, RecipeAct.class, """
            from      | EDIT  | SUBMIT    | APPROVE  | REJECT | MAKE_EFFECTIVE | RETIRE
            DRAFT     | DRAFT | IN_REVIEW |          |        |                | RETIRED
            IN_REVIEW |       |           | APPROVED | DRAFT  |                |
            APPROVED  |       |           |          | DRAFT  | EFFECTIVE      | RETIRED
            EFFECTIVE |       |           |          |        |                | RETIRED
            RETIRED   |       |           |          |        |                |
            """);

    /** Whether a run whose film is measured and not used may be made with it. */
    public boolean mayBeTried() {
        return this != RETIRED;
    }
}
