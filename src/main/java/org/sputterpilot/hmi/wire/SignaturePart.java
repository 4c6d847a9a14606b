package org.sputterpilot.hmi.wire;

/**
 * That the person showed again who they are, and the meaning, under an act.
 *
 * @param password of somebody who has one here
 * @param proof from {@code /session/reauthentication}, of somebody the site's identity service vouches for
 */
public record SignaturePart(String password, String proof, String meaning) {
    /** Never with the password. */
    @Override
    public String toString() {
        return "SignaturePart[" + meaning + "]";
    }
}
