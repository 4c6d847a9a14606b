package org.sputterpilot.security;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Words nobody can guess, and what is kept instead of them. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Without letters and digits that look alike on a printed slip. */
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int ONE_TIME_LENGTH = 20;
    private static final int KEY_BYTES = 32;

    private Secrets() {}

    /** A password a person types once. */
    public static String oneTimePassword() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < ONE_TIME_LENGTH; i++) {
            password.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return password.toString();
    }

    /** A key of 256 bits that fits into a header, a cookie and an address. */
    public static String key() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A short name that says nothing about what it names. */
    public static String id() {
        byte[] bytes = new byte[6];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What is kept instead of a key: enough, because a key of ours is too long to be tried. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The fingerprint of bytes, in hexadecimal. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** A digest that only this process can make, over texts that may be guessed. */
    static byte[] sealed(byte[] key, String first, String second, char[] third) {
        MessageDigest digest = digest();
        digest.update(key);
        for (CharSequence part : new CharSequence[] {first, second, CharBuffer.wrap(third)}) {
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(part.length()).flip());
            digest.update(StandardCharsets.UTF_8.encode(CharBuffer.wrap(part)));
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
