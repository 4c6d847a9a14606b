package org.sputterpilot.security;

import java.time.Instant;

/**
 * Somebody signed in at a screen.
 *
 * @param id what it is called in lists; it opens nothing
 * @param user who signed in
 * @param from the address of the screen
 * @param browser what the browser calls itself
 * @param by how they proved who they are
 * @param startedAt when they signed in
 * @param activeAt when a person was last known to be there
 * @param endsAt when it ends whatever happens
 * @param locked whether the password is asked for again before the next command
 */
public record Session(
        String id,
        String user,
        String from,
        String browser,
        String by,
        Instant startedAt,
        Instant activeAt,
        Instant endsAt,
        boolean locked) {

    Session active(Instant now) {
        return new Session(id, user, from, browser, by, startedAt, now, endsAt, false);
    }

    Session lockedNow() {
        return new Session(id, user, from, browser, by, startedAt, activeAt, endsAt, true);
    }
}
