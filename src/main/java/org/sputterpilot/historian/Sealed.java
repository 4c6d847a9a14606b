package org.sputterpilot.historian;

import java.util.Map;
import java.util.TreeMap;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.Secrets;

/**
 * A document with the installation's signature under its bytes. It carries the public half of the key, so that it can
 * be checked by itself; whose key it is, its reader knows from elsewhere, by its fingerprint.
 *
 * @param document canonical JSON
 * @param signature Ed25519 (RFC 8032) under its UTF-8 bytes, hexadecimal
 */
public record Sealed(String document, String signature) {

    /** Seals a document; key and fingerprint are added to it. */
    public static Sealed of(InstallationKey key, Map<String, ?> content) {
        Map<String, Object> all = new TreeMap<>(content);
        all.put("key", key.id());
        all.put("publicKey", key.publicKey());
        String document = CanonicalJson.of(all);
        return new Sealed(document, key.sign(document));
    }

    /** Document and signature as one canonical text. */
    public String text() {
        return "{\"document\":" + document + ",\"signature\":\"" + signature + "\"}";
    }

    /** SHA-256 of that text: what comes after it names it by this. */
    public String hash() {
        return Secrets.sha256(text());
    }

    /**
     * What the document says.
     *
     * @throws BrokenException when document and signature do not belong together
     */
    public Map<String, Object> content() throws BrokenException {
        try {
            if (CanonicalJsonReader.read(document) instanceof Map<?, ?> map) {
                Map<String, Object> content = new TreeMap<>();
                map.forEach((name, value) -> content.put(String.valueOf(name), value));
                String publicKey = String.valueOf(content.get("publicKey"));
                if (InstallationKey.idOf(publicKey).equals(content.get("key"))
                        && InstallationKey.fits(publicKey, document, signature)) {
                    return content;
                }
                throw new BrokenException("the signature does not fit");
            }
            throw new BrokenException("it is no document");
        } catch (CanonicalJsonReader.NotCanonicalException e) {
            throw new BrokenException(e.getMessage());
        }
    }

    /** A document that is not as it was sealed. */
    public static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenException(String what) {
            super(what);
        }
    }
}
