package org.sputterpilot.celltests.db;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Columns of numbers in few bytes, bit for bit: each number is combined with the one before (XOR), all first bytes of a
 * column stand together, then all second ones, and that is deflated. Numbers of a slow test differ in their last bytes
 * only.
 */
final class ColumnCodec {
    private static final int BYTES = 8;

    private ColumnCodec() {}

    static byte[] pack(double[][] columns, int rows) {
        byte[] plain = new byte[columns.length * rows * BYTES];
        for (int c = 0; c < columns.length; c++) {
            long before = 0;
            for (int r = 0; r < rows; r++) {
                long bits = Double.doubleToRawLongBits(columns[c][r]);
                long changed = bits ^ before;
                before = bits;
                for (int b = 0; b < BYTES; b++) {
                    plain[(c * BYTES + b) * rows + r] = (byte) (changed >>> (56 - 8 * b));
                }
            }
        }
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] packed = new byte[plain.length + plain.length / 100 + 64];
            int length = 0;
            while (!deflater.finished()) {
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return java.util.Arrays.copyOf(packed, length);
        } finally {
            deflater.end();
        }
    }

    /** @throws IllegalStateException when the bytes are not what was packed */
    static double[][] unpack(byte[] packed, int columns, int rows) {
        byte[] plain = new byte[columns * rows * BYTES];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            int length = 0;
            while (length < plain.length) {
                int n = inflater.inflate(plain, length, plain.length - length);
                if (n == 0) {
                    throw new IllegalStateException("a block of a cell test is damaged");
                }
                length += n;
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("a block of a cell test is damaged", e);
        } finally {
            inflater.end();
        }
        double[][] found = new double[columns][rows];
        for (int c = 0; c < columns; c++) {
            long before = 0;
            for (int r = 0; r < rows; r++) {
                long changed = 0;
                for (int b = 0; b < BYTES; b++) {
                    changed = changed << 8 | plain[(c * BYTES + b) * rows + r] & 0xff;
                }
                before ^= changed;
                found[c][r] = Double.longBitsToDouble(before);
            }
        }
        return found;
    }
}
