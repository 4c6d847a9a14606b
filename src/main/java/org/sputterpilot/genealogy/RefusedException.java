package org.sputterpilot.genealogy;

/** Something that is not written down, and why. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Kind {
        /** There is no such thing. */
        UNKNOWN,
        /** Not with the thing as it stands. */
        STATE,
        /** It breaks a rule. */
        RULE
    }

    private final Kind kind;
    private final String field;
    private final String rule;

    private RefusedException(Kind kind, String field, String rule, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.field = field;
        this.rule = rule;
    }

    static RefusedException unknown(String label) {
        return new RefusedException(Kind.UNKNOWN, "id", "known", "Nothing is called '" + label + "'.");
    }

    static RefusedException state(String field, String rule, String message) {
        return new RefusedException(Kind.STATE, field, rule, message);
    }

    static RefusedException rule(String field, String rule, String message) {
        return new RefusedException(Kind.RULE, field, rule, message);
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
