package org.sputterpilot.metrology;

/** A file from an instrument that cannot be used, and where and why. */
public final class BadFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final String field;
    private final String rule;

    /**
     * A refused file.
     *
     * @param line from 1; 0 when it is about the whole file
     * @param field column, header or fitted number; empty when it is about the line
     * @param rule short name of the rule it breaks
     */
    public BadFileException(String file, int line, String field, String rule, String message) {
        super(where(file, line, field) + ": " + message, null, false, false);
        this.file = file;
        this.line = line;
        this.field = field;
        this.rule = rule;
    }

    private static String where(String file, int line, String field) {
        return file + (line > 0 ? ":" + line : "") + (field.isEmpty() ? "" : " " + field);
    }

    /** File, line and field. */
    public String where() {
        return where(file, line, field);
    }

    public int line() {
        return line;
    }

    public String rule() {
        return rule;
    }
}
