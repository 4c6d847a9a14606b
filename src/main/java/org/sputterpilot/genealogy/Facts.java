package org.sputterpilot.genealogy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Facts of a thing as somebody gave them, checked against what is known of its kind.
 *
 * @param known by name, in the type of their field; a link holds the label it was given
 * @param links the labels of what it came from
 */
record Facts(Map<String, Object> known, Map<Field, String> links) {
    private static final int LONGEST_TEXT = 500;

    static Facts check(Kind kind, Map<String, Object> given) {
        Map<String, Object> known = new LinkedHashMap<>();
        Map<Field, String> links = new LinkedHashMap<>();
        for (Map.Entry<String, Object> one : given.entrySet()) {
            Field field = kind.field(one.getKey())
                    .orElseThrow(() -> RefusedException.rule(
                            one.getKey(),
                            "known",
                            "A " + kind + " has no '" + one.getKey() + "'; it has "
                                    + kind.fields().stream().map(Field::name).toList() + "."));
            if (one.getValue() == null || one.getValue() instanceof String text && text.isBlank()) {
                continue;
            }
            known.put(field.name(), value(field, one.getValue()));
            if (field.type() == Field.Type.LINK) {
                links.put(field, String.valueOf(one.getValue()));
            }
        }
        for (Field field : kind.fields()) {
            if (field.required() && !known.containsKey(field.name())) {
                throw RefusedException.rule(field.name(), "required", "'" + field.name() + "' is missing.");
            }
        }
        return new Facts(known, links);
    }

    private static Object value(Field field, Object given) {
        return switch (field.type()) {
            case TEXT, LINK -> text(field, given);
            case NUMBER -> number(field, given);
            case COUNT -> count(field, given);
            case TRUTH -> truth(field, given);
            case MOMENT -> moment(field, given);
        };
    }

    private static String text(Field field, Object given) {
        String text = String.valueOf(given).strip();
        if (!field.words().isEmpty() && !field.words().contains(text)) {
            throw RefusedException.rule(
                    field.name(), "one-of", "'" + field.name() + "' is one of " + field.words() + ".");
        }
        if (text.length() > LONGEST_TEXT) {
            throw RefusedException.rule(
                    field.name(), "length", "'" + field.name() + "' has at most " + LONGEST_TEXT + " characters.");
        }
        return text;
    }

    private static double number(Field field, Object given) {
        double number = given instanceof Number n ? n.doubleValue() : Double.NaN;
        if (!(number >= field.least() && number <= field.most())) {
            throw RefusedException.rule(
                    field.name(),
                    "range",
                    "'" + field.name() + "' is a number from " + field.least() + " to " + field.most() + ".");
        }
        return number;
    }

    private static int count(Field field, Object given) {
        double number = number(field, given);
        if (number != Math.rint(number)) {
            throw RefusedException.rule(field.name(), "whole", "'" + field.name() + "' is a whole number.");
        }
        return (int) number;
    }

    private static boolean truth(Field field, Object given) {
        if (given instanceof Boolean truth) {
            return truth;
        }
        throw RefusedException.rule(field.name(), "truth", "'" + field.name() + "' is true or false.");
    }

    private static Instant moment(Field field, Object given) {
        if (given instanceof Instant at) {
            return at;
        }
        try {
            return Instant.parse(String.valueOf(given));
        } catch (DateTimeParseException e) {
            throw RefusedException.rule(
                    field.name(), "moment", "'" + field.name() + "' is a time such as 2026-03-01T08:00:00Z.");
        }
    }
}
