package org.sputterpilot.historian;

import java.util.Map;
import java.util.TreeMap;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.Secrets;
import org.sputterpilot.security.Signature;

/**
 * A person's name under an act, bound to exactly what was signed (21 CFR 11.70): the installation's key stands under
 * the hash of the record, who signed, what it means, when, and the signature before it. It cannot be moved to another
 * record without being found out, also by somebody who has only this and the public key.
 *
 * @param number 1, 2, 3 ... in this installation
 * @param act what was done, for example {@code run.start}
 * @param object to what, for example {@code run PVD-01-260301-080000}
 * @param record canonical JSON of act, object and content
 * @param by who, printed name, meaning and time
 * @param previous the signature before it, or zeros
 * @param keyId which key of the installation
 * @param signature Ed25519, in hexadecimal
 */
public record SignedRecord(
        long number,
        String id,
        String unit,
        String act,
        String object,
        String record,
        Signature by,
        String previous,
        String keyId,
        String signature) {
    /** What stands before the first signature. */
    public static final String START = "0".repeat(128);

    /** Puts a name under an act. */
    public static SignedRecord sign(
            InstallationKey key,
            long number,
            String id,
            String unit,
            String act,
            String object,
            Map<String, ?> content,
            Signature by,
            String previous) {
        SignedRecord bare =
                new SignedRecord(number, id, unit, act, object, text(act, object, content), by, previous, key.id(), "");
        return new SignedRecord(
                number, id, unit, act, object, bare.record, by, previous, key.id(), key.sign(bare.signedText()));
    }

    private static String text(String act, String object, Map<String, ?> content) {
        return CanonicalJson.of(Map.of("act", act, "object", object, "content", content));
    }

    /** SHA-256 of the record, in hexadecimal. */
    public String recordHash() {
        return Secrets.sha256(record);
    }

    /** The text under which the signature stands. */
    public String signedText() {
        Map<String, Object> said = new TreeMap<>();
        said.put("kind", "signature");
        said.put("number", number);
        said.put("id", id);
        said.put("unit", unit);
        said.put("act", act);
        said.put("object", object);
        said.put("recordHash", recordHash());
        said.put("user", by.user());
        said.put("name", by.name());
        said.put("meaning", by.meaning());
        said.put("at", by.at());
        said.put("previous", previous);
        said.put("key", keyId);
        return CanonicalJson.of(said);
    }

    /** Whether nothing of it was altered since it was signed with the key of this public half. */
    public boolean fits(String publicKey) {
        return InstallationKey.idOf(publicKey).equals(keyId)
                && InstallationKey.fits(publicKey, signedText(), signature);
    }

    /** Whether it stands under exactly this act, on this object, with this content. */
    public boolean isUnder(String act, String object, Map<String, ?> content) {
        return record.equals(text(act, object, content));
    }
}
