package org.sputterpilot.security;

import java.util.Set;

/**
 * A person the plant knows.
 *
 * @param user what is typed at sign-in
 * @param name what is printed beside a signature
 * @param roles what the person is in this plant
 * @param mustChangePassword whether a one-time password is in force: nothing but changing it is allowed then
 */
public record Account(String user, String name, Set<Role> roles, boolean mustChangePassword) {
    public Account {
        roles = Set.copyOf(roles);
    }
}
