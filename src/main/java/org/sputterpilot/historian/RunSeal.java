package org.sputterpilot.historian;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.Secrets;

/**
 * The seal under a run's record: fingerprints of its bytes, the hash chain over its events and the Merkle root over its
 * sample blocks, with the installation's signature under all of them. Whoever alters, removes or adds one of them is
 * found out, and where.
 *
 * @param record the record, canonical JSON
 * @param seal what is sealed, and the signature
 */
public record RunSeal(String record, Sealed seal) {
    /** Version of the form of the record; a reader of old records needs it. */
    public static final int FORM = 1;

    static final String KIND = "run seal";
    private static final int REGION_BYTES = 1024;
    /** What stands before the first event. */
    private static final String START = "0".repeat(64);

    /**
     * Seals a record.
     *
     * @param content with the lists {@code events} and {@code blocks}
     * @param program version of the program that seals
     */
    public static RunSeal of(
            InstallationKey key, String run, String unit, Instant at, String program, Map<String, ?> content) {
        String record = CanonicalJson.of(content);
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", KIND);
        document.put("form", FORM);
        document.put("run", run);
        document.put("unit", unit);
        document.put("sealedAt", at);
        document.put("program", program);
        document.put("recordHash", Secrets.sha256(record));
        document.put("recordBytes", ByteRegions.of(bytes, REGION_BYTES).json());
        document.put("parts", parts(content));
        document.putAll(summits(content));
        return new RunSeal(record, Sealed.of(key, document));
    }

    /** Where each part begins, so that a damaged byte can be called by the name of its part. */
    private static List<Object> parts(Map<String, ?> content) {
        List<Object> parts = new ArrayList<>();
        int at = 1;
        for (Map.Entry<String, ?> part : new java.util.TreeMap<>(content).entrySet()) {
            int bytes = (CanonicalJson.of(part.getKey()) + ":" + CanonicalJson.of(part.getValue()))
                            .getBytes(StandardCharsets.UTF_8)
                            .length
                    + 1;
            parts.add(Map.of("name", part.getKey(), "from", at, "to", at + bytes));
            at += bytes;
        }
        return parts;
    }

    /** The chain over the events and the root over the sample blocks. */
    static Map<String, Object> summits(Map<?, ?> content) {
        List<?> events = (List<?>) content.get("events");
        List<?> blocks = (List<?>) content.get("blocks");
        String chain = START;
        for (Object event : events) {
            chain = Secrets.sha256(chain + CanonicalJson.of(event));
        }
        return Map.of(
                "events", Map.of("count", events.size(), "chain", chain),
                "blocks",
                        Map.of(
                                "count",
                                blocks.size(),
                                "root",
                                MerkleTree.root(
                                        blocks.stream().map(CanonicalJson::of).toList())));
    }

    /** Which parts of the record a stretch of its bytes touches. */
    static String partsAt(Map<?, ?> document, int from, int to) {
        List<String> touched = new ArrayList<>();
        if (document.get("parts") instanceof List<?> parts) {
            for (Object part : parts) {
                if (part instanceof Map<?, ?> map
                        && map.get("from") instanceof Double begin
                        && map.get("to") instanceof Double end
                        && begin < to
                        && end > from) {
                    touched.add(String.valueOf(map.get("name")));
                }
            }
        }
        return touched.isEmpty() ? "record" : "record, " + String.join(" or ", touched);
    }
}
