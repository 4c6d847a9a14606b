package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * One user in the list.
 *
 * @param disabledAt since when they may not sign in, or {@code null}
 * @param mustChangePassword whether a one-time password is in force
 * @param demonstration whether they exist beside the virtual chamber only
 * @param service the identity service that vouches for them instead of a password here, or {@code null}
 * @param sessions at how many screens they are signed in
 */
public record UserLine(
        String user,
        String name,
        List<String> roles,
        Instant createdAt,
        String createdBy,
        Instant passwordAt,
        boolean mustChangePassword,
        Instant disabledAt,
        boolean demonstration,
        String service,
        long sessions) {}
