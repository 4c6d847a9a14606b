package org.sputterpilot.historian.db;

import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ByteWriter} wrote. Bytes that make no sense are a {@link DamagedException}, never a wrong value.
 */
final class ByteReader {
    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    private void need(int count) {
        if (count < 0 || bytes.length - at < count) {
            throw new DamagedException("ends after " + bytes.length + " bytes, " + count + " more are needed");
        }
    }

    int get() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    byte[] get(int count) {
        need(count);
        byte[] part = java.util.Arrays.copyOfRange(bytes, at, at + count);
        at += count;
        return part;
    }

    long fixed() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | bytes[at++] & 0xFF;
        }
        return value;
    }

    double number() {
        return Double.longBitsToDouble(fixed());
    }

    long count() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = get();
            value |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw new DamagedException("a number without end");
    }

    /** A count of things of which each takes at least one byte, unless stated otherwise. */
    int size(int most) {
        long value = count();
        if (value < 0 || value > most) {
            throw new DamagedException("a count of " + value);
        }
        return (int) value;
    }

    long signed() {
        long value = count();
        return (value >>> 1) ^ -(value & 1);
    }

    String text() {
        return new String(get(size(bytes.length)), StandardCharsets.UTF_8);
    }
}
