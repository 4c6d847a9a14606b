package org.sputterpilot.recipes;

import java.util.function.DoubleBinaryOperator;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagId;

/**
 * Something a recipe wants to be true before a phase begins or when it ends. A reading nobody has meets no criterion.
 *
 * @param tag what is read
 * @param comparison how it is compared
 * @param limitBase with what, in the tag's base unit; the index of a state for {@link Comparison#IS}
 * @param text as it stands in the file, for people
 */
public record Criterion(TagId tag, Comparison comparison, double limitBase, String text) {
    /** How a reading is compared. */
    public enum Comparison {
        BELOW("<", (a, b) -> a < b ? 1 : 0),
        ABOVE(">", (a, b) -> a > b ? 1 : 0),
        IS("is", (a, b) -> a == b ? 1 : 0);

        private final String symbol;
        private final DoubleBinaryOperator met;

        Comparison(String symbol, DoubleBinaryOperator met) {
            this.symbol = symbol;
            this.met = met;
        }

        /** How it is written in a file. */
        public String symbol() {
            return symbol;
        }
    }

    /** Whether the plant meets it now. */
    public boolean isMet(ProcessImage image) {
        return comparison.met.applyAsDouble(image.number(tag), limitBase) == 1;
    }
}
