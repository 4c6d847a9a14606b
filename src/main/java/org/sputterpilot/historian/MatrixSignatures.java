package org.sputterpilot.historian;

import java.util.List;
import java.util.Map;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Signature;

/**
 * Who has signed which cause-and-effect matrix. A signature belongs to the bytes of the file, by their SHA-256: a
 * matrix that has changed by one character is signed by nobody.
 */
public interface MatrixSignatures {
    /** Whose names a matrix wants, in the order in which they stand on the sheet. */
    List<Role> REVIEWERS = List.of(Role.ENGINEER, Role.SAFETY, Role.QA);

    /** How the act is called in the audit and in the signed record. */
    String ACT = "interlocks.matrix.sign";

    /** What is signed: a matrix by the hash of its bytes, in one role. */
    static String object(String hash) {
        return "matrix " + hash;
    }

    static Map<String, String> content(Role role) {
        return Map.of("role", role.word());
    }

    /** A name as it stands on the sheet of one matrix. */
    record OnSheet(String hash, Signed signed) {
        /** Whether this record, which the installation's key signed, is the one behind the name. */
        public boolean isSignedBy(SignedRecord record) {
            Signature name = signed.signature();
            return record.isUnder(ACT, object(hash), content(signed.role()))
                    && record.by().user().equals(name.user())
                    && record.by().name().equals(name.name())
                    && record.by().meaning().equals(name.meaning())
                    && record.by().at().equals(name.at());
        }
    }

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
