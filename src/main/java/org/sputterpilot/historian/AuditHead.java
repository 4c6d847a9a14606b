package org.sputterpilot.historian;

import java.time.Instant;
import java.util.Map;
import org.sputterpilot.security.InstallationKey;

/**
 * What the installation's key says of the end of the audit: whoever cuts off what follows, or writes the chain anew,
 * cannot write this anew.
 *
 * @param number of the checkpoint; for the head beside the database, how many checkpoints there were
 * @param row the last audit row, 0 before the first
 * @param rowHash its hash
 * @param signatures how many signatures there were
 * @param lastSignature the last of them
 * @param keyId which key says so
 * @param signature under all that, Ed25519 in hexadecimal
 */
public record AuditHead(
        long number,
        String unit,
        Instant at,
        long row,
        String rowHash,
        long signatures,
        String lastSignature,
        String keyId,
        String signature) {

    /** Says it with a key. */
    public static AuditHead signed(
            InstallationKey key,
            long number,
            String unit,
            Instant at,
            long row,
            String rowHash,
            long signatures,
            String lastSignature) {
        AuditHead bare = new AuditHead(number, unit, at, row, rowHash, signatures, lastSignature, key.id(), "");
        return new AuditHead(
                number, unit, at, row, rowHash, signatures, lastSignature, key.id(), key.sign(bare.signedText()));
    }

    /** The text under which the signature stands. */
    public String signedText() {
        return CanonicalJson.of(Map.of(
                "kind", "audit head",
                "number", number,
                "unit", unit,
                "at", at,
                "row", row,
                "rowHash", rowHash,
                "signatures", signatures,
                "lastSignature", lastSignature,
                "key", keyId));
    }
}
