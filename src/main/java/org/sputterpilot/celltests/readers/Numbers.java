package org.sputterpilot.celltests.readers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and durations as testers write them. */
final class Numbers {
    private static final Pattern CLOCK =
            Pattern.compile("(?:(\\d+)\\s*[-d]\\s*)?(\\d+):(\\d{1,2}):(\\d{1,2}(?:[.,]\\d+)?)");

    private Numbers() {}

    /** NaN when it is no number; a comma is the decimal sign when there is no point. */
    static double of(String cell) {
        if (cell.isEmpty()) {
            return Double.NaN;
        }
        char first = cell.charAt(0);
        if (first != '-' && first != '+' && first != '.' && first != ',' && (first < '0' || first > '9')) {
            return Double.NaN;
        }
        char end = cell.charAt(cell.length() - 1);
        if (end != '.' && end != ',' && (end < '0' || end > '9')) {
            return Double.NaN; // Java would take a trailing d or f as part of a number
        }
        try {
            return Double.parseDouble(cell.indexOf(',') >= 0 && cell.indexOf('.') < 0 ? cell.replace(',', '.') : cell);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Seconds of {@code hh:mm:ss}, {@code d-hh:mm:ss} or {@code 0d 00:01:00.00}; a plain number as it stands. */
    static double duration(String cell, double factor) {
        if (cell.indexOf(':') < 0) {
            return of(cell) * factor;
        }
        Matcher m = CLOCK.matcher(cell);
        if (!m.matches()) {
            return Double.NaN;
        }
        double days = m.group(1) == null ? 0 : of(m.group(1));
        return days * 86400 + of(m.group(2)) * 3600 + of(m.group(3)) * 60 + of(m.group(4));
    }
}
