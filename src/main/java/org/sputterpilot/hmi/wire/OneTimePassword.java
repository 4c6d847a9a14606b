package org.sputterpilot.hmi.wire;

/** A password that is told once and has to be changed at the first sign-in. */
public record OneTimePassword(String user, String oneTimePassword) {
    /** Never with the password. */
    @Override
    public String toString() {
        return "OneTimePassword[" + user + "]";
    }
}
