package org.sputterpilot.hmi.wire;

/**
 * To unlock a screen: the password again, or the proof that the identity service was shown again who it is.
 *
 * @param password of somebody who has one here
 * @param proof from {@code /session/reauthentication}
 */
public record PasswordProof(String password, String proof) {
    /** Never with the password. */
    @Override
    public String toString() {
        return "PasswordProof[]";
    }
}
