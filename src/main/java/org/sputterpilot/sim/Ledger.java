package org.sputterpilot.sim;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The written form of the chamber's state: one name and one number a line. The same walk over the state writes and
 * reads it, so nothing can be written that is not read.
 */
final class Ledger {
    private static final String HEAD = "virtual chamber 1";

    private final StringBuilder written;
    private final Map<String, String> read;

    private Ledger(StringBuilder written, Map<String, String> read) {
        this.written = written;
        this.read = read;
    }

    static Ledger blank() {
        return new Ledger(new StringBuilder(8192).append(HEAD).append('\n'), null);
    }

    /**
     * The ledger in these bytes.
     *
     * @throws IllegalArgumentException when they are no checkpoint of this version
     */
    static Ledger of(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
        if (!lines[0].equals(HEAD) || !lines[lines.length - 1].equals("end")) {
            throw new IllegalArgumentException("not a whole checkpoint of this version of the virtual chamber");
        }
        Map<String, String> read = new LinkedHashMap<>();
        for (int i = 1; i < lines.length - 1; i++) {
            int space = lines[i].indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("line " + (i + 1) + " of the checkpoint is not a name and a number");
            }
            read.put(lines[i].substring(0, space), lines[i].substring(space + 1));
        }
        return new Ledger(null, read);
    }

    boolean writes() {
        return written != null;
    }

    byte[] bytes() {
        return (written + "end\n").getBytes(StandardCharsets.UTF_8);
    }

    private String look(String name) {
        String text = read.get(name);
        if (text == null) {
            throw new IllegalArgumentException("the checkpoint does not know '" + name + "'");
        }
        return text;
    }

    double keep(String name, double value) {
        if (written == null) {
            return Double.parseDouble(look(name));
        }
        written.append(name).append(' ').append(value).append('\n');
        return value;
    }

    long keep(String name, long value) {
        if (written == null) {
            return Long.parseLong(look(name));
        }
        written.append(name).append(' ').append(value).append('\n');
        return value;
    }

    int keep(String name, int value) {
        return (int) keep(name, (long) value);
    }

    boolean keep(String name, boolean value) {
        return keep(name, value ? 1L : 0L) == 1;
    }

    String keepText(String name, String text) {
        if (written == null) {
            return look(name);
        }
        written.append(name).append(' ').append(text).append('\n');
        return text;
    }

    void keep(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = keep(name + "." + i, values[i]);
        }
    }

    void keep(String name, int[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = keep(name + "." + i, values[i]);
        }
    }
}
