package org.sputterpilot.historian;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.Signature;

/**
 * What became known of a run after its record was sealed: a measured film, an inspection, a correction, a decision. It
 * names what stands before it by its hash, the first one the seal itself; nothing is ever put between, and nothing in
 * the sealed part ever changes.
 *
 * @param run the run it belongs to
 * @param number 1, 2, 3 ... of this run
 * @param kind what it is
 * @param by who said so, with printed name, meaning and time
 * @param text in a person's words
 * @param content figures, where there are some
 * @param seal the document and the installation's signature under it
 */
public record Addendum(
        String run, int number, Kind kind, Signature by, String text, Map<String, Object> content, Sealed seal) {
    /** Version of the form of the document. */
    public static final int FORM = 1;

    static final String KIND = "run addendum";

    /** What may be added to a closed record. */
    public enum Kind {
        /** A measured film. */
        MEASUREMENT,
        /** What somebody saw on the foil. */
        INSPECTION,
        /** Something that was not as it should have been, and what was decided about it. */
        DEVIATION,
        /** What the record should have said; the record keeps what it says. */
        CORRECTION,
        /** Released, rejected, held. */
        DISPOSITION,
        /** Anything else worth knowing. */
        COMMENT
    }

    /**
     * Seals what somebody adds.
     *
     * @param previous hash of what stands before it: the seal of the record, or the addendum before
     */
    public static Addendum of(
            InstallationKey key,
            String unit,
            String run,
            int number,
            Kind kind,
            Signature by,
            String text,
            Map<String, ?> content,
            String previous) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", KIND);
        document.put("form", FORM);
        document.put("unit", unit);
        document.put("run", run);
        document.put("number", number);
        document.put("what", kind.name());
        document.put("text", text);
        document.put("content", content);
        document.put("by", Map.of("user", by.user(), "name", by.name(), "meaning", by.meaning(), "at", by.at()));
        document.put("previous", previous);
        return new Addendum(run, number, kind, by, text, Map.copyOf(content), Sealed.of(key, document));
    }

    /**
     * An addendum as it was sealed.
     *
     * @throws Sealed.BrokenException when it is not any more
     */
    public static Addendum read(Sealed seal) throws Sealed.BrokenException {
        Map<String, Object> document = seal.content();
        if (KIND.equals(document.get("kind"))
                && document.get("number") instanceof Double number
                && document.get("by") instanceof Map<?, ?> by
                && document.get("content") instanceof Map<?, ?> content) {
            Map<String, Object> figures = new LinkedHashMap<>();
            content.forEach((name, value) -> figures.put(String.valueOf(name), value));
            return new Addendum(
                    String.valueOf(document.get("run")),
                    number.intValue(),
                    Kind.valueOf(String.valueOf(document.get("what"))),
                    new Signature(
                            String.valueOf(by.get("user")),
                            String.valueOf(by.get("name")),
                            String.valueOf(by.get("meaning")),
                            Instant.parse(String.valueOf(by.get("at")))),
                    String.valueOf(document.get("text")),
                    figures,
                    seal);
        }
        throw new Sealed.BrokenException("it is no addendum");
    }

    /**
     * Looks at a chain of addenda.
     *
     * @param start hash of the seal they follow
     * @param run the run of that seal
     */
    static void check(
            List<Sealed> chain, String start, String run, List<ByteRegions.Span> places, SealProof.Look look) {
        String previous = start;
        for (int i = 0; i < chain.size(); i++) {
            Sealed seal = chain.get(i);
            ByteRegions.Span place = i < places.size() ? places.get(i) : new ByteRegions.Span(-1, -1);
            String name = "addendum " + (i + 1);
            try {
                Map<String, Object> document = seal.content();
                look.key(document.get("key"));
                if (!Double.valueOf(i + 1).equals(document.get("number"))
                        || !KIND.equals(document.get("kind"))
                        || !run.equals(document.get("run"))) {
                    look.broken(name, place.from(), place.to(), "it belongs elsewhere");
                } else if (!previous.equals(document.get("previous"))) {
                    look.broken(name, place.from(), place.to(), "it does not follow what stands before it");
                }
            } catch (Sealed.BrokenException e) {
                look.broken(name, place.from(), place.to(), e.getMessage());
            }
            previous = seal.hash();
        }
    }
}
