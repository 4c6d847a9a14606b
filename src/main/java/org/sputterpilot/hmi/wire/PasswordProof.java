package org.sputterpilot.hmi.wire;

/** The password again, to unlock a screen. */
public record PasswordProof(String password) {
    /** Never with the password. */
    @Override
    public String toString() {
        return "PasswordProof[]";
    }
}
