package org.sputterpilot.historian;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.security.Signature;

/** The names people have put under their acts: append only, each bound to what was signed and to the one before. */
public interface SignatureBook {
    /**
     * Puts a person's name, whose password was just checked, under an act. It survives a power cut once this returns.
     *
     * @param content what was in front of the person: what the act changes, and to what
     */
    SignedRecord sign(String act, String object, Map<String, ?> content, Signature by);

    Optional<SignedRecord> find(String id);

    /** The signatures under the acts on one thing, oldest first. */
    List<SignedRecord> under(String object);

    /** The public half of a key that signatures name, in hexadecimal. */
    Optional<String> publicKey(String keyId);
}
