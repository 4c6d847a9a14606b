package org.sputterpilot.units;

import java.time.Duration;

/**
 * A number with its unit as a person wrote it, for example {@code 0.50 Pa} or {@code 20 sccm}.
 *
 * @param base value in the dimension's base unit (SI; flows in sccm)
 * @param unit the unit it was written in, used again when it is shown
 */
public record Measure(double base, Unit unit) {

    /** What was wrong with a text that should have been a number with a unit. */
    public static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /**
     * Reads {@code 0.50 Pa}. A number without a unit is refused, and so is one that is not finite.
     *
     * @throws Unreadable naming what was read and what was expected
     */
    public static Measure parse(String text) {
        String trimmed = text.strip();
        int end = numberEnd(trimmed);
        if (end == 0) {
            throw new Unreadable("'" + text + "' is not a number with a unit, such as '0.50 Pa'");
        }
        double value = Double.parseDouble(trimmed.substring(0, end));
        String symbol = trimmed.substring(end).strip();
        if (symbol.isEmpty()) {
            throw new Unreadable("'" + text + "' has no unit; write it out, such as '0.50 Pa'");
        }
        Unit unit = Unit.of(symbol).orElseThrow(() -> new Unreadable("'" + symbol + "' is not a known unit"));
        if (!Double.isFinite(unit.toBase(value))) {
            throw new Unreadable("'" + text + "' is not a finite number");
        }
        return new Measure(unit.toBase(value), unit);
    }

    /**
     * Reads a number with a unit of one dimension.
     *
     * @throws Unreadable also when the unit measures something else
     */
    public static Measure parse(String text, Dimension expected) {
        Measure measure = parse(text);
        if (measure.dimension() != expected) {
            throw new Unreadable("'" + text + "' is a " + words(measure.dimension()) + ", expected a " + words(expected)
                    + " such as '1 " + expected.baseSymbol() + "'");
        }
        return measure;
    }

    private static String words(Dimension dimension) {
        return dimension.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static int numberEnd(String text) {
        var matcher = NUMBER.matcher(text);
        return matcher.lookingAt() ? matcher.end() : 0;
    }

    private static final java.util.regex.Pattern NUMBER =
            java.util.regex.Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    public Dimension dimension() {
        return unit.dimension();
    }

    /** The number in the unit it was written in. */
    public double value() {
        return unit.fromBase(base);
    }

    /** The time this stands for. */
    public Duration duration() {
        if (dimension() != Dimension.TIME) {
            throw new IllegalStateException(this + " is not a time");
        }
        return Duration.ofNanos(Math.round(base * 1e9));
    }

    @Override
    public String toString() {
        return Numbers.plain(value()) + " " + unit.symbol();
    }
}
