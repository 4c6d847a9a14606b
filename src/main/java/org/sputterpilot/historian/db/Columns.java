package org.sputterpilot.historian.db;

import java.util.ArrayList;
import java.util.List;

/**
 * What remains of a stretch of samples past its time: for every step of the clock in which something was measured the
 * smallest and largest value, the mean weighted by how long each value held, and how many samples there were.
 *
 * @param tag the tag
 * @param columns in order of time
 */
record Columns(String tag, List<Column> columns) {
    static final int MIN_MEAN_MAX_DEFLATED = 1;

    /**
     * One step.
     *
     * @param at its begin
     * @param held for how long the values in it held, up to the next sample, in nanoseconds
     * @param samples usable samples
     */
    record Column(long at, double min, double mean, double max, long held, int samples) {}

    Columns {
        columns = List.copyOf(columns);
    }

    /** Thins out blocks of one tag; a value holds until the next sample, and never into a gap. */
    static Columns of(String tag, List<Block> blocks, long step, List<Long> gapsBegin) {
        List<Column> columns = new ArrayList<>();
        Growing growing = null;
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            for (int i = 0; i < block.size(); i++) {
                if (!block.usable(i)) {
                    continue;
                }
                long at = Math.floorDiv(block.at(i), step) * step;
                if (growing == null || growing.at != at) {
                    if (growing != null) {
                        columns.add(growing.column());
                    }
                    growing = new Growing(at);
                }
                growing.add(block.value(i), held(block.at(i), next(blocks, b, i), gapsBegin));
            }
        }
        if (growing != null) {
            columns.add(growing.column());
        }
        return new Columns(tag, columns);
    }

    /** When the value after a sample was taken; the sample's own time when it is the last. */
    private static long next(List<Block> blocks, int block, int i) {
        if (i + 1 < blocks.get(block).size()) {
            return blocks.get(block).at(i + 1);
        }
        return block + 1 < blocks.size()
                ? blocks.get(block + 1).at(0)
                : blocks.get(block).at(i);
    }

    private static long held(long at, long next, List<Long> gapsBegin) {
        long until = next;
        for (long gap : gapsBegin) {
            if (gap >= at) {
                until = Math.min(until, gap);
            }
        }
        return Math.max(0, until - at);
    }

    private static final class Growing {
        private final long at;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double sum;
        private double weighted;
        private long held;
        private int samples;

        private Growing(long at) {
            this.at = at;
        }

        private void add(double value, long holds) {
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
            weighted += value * holds;
            held += holds;
            samples++;
        }

        private Column column() {
            return new Column(at, min, held > 0 ? weighted / held : sum / samples, max, held, samples);
        }
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter().count(columns.size());
        long before = 0;
        for (Column column : columns) {
            out.signed(column.at - before)
                    .number(column.min)
                    .number(column.mean)
                    .number(column.max);
            out.count(column.held).count(column.samples);
            before = column.at;
        }
        return BlockCodec.deflate(out.toArray());
    }

    /**
     * The columns of a payload whose checksum has been proved.
     *
     * @throws DamagedException when they are not what was written
     */
    static Columns decode(String tag, int codec, byte[] payload) {
        if (codec != MIN_MEAN_MAX_DEFLATED) {
            throw new DamagedException("codec " + codec + " is not known to this version");
        }
        ByteReader in = new ByteReader(BlockCodec.inflate(payload));
        List<Column> columns = new ArrayList<>();
        long at = 0;
        for (int left = in.size(1 << 22); left > 0; left--) {
            at += in.signed();
            columns.add(new Column(at, in.number(), in.number(), in.number(), in.count(), in.size(Integer.MAX_VALUE)));
        }
        return new Columns(tag, columns);
    }
}
