package org.sputterpilot.historian;

import java.util.List;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Signature;

/**
 * Who has signed which cause-and-effect matrix. A signature belongs to the bytes of the file, by their SHA-256: a
 * matrix that has changed by one character is signed by nobody.
 */
public interface MatrixSignatures {
    /** Whose names a matrix wants, in the order in which they stand on the sheet. */
    List<Role> REVIEWERS = List.of(Role.ENGINEER, Role.SAFETY, Role.QA);

    /** A name under a matrix, in one of the {@link #REVIEWERS reviewing} roles. */
    record Signed(Role role, Signature signature) {}

    /**
     * Writes a signature down; it survives a power cut once this returns.
     *
     * @return false when this role has signed these bytes already, and nothing was written
     */
    boolean sign(String hash, Signed signed);

    /** The signatures under these bytes, oldest first. */
    List<Signed> of(String hash);
}
