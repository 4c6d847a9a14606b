package org.sputterpilot.plant;

/**
 * One mistake in a plant file, as {@code check} prints it.
 *
 * @param file path as the reader was given it
 * @param line from 1
 * @param column from 1
 * @param read what stands there
 * @param expected what may stand there
 */
public record Fault(String file, int line, int column, String read, String expected) implements Comparable<Fault> {

    @Override
    public int compareTo(Fault other) {
        int byFile = file.compareTo(other.file);
        int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** {@code file:line:column: what was read: what was expected}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + read + ": " + expected;
    }
}
