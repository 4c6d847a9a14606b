package org.sputterpilot.hmi.wire;

/** Re-entered password and meaning under an act. */
public record SignaturePart(String password, String meaning) {
    /** Never with the password. */
    @Override
    public String toString() {
        return "SignaturePart[" + meaning + "]";
    }
}
