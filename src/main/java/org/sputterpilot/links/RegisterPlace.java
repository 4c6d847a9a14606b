package org.sputterpilot.links;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Tag;

/**
 * A place in a Modbus device as plant files write it: {@code holding-register:1:REAL},
 * {@code input-register:3:DINT:CDAB}, {@code input-register:7:INT*0.1-40}, {@code input-register:9.3} (bit 3 of a
 * register), {@code coil:1}, {@code discrete-input:1}. Counted from 1, as manuals do; bits from 0, the lowest.
 *
 * @param table which of the four tables
 * @param number position in it, from 1
 * @param type what a register holds; BOOL in the tables of single bits and for one bit of a register
 * @param layout how the number lies in its registers
 */
public record RegisterPlace(Table table, int number, Type type, Layout layout) {
    private static final String NUMBER = "\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?";
    private static final Pattern FORM =
            Pattern.compile("(holding-register|input-register|coil|discrete-input):(\\d{1,5})"
                    + "(?:\\.(\\d{1,2}))?(?::([A-Z]+))?(?::(ABCD|CDAB|BADC|DCBA))?(?:\\*(" + NUMBER + "))?([+-]"
                    + NUMBER + ")?");
    private static final int LARGEST = 65536;
    private static final int WORD = 0xFFFF;
    private static final int BYTE = 0xFF;

    /**
     * How a number lies in its registers, where it is not simply the highest byte first.
     *
     * @param bytes whether the two bytes of each register are swapped
     * @param words whether the lowest register comes first
     * @param scale what one count of the device means in the tag's unit
     * @param offset what a count of zero means in the tag's unit
     * @param bit which bit of the register, from 0; -1: the whole of it
     */
    public record Layout(boolean bytes, boolean words, double scale, double offset, int bit) {
        /** Highest byte first, not scaled, whole registers. */
        public static final Layout PLAIN = new Layout(false, false, 1, 0, -1);

        private String order() {
            return bytes ? (words ? "DCBA" : "BADC") : (words ? "CDAB" : "ABCD");
        }
    }

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
        DINT(2),
        UDINT(2),
        REAL(2),
        LINT(4),
        LREAL(4);

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
            boolean bit = form.group(3) != null;
            Type type = bit ? (table.isBits() || form.group(4) != null ? null : Type.BOOL) : type(table, form.group(4));
            Layout layout = layout(form);
            if (type != null
                    && number >= 1
                    && number + Math.max(0, type.words() - 1) <= LARGEST
                    && (type != Type.BOOL || layout.equals(new Layout(false, false, 1, 0, layout.bit)))
                    && layout.bit < Short.SIZE
                    && layout.scale > 0) {
                return new RegisterPlace(table, number, type, layout);
            }
        }
        throw new IllegalArgumentException("'" + place + "' is not a place such as 'holding-register:1:REAL', "
                + "'input-register:7:INT*0.1', 'input-register:9.3', 'coil:1' or 'discrete-input:1'");
    }

    private static Layout layout(Matcher form) {
        String order = form.group(5) == null ? "ABCD" : form.group(5);
        return new Layout(
                order.equals("BADC") || order.equals("DCBA"),
                order.equals("CDAB") || order.equals("DCBA"),
                form.group(6) == null ? 1 : Double.parseDouble(form.group(6)),
                form.group(7) == null ? 0 : Double.parseDouble(form.group(7)),
                form.group(3) == null ? -1 : Integer.parseInt(form.group(3)));
    }

    private static Type type(Table table, String text) {
        if (table.isBits()) {
            return text == null || text.equals("BOOL") ? Type.BOOL : null;
        }
        for (Type type : Type.values()) {
            if (type != Type.BOOL && type.name().equals(text)) {
                return type;
            }
        }
        return null;
    }

    /** Whether a client may write to it; one bit of a register cannot be written without its neighbours. */
    public boolean isWritable() {
        return table.isWritable() && layout.bit < 0;
    }

    /**
     * Whether it is asked for word by word, because a driver's own types do not know how this device lays out its
     * numbers.
     */
    public boolean isRaw() {
        return !table.isBits()
                && (!layout.equals(Layout.PLAIN) || type.words() > 2 || type == Type.DINT || type == Type.UDINT);
    }

    private int registers() {
        return Math.max(1, type.words());
    }

    /** What a driver is asked for: the place itself, or its bare registers. */
    public String asked() {
        String place = tableName() + ":" + number;
        return !isRaw() ? toString() : registers() == 1 ? place + ":UINT" : place + ":UINT[" + registers() + "]";
    }

    /** Whether it begins where another ends, with no hole between them. */
    public boolean follows(RegisterPlace before) {
        return table == before.table && number == before.number + before.registers();
    }

    /** What the device is sent for a value in base units. */
    public double toDevice(Tag tag, double base) {
        double number = tag.isState() ? base : tag.unit().fromBase(base);
        return (number - layout.offset) / layout.scale;
    }

    /** Whether the device can hold a value: a number that does not fit would arrive as quite another one. */
    public boolean holds(Tag tag, double base) {
        double number = toDevice(tag, base);
        double whole = Math.rint(number);
        return switch (type) {
            case BOOL -> number == 0 || number == 1;
            case INT -> whole >= Short.MIN_VALUE && whole <= Short.MAX_VALUE;
            case UINT -> whole >= 0 && whole < 1 << Short.SIZE;
            case DINT -> whole >= Integer.MIN_VALUE && whole <= Integer.MAX_VALUE;
            case UDINT -> whole >= 0 && whole < 1L << Integer.SIZE;
            case REAL -> Math.abs(number) <= Float.MAX_VALUE;
            case LINT -> Math.abs(whole) < Long.MAX_VALUE;
            case LREAL -> Double.isFinite(number);
        };
    }

    /** The registers of a value, in the order in which they lie in the device. */
    public List<Integer> words(Tag tag, double base) {
        double number = toDevice(tag, base);
        long bits =
                switch (type) {
                    case REAL -> Float.floatToIntBits((float) number);
                    case LREAL -> Double.doubleToLongBits(number);
                    default -> Math.round(number);
                };
        List<Integer> words = new ArrayList<>();
        for (int at = registers() - 1; at >= 0; at--) {
            words.add(swapped((int) (bits >>> at * Short.SIZE) & WORD));
        }
        if (layout.words) {
            Collections.reverse(words);
        }
        return words;
    }

    private int swapped(int word) {
        return layout.bytes ? (word & BYTE) << Byte.SIZE | word >>> Byte.SIZE : word;
    }

    /** The device's count in registers as they lie there; NaN when there are not as many as it takes. */
    private double count(Collection<?> shown) {
        if (shown.size() != registers() || !shown.stream().allMatch(Number.class::isInstance)) {
            return Double.NaN;
        }
        List<Integer> words = new ArrayList<>();
        shown.forEach(word -> words.add(swapped(((Number) word).intValue() & WORD)));
        if (layout.words) {
            Collections.reverse(words);
        }
        long bits = 0;
        for (int word : words) {
            bits = bits << Short.SIZE | word;
        }
        return switch (type) {
            case BOOL -> bits >>> layout.bit & 1;
            case INT -> (short) bits;
            case DINT -> (int) bits;
            case REAL -> Float.intBitsToFloat((int) bits);
            case LREAL -> Double.longBitsToDouble(bits);
            case UINT, UDINT, LINT -> bits;
        };
    }

    /** What a number (or a yes and no) from the device means; a number nobody can measure is bad. */
    public Reading fromDevice(Tag tag, Object shown, Instant at) {
        double count = shown instanceof Collection<?> words
                ? count(words)
                : shown instanceof Boolean yes
                        ? (yes ? 1 : 0)
                        : shown instanceof Number some ? some.doubleValue() : Double.NaN;
        double number = count * layout.scale + layout.offset;
        boolean known = Double.isFinite(number)
                && (!tag.isState()
                        || number == Math.rint(number)
                                && number >= 0
                                && number < tag.states().size());
        double base = tag.isState() ? number : tag.unit().toBase(number);
        return new Reading(tag.id(), base, known ? Quality.GOOD : Quality.BAD, at, at);
    }

    private String tableName() {
        return table.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The place as plant files write it. */
    @Override
    public String toString() {
        String place = tableName() + ":" + number;
        if (table.isBits()) {
            return place;
        }
        String what = layout.bit >= 0 ? "." + layout.bit : ":" + type;
        String order = layout.order().equals("ABCD") ? "" : ":" + layout.order();
        String scale = layout.scale == 1 ? "" : "*" + layout.scale;
        String offset = layout.offset == 0 ? "" : layout.offset < 0 ? "" + layout.offset : "+" + layout.offset;
        return place + what + order + scale + offset;
    }
}
