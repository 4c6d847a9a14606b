package org.sputterpilot.historian;

import java.util.List;

/**
 * What is looked at when the audit is verified, as it stands there: pages by number, nothing left out.
 *
 * @param <X> what reading them may end with
 */
public interface AuditBooks<X extends Exception> {
    /** A signing key as it is kept; whether it is the key of its fingerprint is for the check to say. */
    record Key(String id, String publicKey) {}

    /** The signing keys, oldest first. */
    List<Key> keys() throws X;

    /** The audit's rows after a number, at most so many. */
    List<AuditTrail.Stored> rows(long after, int most) throws X;

    /** The signatures after a number, at most so many. */
    List<SignedRecord> signatures(long after, int most) throws X;

    /** The checkpoints by number. */
    List<AuditHead> checkpoints() throws X;

    /** The names on the sheets of the matrices, oldest first. */
    List<MatrixSignatures.OnSheet> sheets() throws X;
}
