package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * A person's name under an act, with all it takes to check it elsewhere.
 *
 * @param record canonical JSON of what was signed
 * @param recordHash its SHA-256
 * @param signedText the text under which the signature stands
 * @param publicKey X.509 SubjectPublicKeyInfo of the installation, hexadecimal
 * @param signature Ed25519, hexadecimal
 * @param fits whether nothing of it was altered
 */
public record SignatureShown(
        long number,
        String id,
        String unit,
        String act,
        String object,
        String user,
        String name,
        String meaning,
        Instant at,
        String record,
        String recordHash,
        String previous,
        String signedText,
        String publicKey,
        String signature,
        boolean fits) {}
