package org.sputterpilot.film;

import java.util.Map;
import org.sputterpilot.units.Fraction;

/**
 * The standard uncertainties of {@code equipment/budget.yaml}.
 *
 * @param stated what is stated of each source that has a line there
 * @param reliability how well such an uncertainty is itself known, as a share of it (GUM G.4.2)
 */
public record BudgetInputs(Map<BudgetSource, Stated> stated, Fraction reliability) {

    /** How the values of a quantity are spread. */
    public enum Distribution {
        NORMAL,
        RECTANGULAR,
        TRIANGULAR,
        /** Follows from the other lines, or from a map. */
        COMPUTED
    }

    /**
     * One line.
     *
     * @param u standard uncertainty in base units, or as a share of the value
     * @param isShare whether it is a share
     * @param mark R read, M remembered, C computed, A assumed
     */
    public record Stated(double u, boolean isShare, Distribution distribution, String mark, String source) {}

    public BudgetInputs {
        stated = Map.copyOf(stated);
    }

    /** Degrees of freedom of an uncertainty that is known that well. */
    double degreesOfFreedom() {
        return 0.5 / (reliability.ratio() * reliability.ratio());
    }
}
