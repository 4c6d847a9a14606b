package org.sputterpilot.genealogy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is printed on a thing and scanned again: {@code ZF-25-0031-C09-K}. The last character alone behind a dash is a
 * check character; a label typed without it is taken as it is, unverified. The letters O and I are not used in serials,
 * nobody has to tell them from digits. A label never says what may change, such as whether a foil is coated.
 *
 * @param text without the check character
 * @param verified whether a check character was given and fits
 */
public record Label(String text, boolean verified) {
    private static final String SERIAL = "[0-9A-HJ-NP-Z]";
    private static final Pattern OWN =
            Pattern.compile("((?:ZL|ZF|ZW|ZP|CL)-\\d{2}-" + SERIAL + "{4,6}(?:-[CT]\\d{2,3})?)(?:-([0-9A-Z]))?");
    private static final int LONGEST = 60;

    /** A label that is not what it says. */
    public static final class WrongLabelException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        WrongLabelException(String message) {
            super(message);
        }
    }

    /**
     * Reads what was typed or scanned. A scanner may put the address of the site in front; only what follows the last
     * slash counts. Labels of another form, such as the serial of a target, are taken as they are.
     *
     * @throws WrongLabelException when the check character does not fit, or there is no label
     */
    public static Label read(String typed) {
        String given = typed.strip();
        String bare = given.substring(given.lastIndexOf('/') + 1);
        if (bare.isEmpty() || bare.length() > LONGEST || bare.chars().anyMatch(Character::isISOControl)) {
            throw new WrongLabelException("a label has 1 to " + LONGEST + " characters, without line breaks");
        }
        Matcher own = OWN.matcher(bare.toUpperCase(Locale.ROOT));
        if (!own.matches()) {
            return new Label(bare, false);
        }
        String text = own.group(1);
        if (own.group(2) == null) {
            return new Label(text, false);
        }
        char right = CheckCharacter.of(text);
        if (own.group(2).charAt(0) != right) {
            throw new WrongLabelException(
                    "'" + given + "' was misread or mistyped: its check character does not fit " + text);
        }
        return new Label(text, true);
    }

    /** The label of serial {@code number} of a year, such as {@code ZF-25-0031}. */
    static String serial(String prefix, int year, int number) {
        return "%s-%02d-%04d".formatted(prefix, year % 100, number);
    }

    /** The label of a part of another thing, such as {@code ZF-25-0031-C09}. */
    static String part(String of, char letter, int number) {
        return "%s-%s%02d".formatted(of, letter, number);
    }

    /** As it is printed: with its check character when it is of our own form. */
    public static String printed(String text) {
        return OWN.matcher(text).matches() && read(text).text().equals(text)
                ? text + "-" + CheckCharacter.of(text)
                : text;
    }

    /** What kind of thing a label of our own form stands on; empty for labels of other forms. */
    static Optional<Kind> kind(String text) {
        if (!OWN.matcher(text).matches()) {
            return Optional.empty();
        }
        boolean part = text.indexOf('-', 6) > 0;
        return switch (text.substring(0, 2)) {
            case "ZL" -> Optional.of(Kind.FOIL_LOT);
            case "ZF" -> Optional.of(part ? Kind.COUPON : Kind.FOIL_PIECE);
            case "ZW" -> Optional.of(Kind.WITNESS);
            case "ZP" -> Optional.of(Kind.PREPARATION);
            default -> Optional.of(part ? Kind.TEST : Kind.CELL);
        };
    }
}
