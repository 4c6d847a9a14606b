package org.sputterpilot.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How numbers are written for people and files: never in binary dust, never with digits the value does not have. */
public final class Numbers {
    private static final MathContext TEN_DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);

    private static final int DIGITS = 10;
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final double LARGEST_PLAIN = 1e10;
    /** A remainder so near to one half is rounded by exact arithmetic. */
    private static final double NEARLY_HALF = 1e-3;

    private static final int MOST_DECIMALS = 12;
    private static final long[] TENS = new long[MOST_DECIMALS + 1];

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = 10 * TENS[i - 1];
        }
    }

    private Numbers() {}

    /** At most ten significant digits, without trailing zeros; {@code 4.2e-4} style below one thousandth. */
    public static String plain(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return "0";
        }
        double magnitude = Math.abs(value);
        boolean plain = magnitude >= SMALLEST_PLAIN && magnitude < LARGEST_PLAIN;
        if (plain) {
            // a flood of alarms writes thousands of readings in one turn, and exact decimals cost ten times as much
            String quick = quick(magnitude, value < 0);
            if (quick != null) {
                return quick;
            }
        }
        BigDecimal rounded = new BigDecimal(value, TEN_DIGITS).stripTrailingZeros();
        if (plain) {
            return rounded.toPlainString();
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** The same digits by whole-number arithmetic; null where only exact arithmetic can tell which way to round. */
    private static String quick(double magnitude, boolean negative) {
        int decimals = DIGITS - 1;
        for (double power = 10; magnitude >= power; power *= 10) {
            decimals--;
        }
        for (double power = 1; magnitude < power; power /= 10) {
            decimals++;
        }
        double scaled = magnitude * TENS[decimals];
        double below = Math.floor(scaled);
        double rest = scaled - below;
        if (Math.abs(rest - 0.5) < NEARLY_HALF) {
            return null;
        }
        long digits = (long) below + (rest > 0.5 ? 1 : 0);
        while (decimals > 0 && digits % 10 == 0) {
            digits /= 10;
            decimals--;
        }
        StringBuilder text = new StringBuilder(DIGITS + 4);
        if (negative) {
            text.append('-');
        }
        text.append(digits / TENS[decimals]);
        if (decimals > 0) {
            text.append('.');
            long behind = digits % TENS[decimals];
            for (int place = decimals - 1; place > 0 && behind < TENS[place]; place--) {
                text.append('0');
            }
            text.append(behind);
        }
        return text.toString();
    }
}
