package org.sputterpilot.logbook;

/** Something that is not done to a deviation, and why. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Kind {
        /** There is no such deviation. */
        UNKNOWN,
        /** Not with the deviation as it stands. */
        STATE,
        /** It breaks a rule. */
        RULE,
        /** Not by this person. */
        PERSON
    }

    private final Kind kind;
    private final String field;
    private final String rule;

    RefusedException(Kind kind, String field, String rule, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.field = field;
        this.rule = rule;
    }

    public Kind kind() {
        return kind;
    }

    public String field() {
        return field;
    }

    public String rule() {
        return rule;
    }
}
