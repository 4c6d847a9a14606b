package org.sputterpilot.hmi.wire;

/**
 * That a person is to show the identity service again who they are.
 *
 * @param proof what goes with the act instead of a password
 * @param state WAITING, CONFIRMED or REFUSED
 * @param address where the person does it, or {@code null} when it is only asked how far it is
 */
public record Reauthentication(String proof, String state, String address) {
    /** Without what confirms an act. */
    @Override
    public String toString() {
        return "Reauthentication[" + state + "]";
    }
}
