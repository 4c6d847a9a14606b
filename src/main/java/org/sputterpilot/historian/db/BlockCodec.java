package org.sputterpilot.historian.db;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.sputterpilot.signals.Quality;

/**
 * Packs a block of samples without losing a bit. Times are differences of differences in the coarsest unit that holds
 * them all; values are laid out byte by byte, plain or as what changed against the sample before, whichever packs
 * smaller; everything is then deflated. The codec's number stands beside the payload, so that another may follow.
 */
final class BlockCodec {
    static final int COLUMNS_DEFLATED = 1;
    private static final long[] UNITS = {1_000_000_000L, 1_000_000L, 1_000L, 100L, 1L};
    private static final int PLAIN = 0;
    private static final int CHANGED = 1;

    private BlockCodec() {}

    static byte[] encode(Block block) {
        byte[] plain = deflate(columns(block, PLAIN));
        byte[] changed = deflate(columns(block, CHANGED));
        return plain.length <= changed.length ? plain : changed;
    }

    private static byte[] columns(Block block, int layout) {
        ByteWriter out = new ByteWriter();
        int size = block.size();
        out.count(size);
        times(block, out);
        int run = 0;
        for (int i = 0; i < size; i++) {
            run++;
            if (i + 1 == size || block.quality(i + 1) != block.quality(i)) {
                out.put(block.quality(i).ordinal()).count(run);
                run = 0;
            }
        }
        out.put(layout);
        long[] bits = new long[size];
        long before = 0;
        for (int i = 0; i < size; i++) {
            long raw = Double.doubleToRawLongBits(block.value(i));
            bits[i] = layout == CHANGED ? raw ^ before : raw;
            before = raw;
        }
        for (int shift = 56; shift >= 0; shift -= 8) {
            for (long word : bits) {
                out.put((byte) (word >>> shift));
            }
        }
        return out.toArray();
    }

    private static void times(Block block, ByteWriter out) {
        int size = block.size();
        int unit = 0;
        for (int i = 0; i < size; i++) {
            while (block.at(i) % UNITS[unit] != 0 || block.source(i) % UNITS[unit] != 0) {
                unit++;
            }
        }
        out.put(unit);
        long before = 0;
        long step = 0;
        for (int i = 0; i < size; i++) {
            long at = block.at(i) / UNITS[unit];
            long next = at - before;
            out.signed(next - step);
            step = next;
            before = at;
        }
        long lag = 0;
        for (int i = 0; i < size; i++) {
            long next = (block.at(i) - block.source(i)) / UNITS[unit];
            out.signed(next - lag);
            lag = next;
        }
    }

    /** The checksum that binds a payload to its place: tag, numbers and count. */
    static long checksum(String tag, long firstSequence, long lastSequence, int samples, byte[] payload) {
        CRC32C crc = new CRC32C();
        ByteWriter place = new ByteWriter()
                .text(tag)
                .fixed(firstSequence)
                .fixed(lastSequence)
                .fixed(samples);
        crc.update(place.view());
        crc.update(payload);
        return crc.getValue();
    }

    /**
     * The samples of a payload whose checksum has been proved.
     *
     * @throws DamagedException when they are not what was written
     */
    static Block decode(String tag, int codec, byte[] payload) {
        if (codec != COLUMNS_DEFLATED) {
            throw new DamagedException("codec " + codec + " is not known to this version");
        }
        ByteReader in = new ByteReader(inflate(payload));
        int size = in.size(1 << 22);
        int unitIndex = in.get();
        if (unitIndex >= UNITS.length) {
            throw new DamagedException("a time unit of " + unitIndex);
        }
        long unit = UNITS[unitIndex];
        long[] at = new long[size];
        long before = 0;
        long step = 0;
        for (int i = 0; i < size; i++) {
            step += in.signed();
            before += step;
            at[i] = before * unit;
        }
        long[] source = new long[size];
        long lag = 0;
        for (int i = 0; i < size; i++) {
            lag += in.signed();
            source[i] = at[i] - lag * unit;
        }
        byte[] qualities = new byte[size];
        for (int i = 0; i < size; ) {
            Quality quality = FrameCodec.quality(in.get());
            int end = i + in.size(size - i);
            if (end == i) {
                throw new DamagedException("an empty run of qualities");
            }
            java.util.Arrays.fill(qualities, i, end, (byte) quality.ordinal());
            i = end;
        }
        double[] values = values(in, size);
        return Block.of(tag, at, source, values, qualities);
    }

    private static double[] values(ByteReader in, int size) {
        int layout = in.get();
        long[] bits = new long[size];
        for (int shift = 56; shift >= 0; shift -= 8) {
            byte[] plane = in.get(size);
            for (int i = 0; i < size; i++) {
                bits[i] |= (plane[i] & 0xFFL) << shift;
            }
        }
        if (in.hasMore()) {
            throw new DamagedException("bytes behind the last value");
        }
        double[] values = new double[size];
        long before = 0;
        for (int i = 0; i < size; i++) {
            long raw = layout == CHANGED ? bits[i] ^ before : bits[i];
            values[i] = Double.longBitsToDouble(raw);
            before = raw;
        }
        return values;
    }

    static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(6, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
            byte[] chunk = new byte[8192];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    static byte[] inflate(byte[] bytes) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes);
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 4 + 64);
            byte[] chunk = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(chunk);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DamagedException("the payload ends too early");
                }
                out.write(chunk, 0, count);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new DamagedException("the payload does not unpack", e);
        } finally {
            inflater.end();
        }
    }
}
