package org.sputterpilot.security.db;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.sputterpilot.security.PasswordHashing;

/**
 * Argon2id with what OWASP asks of it (19 MiB, two passes), in the text form of the Argon2 reference. Hashes of older
 * account files, PBKDF2 with HMAC-SHA-512, are still understood and replaced at the next sign-in.
 */
public final class PasswordHashes implements PasswordHashing {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final Pattern ARGON2 =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([^$]+)\\$([^$]+)");
    private static final Pattern PBKDF2 = Pattern.compile("(\\d{1,8})\\$([^$]+)\\$([^$]+)");

    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public String hash(char[] password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        byte[] hash = argon2(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    @Override
    public boolean matches(String kept, char[] password) {
        Base64.Decoder base64 = Base64.getDecoder();
        Matcher argon2 = ARGON2.matcher(kept);
        if (argon2.matches()) {
            byte[] hash = base64.decode(argon2.group(5));
            return MessageDigest.isEqual(
                    hash,
                    argon2(
                            password,
                            base64.decode(argon2.group(4)),
                            Integer.parseInt(argon2.group(1)),
                            Integer.parseInt(argon2.group(2)),
                            Integer.parseInt(argon2.group(3)),
                            hash.length));
        }
        Matcher pbkdf2 = PBKDF2.matcher(kept);
        if (pbkdf2.matches()) {
            byte[] hash = base64.decode(pbkdf2.group(3));
            return MessageDigest.isEqual(
                    hash,
                    pbkdf2(password, base64.decode(pbkdf2.group(2)), Integer.parseInt(pbkdf2.group(1)), hash.length));
        }
        throw new IllegalArgumentException("not a password hash of ours");
    }

    @Override
    public boolean outdated(String kept) {
        return !kept.startsWith("$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$");
    }

    /** Whether a text can be read as a hash of ours. */
    static boolean readable(String kept) {
        return ARGON2.matcher(kept).matches() || PBKDF2.matcher(kept).matches();
    }

    private static byte[] argon2(char[] password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        // the same characters may be typed composed or not, by keyboard
        String typed = java.text.Normalizer.normalize(CharBuffer.wrap(password), java.text.Normalizer.Form.NFKC);
        generator.generateBytes(typed.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static byte[] pbkdf2(char[] password, byte[] salt, int iterations, int length) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, length * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }
}
