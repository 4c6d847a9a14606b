package org.sputterpilot.logbook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.historian.CanonicalJson;
import org.sputterpilot.security.Secrets;

/**
 * Something that was not as it should have been. It is its life, and nothing else: each entry says who changed what
 * from what to what, none is ever changed, and what it says today is what they add up to.
 *
 * @param number what people call it, for example {@code DV-26-0001}
 * @param key what it was opened for: the same is never opened twice
 * @param run the run it belongs to, or empty
 * @param cause the rule that opened it and what it was about, or empty when a person did
 * @param life its entries, oldest first; the first one opened it
 */
public record Deviation(String number, String key, String run, String cause, List<Entry> life) {
    /** Who opens what nobody opened. */
    public static final String SYSTEM = "SYSTEM";

    public Deviation {
        life = List.copyOf(life);
    }

    /** What is known of it. */
    public enum Field {
        STATE,
        CLASS,
        /** The items of the run it concerns, by their labels, with a comma between; empty: all of them. */
        ITEMS,
        DESCRIPTION,
        IMMEDIATE_ACTION,
        ROOT_CAUSE,
        /** Where the corrective and preventive action is followed. */
        CAPA,
        DECISION,
        /** When it should be closed. */
        DUE;

        /** Whether people write it in their own words. */
        public boolean isWritten() {
            return this != STATE && this != CLASS && this != DUE;
        }
    }

    /** One field before and after. */
    public record Change(Field field, String before, String after) {}

    /**
     * One line of its life.
     *
     * @param number 1, 2, 3 ...
     * @param who account, or {@link #SYSTEM}
     * @param name printed name
     * @param reason what the person said about it, or what happened
     * @param signature id of the signature under it, or empty
     */
    public record Entry(
            int number,
            Instant at,
            String who,
            String name,
            DeviationState.Act act,
            List<Change> changes,
            String reason,
            String signature) {
        public Entry {
            changes = List.copyOf(changes);
        }
    }

    /** What it says today. */
    public Map<Field, String> now() {
        Map<Field, String> now = new EnumMap<>(Field.class);
        Arrays.stream(Field.values()).forEach(field -> now.put(field, ""));
        life.forEach(entry -> entry.changes().forEach(change -> now.put(change.field(), change.after())));
        return now;
    }

    public DeviationState state() {
        return DeviationState.valueOf(now().get(Field.STATE));
    }

    public DeviationClass grade() {
        return DeviationClass.valueOf(now().get(Field.CLASS));
    }

    /** By when it should be closed. */
    public Instant due() {
        return Instant.parse(now().get(Field.DUE));
    }

    public boolean isClosed() {
        return state() == DeviationState.CLOSED;
    }

    /** The items it names; none when it concerns all of its run. */
    public List<String> items() {
        return Arrays.stream(now().get(Field.ITEMS).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    public Instant openedAt() {
        return life.get(0).at();
    }

    public String openedBy() {
        return life.get(0).who();
    }

    /** The newest entry with this act. */
    public Optional<Entry> last(DeviationState.Act act) {
        return life.stream().filter(entry -> entry.act() == act).reduce((one, later) -> later);
    }

    /** The same with one entry more. */
    public Deviation with(Entry entry) {
        List<Entry> longer = new ArrayList<>(life);
        longer.add(entry);
        return new Deviation(number, key, run, cause, longer);
    }

    /** The same as it was after an entry. */
    public Deviation until(Entry entry) {
        return new Deviation(number, key, run, cause, life.subList(0, entry.number()));
    }

    /** What a signature stands under: all it says at this point of its life. */
    public Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("deviation", number);
        content.put("run", run);
        content.put("cause", cause);
        content.put("openedAt", openedAt());
        content.put("openedBy", openedBy());
        content.put("entries", life.size());
        now().forEach((field, value) -> content.put(field.name(), value));
        return content;
    }

    /** Fingerprint of {@link #content}. */
    public String hash() {
        return Secrets.sha256(CanonicalJson.of(content()));
    }
}
