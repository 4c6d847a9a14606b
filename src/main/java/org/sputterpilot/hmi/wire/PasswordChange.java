package org.sputterpilot.hmi.wire;

/** The password until now, and the one from now on. */
public record PasswordChange(String current, String password) {
    /** Never with the passwords. */
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
