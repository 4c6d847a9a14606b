package org.sputterpilot.genealogy;

import java.util.List;

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
    private final transient List<Missing> missing;

    private RefusedException(Kind kind, String field, String rule, String message, List<Missing> missing) {
        super(message, null, false, false);
        this.kind = kind;
        this.field = field;
        this.rule = rule;
        this.missing = List.copyOf(missing);
    }

    private RefusedException(Kind kind, String field, String rule, String message) {
        this(kind, field, rule, message, List.of());
    }

    /** Not before all of this is there. */
    static RefusedException lacking(List<Missing> missing) {
        String first = missing.get(0).text();
        String message = missing.size() == 1
                ? first
                : missing.size() + " things are missing before it can be released; the first: " + first;
        return new RefusedException(Kind.STATE, "disposition", "release", message, missing);
    }

    /** Nothing is called so. */
    public static RefusedException unknown(String label) {
        return new RefusedException(Kind.UNKNOWN, "id", "known", "Nothing is called '" + label + "'.");
    }

    /** Not with the thing as it stands. */
    public static RefusedException state(String field, String rule, String message) {
        return new RefusedException(Kind.STATE, field, rule, message);
    }

    /** It breaks a rule. */
    public static RefusedException rule(String field, String rule, String message) {
        return new RefusedException(Kind.RULE, field, rule, message);
    }

    /** What stands between a thing and its release, when that is why. */
    public List<Missing> missing() {
        return missing;
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
