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
     */
    record Entry(
            Instant at,
            String who,
            String what,
            String oldValue,
            String newValue,
            String why,
            String origin,
            String result) {}

    /** An entry with its place in the chain. */
    record Stored(long sequence, Entry entry, String previousHash, String hash) {}

    /** Writes an entry down; it survives a power cut once this returns its number. */
    long append(Entry entry);

    /** Entries in a stretch of time, oldest first. */
    List<Stored> between(Instant from, Instant to, int limit);

    /** Numbers of entries that do not fit the chain; empty when nothing has been altered. */
    List<Long> verify();
}
