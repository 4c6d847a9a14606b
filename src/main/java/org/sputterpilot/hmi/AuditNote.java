package org.sputterpilot.hmi;

import jakarta.enterprise.context.RequestScoped;

/** What a call adds to its line in the audit. */
@RequestScoped
public class AuditNote {
    private String what = "";
    private String before = "";
    private String after = "";
    private String why = "";
    private boolean readOnly;

    /** The act in the plant's words, for example {@code run.start}. */
    AuditNote what(String act) {
        what = act;
        return this;
    }

    AuditNote before(Object value) {
        before = String.valueOf(value);
        return this;
    }

    AuditNote after(Object value) {
        after = String.valueOf(value);
        return this;
    }

    AuditNote why(String reason) {
        why = reason == null ? "" : reason;
        return this;
    }

    /** The call only reads, whatever its method is: once it is answered there is nothing to write down. */
    void nothingChanges() {
        readOnly = true;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    String what() {
        return what;
    }

    String before() {
        return before;
    }

    String after() {
        return after;
    }

    String why() {
        return why;
    }
}
