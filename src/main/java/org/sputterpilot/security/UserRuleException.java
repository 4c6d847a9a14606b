package org.sputterpilot.security;

import java.util.List;

/** Something about users, passwords or keys that the plant does not do, with every rule that stands against it. */
public final class UserRuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A rule that was broken.
     *
     * @param field what it is about
     * @param rule its name
     * @param message words for the person
     */
    public record Broken(String field, String rule, String message) implements java.io.Serializable {
        private static final long serialVersionUID = 1L;
    }

    private final List<Broken> broken;

    public UserRuleException(List<Broken> broken) {
        super(broken.get(0).message(), null, false, false);
        this.broken = List.copyOf(broken);
    }

    static UserRuleException of(String field, String rule, String message) {
        return new UserRuleException(List.of(new Broken(field, rule, message)));
    }

    public List<Broken> broken() {
        return broken;
    }
}
