package org.sputterpilot.historian.db;

import java.util.Arrays;
import org.sputterpilot.signals.Quality;

/** A stretch of samples of one tag in the order in which they were taken, by column. */
final class Block {
    static final int LARGEST = 4096;
    private static final Quality[] QUALITIES = Quality.values();

    private final String tag;
    private final String runId;
    private String phase;
    private long firstSequence;
    private long lastSequence;
    private int size;
    private long[] at;
    private long[] source;
    private double[] values;
    private byte[] qualities;

    Block(String tag, String runId, String phase) {
        this(tag, runId, phase, 16);
    }

    Block(String tag, String runId, String phase, int capacity) {
        this.tag = tag;
        this.runId = runId;
        this.phase = phase;
        at = new long[capacity];
        source = new long[capacity];
        values = new double[capacity];
        qualities = new byte[capacity];
    }

    void add(long sequence, String inPhase, long atNanos, long sourceNanos, double value, Quality quality) {
        if (size == at.length) {
            at = Arrays.copyOf(at, size * 2);
            source = Arrays.copyOf(source, size * 2);
            values = Arrays.copyOf(values, size * 2);
            qualities = Arrays.copyOf(qualities, size * 2);
        }
        if (size == 0) {
            firstSequence = sequence;
        }
        if (!inPhase.equals(phase)) {
            phase = "";
        }
        lastSequence = sequence;
        at[size] = atNanos;
        source[size] = sourceNanos;
        values[size] = value;
        qualities[size] = (byte) quality.ordinal();
        size++;
    }

    /** The same samples, unmoved by what is added later. */
    Block copy() {
        Block copy = new Block(tag, runId, phase, Math.max(size, 1));
        copy.firstSequence = firstSequence;
        copy.lastSequence = lastSequence;
        copy.size = size;
        System.arraycopy(at, 0, copy.at, 0, size);
        System.arraycopy(source, 0, copy.source, 0, size);
        System.arraycopy(values, 0, copy.values, 0, size);
        System.arraycopy(qualities, 0, copy.qualities, 0, size);
        return copy;
    }

    /** Samples read back from a payload. */
    static Block of(String tag, long[] at, long[] source, double[] values, byte[] qualities) {
        Block block = new Block(tag, "", "", 1);
        block.at = at;
        block.source = source;
        block.values = values;
        block.qualities = qualities;
        block.size = at.length;
        return block;
    }

    String tag() {
        return tag;
    }

    String runId() {
        return runId;
    }

    /** The phase all samples lie in, or empty. */
    String phase() {
        return phase;
    }

    long firstSequence() {
        return firstSequence;
    }

    long lastSequence() {
        return lastSequence;
    }

    int size() {
        return size;
    }

    long at(int i) {
        return at[i];
    }

    long source(int i) {
        return source[i];
    }

    double value(int i) {
        return values[i];
    }

    Quality quality(int i) {
        return QUALITIES[qualities[i]];
    }

    /** Whether a sample counts for a smallest, largest or mean. */
    boolean usable(int i) {
        return qualities[i] != Quality.BAD.ordinal() && !Double.isNaN(values[i]);
    }
}
