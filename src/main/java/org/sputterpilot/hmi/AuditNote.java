package org.sputterpilot.hmi;

import jakarta.enterprise.context.RequestScoped;

/** What a call adds to its line in the audit. */
@RequestScoped
public class AuditNote {
    private String what = "";
    private String before = "";
    private String after = "";
    private String why = "";
    private String signature = "";
    private boolean question;

    /** The call only asks something, although its question is too long for an address; it leaves no line. */
    void changesNothing() {
        question = true;
    }

    boolean isQuestion() {
        return question;
    }

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

    /** The act is signed. */
    void signed(String id) {
        signature = id;
    }

    String signature() {
        return signature;
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
