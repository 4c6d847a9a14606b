package org.sputterpilot.hmi;

import java.util.List;
import org.sputterpilot.hmi.wire.Problem;
import org.sputterpilot.hmi.wire.Violation;

/** A call that is not done, and why; becomes a problem document. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final String state;
    private final List<String> allowed;
    private final List<Violation> violations;
    private final long retryAfterS;

    private Refusal(
            int status, String title, String detail, String state, List<String> allowed, List<Violation> violations) {
        this(status, title, detail, state, allowed, violations, 0);
    }

    private Refusal(
            int status,
            String title,
            String detail,
            String state,
            List<String> allowed,
            List<Violation> violations,
            long retryAfterS) {
        super(detail, null, false, false);
        this.retryAfterS = retryAfterS;
        this.status = status;
        this.title = title;
        this.state = state;
        this.allowed = allowed;
        this.violations = violations;
    }

    private static Refusal plain(int status, String title, String detail) {
        return new Refusal(status, title, detail, null, null, List.of());
    }

    /** The request cannot be read. */
    public static Refusal malformed(String detail) {
        return plain(400, "Malformed request", detail);
    }

    /** The person is not who they say, or may not. */
    public static Refusal forbidden(String detail) {
        return plain(403, "Not allowed", detail);
    }

    /** Tried too often; the next try waits. */
    public static Refusal tooMany(String detail, long seconds) {
        return new Refusal(429, "Too many tries", detail, null, null, List.of(), seconds);
    }

    /** There is no such thing. */
    public static Refusal unknown(String detail) {
        return plain(404, "Not found", detail);
    }

    /** Not in this state. */
    public static Refusal conflict(String detail, String state, List<String> allowed) {
        return new Refusal(409, "Refused in this state", detail, state, allowed, List.of());
    }

    /** Not in this state, for these reasons. */
    public static Refusal conflict(String detail, List<Violation> violations) {
        return new Refusal(409, "Refused in this state", detail, null, null, List.copyOf(violations));
    }

    /** Readable, but it breaks a rule. */
    public static Refusal rule(String field, String rule, String message) {
        return new Refusal(422, "Breaks a rule", message, null, null, List.of(new Violation(field, rule, message)));
    }

    /** Readable, but it breaks these rules. */
    public static Refusal rules(List<Violation> violations) {
        String detail = violations.size() == 1
                ? violations.get(0).message()
                : violations.size() + " rules are broken; the first: "
                        + violations.get(0).message();
        return new Refusal(422, "Breaks a rule", detail, null, null, List.copyOf(violations));
    }

    /** More than anybody would hand in. */
    public static Refusal tooLarge(String detail) {
        return plain(413, "Too large", detail);
    }

    /** The call must say which text it speaks of. */
    public static Refusal precondition(String detail) {
        return plain(428, "Say which text", detail);
    }

    /** The text has changed since the caller read it. */
    public static Refusal changed(String detail) {
        return plain(412, "Changed meanwhile", detail);
    }

    /** The unit is not there yet, or did not answer. */
    public static Refusal unavailable(String detail) {
        return plain(503, "Not ready", detail);
    }

    public int status() {
        return status;
    }

    /** After how many seconds the call may be tried again; 0 when that makes no difference. */
    public long retryAfterS() {
        return retryAfterS;
    }

    /** The problem document of this refusal. */
    public Problem problem(String instance) {
        return new Problem("about:blank", title, status, getMessage(), instance, state, allowed, violations);
    }
}
