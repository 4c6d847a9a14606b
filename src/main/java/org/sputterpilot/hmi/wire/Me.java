package org.sputterpilot.hmi.wire;

import java.util.List;
import java.util.Map;

/**
 * Who is signed in, and what the person may do.
 *
 * @param can every permission of the table, with the answer for this sign-in: fewer for a key than for its person
 * @param mustChangePassword whether a one-time password is in force; nothing else is possible before it is changed
 * @param by how the person proved who they are: {@code password}, {@code session} or {@code token}
 * @param service the identity service that vouches for the person instead of a password here, or {@code null}
 */
public record Me(
        String user,
        String name,
        List<String> roles,
        Map<String, Boolean> can,
        boolean mustChangePassword,
        String by,
        String service) {}
