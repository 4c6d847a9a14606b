package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs that are planned, in their order. */
public interface RunQueue {
    /**
     * One planned run.
     *
     * @param id opaque
     * @param place from 1
     * @param orderJson what was ordered, as the call that starts a run takes it
     * @param recipe its recipe
     * @param startsAt when it starts by itself, as far as its leak check; empty when a person starts it
     * @param by who signed it in
     * @param trouble why it did not start by itself; empty otherwise
     */
    record Planned(
            String id,
            int place,
            String orderJson,
            String recipe,
            Optional<Instant> startsAt,
            String by,
            Instant at,
            String trouble) {}

    /** All of them, the next one first. */
    List<Planned> all();

    Optional<Planned> find(String id);

    /** Puts one at the end. */
    Planned add(String orderJson, String recipe, Optional<Instant> startsAt, String by, Instant at);

    /** Puts one at another place; the others move up. */
    void move(String id, int place);

    /** Takes one out; false when it is not there any more. */
    boolean remove(String id);

    /** It did not start by itself; from now on a person starts it. */
    void missed(String id, String why);
}
