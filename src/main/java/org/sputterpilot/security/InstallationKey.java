package org.sputterpilot.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * The key with which an installation vouches for its records (Ed25519, RFC 8032). Who has the public half can check
 * them anywhere, without this program.
 */
public final class InstallationKey {
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey privateKey;
    private final String publicKey;

    private InstallationKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = HexFormat.of().formatHex(publicKey.getEncoded());
    }

    /**
     * A pair that was kept.
     *
     * @throws IllegalArgumentException when the two do not belong together
     */
    public static InstallationKey of(PrivateKey privateKey, PublicKey publicKey) {
        InstallationKey key = new InstallationKey(privateKey, publicKey);
        String probe = "is this one pair?";
        if (!fits(key.publicKey, probe, key.sign(probe))) {
            throw new IllegalArgumentException("the private and the public key do not belong together");
        }
        return key;
    }

    /** A new pair. */
    public static KeyPair fresh() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    /** The fingerprint by which records name the key: SHA-256 of the public half, in hexadecimal. */
    public String id() {
        return idOf(publicKey);
    }

    /** The fingerprint of a public key given in hexadecimal. */
    public static String idOf(String publicKey) {
        return Secrets.sha256(publicKey);
    }

    /** The public half as X.509 SubjectPublicKeyInfo, in hexadecimal. */
    public String publicKey() {
        return publicKey;
    }

    /** The signature under a text, in hexadecimal. */
    public String sign(String text) {
        try {
            java.security.Signature signer = java.security.Signature.getInstance(ALGORITHM);
            signer.initSign(privateKey);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with the installation's key", e);
        }
    }

    /** Whether a signature was made under exactly this text. One that is spelled in another way was not. */
    public static boolean fits(String publicKey, String text, String signature) {
        try {
            byte[] given = HexFormat.of().parseHex(signature);
            if (!HexFormat.of().formatHex(given).equals(signature)) {
                return false;
            }
            PublicKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(publicKey)));
            java.security.Signature checker = java.security.Signature.getInstance(ALGORITHM);
            checker.initVerify(key);
            checker.update(text.getBytes(StandardCharsets.UTF_8));
            return checker.verify(given);
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return false;
        }
    }
}
