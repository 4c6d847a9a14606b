package org.sputterpilot.celltests;

/** A tester's file that cannot be used, and where and why. */
public final class UnreadableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String rule;

    /**
     * A refused file.
     *
     * @param line from 1; 0 when it is about the whole file
     * @param rule short name of the rule it breaks
     */
    public UnreadableFileException(String file, int line, String rule, String message) {
        super(file + (line > 0 ? ":" + line : "") + ": " + message, null, false, false);
        this.line = line;
        this.rule = rule;
    }

    public int line() {
        return line;
    }

    public String rule() {
        return rule;
    }
}
