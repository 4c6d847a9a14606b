package org.sputterpilot.toollogs;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sputterpilot.units.Unit;

/**
 * How one kind of log is read: {@code historian/imports/*.yaml}.
 *
 * @param id the file's stem
 * @param title for people
 * @param tool the unit whose runs they become; never a unit this program controls
 * @param separator between two cells
 * @param decimal sign before the decimals
 * @param time column with the moment of a row; its first appearance is the line with the names of the columns
 * @param format how the moment is written
 * @param zone whose clock it is
 * @param rules what columns hold, the first that fits a column's name counts
 * @param phases what the tool was doing, the first whose conditions hold counts
 * @param otherwise what it was doing when none holds
 * @param shortest a shorter phase belongs to the one before it
 */
public record LogMapping(
        String id,
        String title,
        String tool,
        char separator,
        char decimal,
        String time,
        DateTimeFormatter format,
        ZoneId zone,
        List<Rule> rules,
        List<Phase> phases,
        String otherwise,
        Duration shortest) {

    public LogMapping {
        rules = List.copyOf(rules);
        phases = List.copyOf(phases);
    }

    /** What a column holds. */
    public enum Holds {
        /** A number with a unit, or without one. */
        NUMBER,
        /** 0 or 1. */
        SWITCH,
        /** Words. */
        TEXT
    }

    /**
     * What the columns of a name hold.
     *
     * @param name with {@code *} for any letters
     * @param unit of a number
     */
    public record Rule(String name, Holds holds, Optional<Unit> unit) {
        boolean fits(String column) {
            return LogMapping.fits(name, column);
        }
    }

    /** What the tool is doing when all of these hold. */
    public record Phase(String name, List<Condition> all) {
        public Phase {
            all = List.copyOf(all);
        }
    }

    /** How a column is looked at. */
    public enum Is {
        ON,
        OFF,
        ABOVE,
        BELOW
    }

    /**
     * Something about one column of a row.
     *
     * @param column with {@code *} for any of several
     * @param limit of ABOVE and BELOW, in the unit of the column
     * @param than column the limit is counted from; empty for zero
     */
    public record Condition(String column, Is is, double limit, String than) {
        boolean fits(String name) {
            return LogMapping.fits(column, name);
        }
    }

    /** Whether a name is one of those a pattern with {@code *} means. */
    public static boolean fits(String pattern, String name) {
        return Pattern.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", name);
    }

    /** The rule of a column, or empty for one nobody has thought of. */
    Optional<Rule> rule(String column) {
        return rules.stream().filter(rule -> rule.fits(column)).findFirst();
    }
}
