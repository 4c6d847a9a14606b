package org.sputterpilot.historian.db;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a journal record or a sample block under construction; grows, and is used again for the next one. */
final class ByteWriter {
    private byte[] bytes = new byte[4096];
    private int size;

    ByteWriter clear() {
        size = 0;
        return this;
    }

    int size() {
        return size;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    ByteWriter put(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    ByteWriter put(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    /** Eight bytes, largest first. */
    ByteWriter fixed(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    ByteWriter number(double value) {
        return fixed(Double.doubleToRawLongBits(value));
    }

    /** A count: small numbers take one byte. */
    ByteWriter count(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** A difference: small numbers of either sign take one byte. */
    ByteWriter signed(long value) {
        return count((value << 1) ^ (value >> 63));
    }

    ByteWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return count(utf8.length).put(utf8);
    }
}
