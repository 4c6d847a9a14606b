package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * Somebody signed in at a screen.
 *
 * @param by how they proved who they are
 * @param activeAt when a person was last known to be there
 * @param locked whether the password is asked for before the next command
 * @param locksInS seconds until it locks itself, or {@code null} when it never does
 * @param own whether it is the session this question came from
 */
public record SessionLine(
        String id,
        String user,
        String from,
        String browser,
        String by,
        Instant startedAt,
        Instant activeAt,
        Instant endsAt,
        boolean locked,
        Long locksInS,
        boolean own) {}
