package org.sputterpilot.historian;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a record the same way every time, on every machine: keys in order, no spaces, the shortest digits that read
 * back as the same number (the form of RFC 8785). Only then does a fingerprint of the text mean anything.
 */
public final class CanonicalJson {
    /** Below this, every whole number is exact and written as it is. */
    private static final double LARGEST_PLAIN = 1L << 53;

    private final StringBuilder out = new StringBuilder(1024);

    private CanonicalJson() {}

    /**
     * The canonical text of maps, lists, texts, numbers, truth values, moments and nothing. A number that is not finite
     * is written as {@code null}: it is not known.
     */
    public static String of(Object value) {
        CanonicalJson json = new CanonicalJson();
        json.value(value);
        return json.out.toString();
    }

    private void value(Object value) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof Optional<?> perhaps) {
            value(perhaps.orElse(null));
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> items) {
            list(items);
        } else if (value instanceof Double number) {
            number(number);
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Instant || value instanceof CharSequence) {
            text(value.toString());
        } else {
            throw new IllegalArgumentException("a record holds no " + value.getClass());
        }
    }

    private void object(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key.toString(), value));
        char before = '{';
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            out.append(before);
            text(entry.getKey());
            out.append(':');
            value(entry.getValue());
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private void list(Iterable<?> items) {
        char before = '[';
        for (Object item : items) {
            out.append(before);
            value(item);
            before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private void number(double number) {
        if (!Double.isFinite(number)) {
            out.append("null");
        } else if (number == Math.rint(number) && Math.abs(number) < LARGEST_PLAIN) {
            out.append((long) number);
        } else {
            digits(shortest(number));
        }
    }

    /**
     * The platform's own text of a double differs between Java versions; this does not. What the platform says is where
     * the search begins: it reads back, and so does every number that is nearer.
     */
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        int digits =
                new BigDecimal(Double.toString(number)).stripTrailingZeros().precision();
        BigDecimal found = exact.round(new MathContext(digits));
        while (digits > 1) {
            digits--;
            BigDecimal shorter = exact.round(new MathContext(digits));
            if (shorter.doubleValue() != number) {
                break;
            }
            found = shorter;
        }
        return found.stripTrailingZeros();
    }

    private void digits(BigDecimal number) {
        String digits = number.unscaledValue().abs().toString();
        int point = digits.length() - number.scale();
        if (number.signum() < 0) {
            out.append('-');
        }
        if (point > 21 || point < -5) {
            out.append(digits.charAt(0));
            if (digits.length() > 1) {
                out.append('.').append(digits, 1, digits.length());
            }
            out.append('e').append(point > 0 ? "+" : "").append(point - 1);
        } else if (point <= 0) {
            out.append("0.").append("0".repeat(-point)).append(digits);
        } else if (point >= digits.length()) {
            out.append(digits).append("0".repeat(point - digits.length()));
        } else {
            out.append(digits, 0, point).append('.').append(digits, point, digits.length());
        }
    }
}
