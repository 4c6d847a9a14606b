package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;

/** Who did what, and who was refused: append only, each entry bound to the one before by its hash. */
public interface AuditTrail {

    /**
     * One write a person asked for.
     *
     * @param at when it was asked for
     * @param who the user, or the console for an abort without sign-in
     * @param what what it did, for example {@code run.start}
     * @param oldValue what was there before, or empty
     * @param newValue what is there now, or empty
     * @param why the reason given, or empty
     * @param origin where it came from: address and client
     * @param result {@code done}, or why it was refused
     * @param signature the id of the signature under it, or empty
     */
    record Entry(
            Instant at,
            String who,
            String what,
            String oldValue,
            String newValue,
            String why,
            String origin,
            String result,
            String signature) {

        /** An act that nobody signed. */
        public Entry(
                Instant at,
                String who,
                String what,
                String oldValue,
                String newValue,
                String why,
                String origin,
                String result) {
            this(at, who, what, oldValue, newValue, why, origin, result, "");
        }
    }

    /**
     * An entry with its place in the chain.
     *
     * @param form how its hash is made; see {@link AuditHash}
     */
    record Stored(long sequence, int form, String unit, Entry entry, String previousHash, String hash) {}

    /**
     * Which entries are wanted. Empty texts ask for nothing.
     *
     * @param who the user, exactly
     * @param what how the act begins, for example {@code interlocks.}
     * @param result how the result begins: {@code done} or {@code refused}
     * @param text words anywhere in the entry, in any case
     * @param after the number of the last entry of the page before; 0 for the first page
     * @param newestFirst from the newest back, instead of from the oldest on
     */
    record Search(
            Instant from,
            Instant to,
            String who,
            String what,
            String result,
            String text,
            long after,
            boolean newestFirst,
            int limit) {
        /** Everything in a stretch of time, oldest first. */
        public static Search between(Instant from, Instant to, int limit) {
            return new Search(from, to, "", "", "", "", 0, false, limit);
        }
    }

    /** Writes an entry down; it survives a power cut once this returns its number. */
    long append(Entry entry);

    /** One page of entries. */
    List<Stored> find(Search search);

    /** Looks at every entry, every signature and everything the installation's key says of them. */
    AuditProof verify();
}
