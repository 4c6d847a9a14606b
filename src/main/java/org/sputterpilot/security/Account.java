package org.sputterpilot.security;

import java.util.Set;

/**
 * A person the plant knows.
 *
 * @param user what is typed at sign-in
 * @param name what is printed beside a signature
 * @param roles what the person is in this plant
 */
public record Account(String user, String name, Set<Role> roles) {
    public Account {
        roles = Set.copyOf(roles);
    }
}
