package org.sputterpilot.interlocks;

import java.util.Set;
import org.sputterpilot.security.Role;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/**
 * A second person approves or rejects a bypass; signed.
 *
 * @param roles what that person is
 */
public record DecideBypass(long bypass, boolean approve, Set<Role> roles, String by, String reason, Reply reply)
        implements Request {
    public DecideBypass {
        roles = Set.copyOf(roles);
    }
}
