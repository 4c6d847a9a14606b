package org.sputterpilot.links;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Tag;

/**
 * A place in a Modbus device as plant files write it: {@code holding-register:1:REAL}, {@code input-register:3:REAL},
 * {@code coil:1}, {@code discrete-input:1}. Counted from 1, as manuals do.
 *
 * @param table which of the four tables
 * @param number position in it, from 1
 * @param type what a register holds; BOOL in the tables of single bits
 */
public record RegisterPlace(Table table, int number, Type type) {
    private static final Pattern FORM =
            Pattern.compile("(holding-register|input-register|coil|discrete-input):(\\d{1,5})(?::([A-Z]+))?");
    private static final int LARGEST = 65536;

    /** As the device's tables have them. */
    public static final Comparator<RegisterPlace> IN_THE_DEVICE =
            Comparator.comparing(RegisterPlace::table).thenComparing(RegisterPlace::number);

    /** The four tables of a Modbus device. */
    public enum Table {
        HOLDING_REGISTER,
        INPUT_REGISTER,
        COIL,
        DISCRETE_INPUT;

        /** Whether it holds single bits. */
        public boolean isBits() {
            return this == COIL || this == DISCRETE_INPUT;
        }

        /** Whether a client may write to it. */
        public boolean isWritable() {
            return this == COIL || this == HOLDING_REGISTER;
        }

        private static Table named(String text) {
            return valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT));
        }
    }

    /** What a place holds. */
    public enum Type {
        BOOL(0),
        INT(1),
        UINT(1),
        REAL(2);

        private final int words;

        Type(int words) {
            this.words = words;
        }

        /** Registers it takes. */
        public int words() {
            return words;
        }
    }

    /**
     * Reads a place.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static RegisterPlace parse(String place) {
        Matcher form = FORM.matcher(place);
        if (form.matches()) {
            Table table = Table.named(form.group(1));
            int number = Integer.parseInt(form.group(2));
            Type type = type(table, form.group(3));
            if (type != null && number >= 1 && number + Math.max(0, type.words() - 1) <= LARGEST) {
                return new RegisterPlace(table, number, type);
            }
        }
        throw new IllegalArgumentException(
                "'" + place + "' is not a place such as 'holding-register:1:REAL', 'coil:1' or 'discrete-input:1'");
    }

    private static Type type(Table table, String text) {
        if (table.isBits()) {
            return text == null || text.equals("BOOL") ? Type.BOOL : null;
        }
        return switch (text == null ? "" : text) {
            case "REAL" -> Type.REAL;
            case "INT" -> Type.INT;
            case "UINT" -> Type.UINT;
            default -> null;
        };
    }

    /** Whether it begins where another ends, with no hole between them. */
    public boolean follows(RegisterPlace before) {
        return table == before.table && number == before.number + Math.max(1, before.type.words());
    }

    /** What the device is sent for a value in base units. */
    public double toDevice(Tag tag, double base) {
        return tag.isState() ? base : tag.unit().fromBase(base);
    }

    /** What a number (or a yes and no) from the device means; a number nobody can measure is bad. */
    public Reading fromDevice(Tag tag, Object shown, Instant at) {
        double number = shown instanceof Boolean yes
                ? (yes ? 1 : 0)
                : shown instanceof Number some ? some.doubleValue() : Double.NaN;
        boolean known = Double.isFinite(number)
                && (!tag.isState()
                        || number == Math.rint(number)
                                && number >= 0
                                && number < tag.states().size());
        double base = tag.isState() ? number : tag.unit().toBase(number);
        return new Reading(tag.id(), base, known ? Quality.GOOD : Quality.BAD, at, at);
    }

    /** The place as plant files write it. */
    @Override
    public String toString() {
        String name = table.name().toLowerCase(Locale.ROOT).replace('_', '-') + ":" + number;
        return table.isBits() ? name : name + ":" + type;
    }
}
