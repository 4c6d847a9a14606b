package org.sputterpilot.historian;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Fingerprints of a file in slices, so that damage is not only found but found where it is.
 *
 * @param size bytes of a slice; the last one may be shorter
 * @param total bytes of the whole
 * @param sha256 of the slices in order, hexadecimal
 */
public record ByteRegions(int size, int total, List<String> sha256) {

    /** A stretch of bytes, the end not included. */
    public record Span(int from, int to) {}

    public ByteRegions {
        sha256 = List.copyOf(sha256);
    }

    /** Fingerprints of these bytes. */
    public static ByteRegions of(byte[] bytes, int size) {
        List<String> hashes = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += size) {
            hashes.add(sha256(bytes, from, Math.min(bytes.length, from + size)));
        }
        return new ByteRegions(size, bytes.length, hashes);
    }

    /** As a document carries it. */
    public Map<String, Object> json() {
        return Map.of("bytes", total, "regionBytes", size, "regions", sha256);
    }

    /**
     * As a document carried it.
     *
     * @throws IllegalArgumentException when it is not that
     */
    public static ByteRegions read(Object json) {
        if (json instanceof Map<?, ?> map
                && map.get("bytes") instanceof Double total
                && map.get("regionBytes") instanceof Double size
                && map.get("regions") instanceof List<?> regions
                && size >= 1
                && Math.ceil(total / size) == regions.size()) {
            return new ByteRegions(
                    size.intValue(),
                    total.intValue(),
                    regions.stream().map(String::valueOf).toList());
        }
        throw new IllegalArgumentException("no fingerprints of byte regions");
    }

    /** Where a file's bytes from a place on are not these; neighbouring slices as one. */
    public List<Span> differing(byte[] file, int start) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < sha256.size(); i++) {
            int from = start + i * size;
            int to = start + Math.min(total, (i + 1) * size);
            if (to > file.length || !sha256(file, from, to).equals(sha256.get(i))) {
                boolean goesOn = !spans.isEmpty() && spans.get(spans.size() - 1).to() == from;
                int since = goesOn ? spans.remove(spans.size() - 1).from() : from;
                spans.add(new Span(since, Math.min(to, file.length)));
            }
        }
        return spans;
    }

    /** SHA-256 of a stretch of bytes, hexadecimal. */
    static String sha256(byte[] bytes, int from, int to) {
        MessageDigest digest = digest();
        digest.update(bytes, from, to - from);
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
