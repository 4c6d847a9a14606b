package org.sputterpilot.security.db;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.security.PasswordHashing;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.UserEntry;

/**
 * The people of the virtual plant, all with the password {@code demo}. They may sign in only beside a virtual chamber,
 * on a server that listens to its own machine.
 */
public final class DemonstrationUsers {
    private DemonstrationUsers() {}

    /** One per role, and a second engineer for what takes two. */
    public static List<UserEntry> all(PasswordHashing hashing, Instant now) {
        // everybody knows the password, so one hash for all tells nobody anything
        String hash = hashing.hash("demo".toCharArray());
        List<UserEntry> users = new ArrayList<>();
        for (Role role : Role.values()) {
            users.add(user(role.word(), role, hash, now));
        }
        users.add(user("engineer2", Role.ENGINEER, hash, now));
        return users;
    }

    private static UserEntry user(String user, Role role, String hash, Instant now) {
        String name = "Demo " + Character.toUpperCase(user.charAt(0)) + user.substring(1);
        return new UserEntry(user, name, Set.of(role), hash, false, now, true, now, "demonstration", Optional.empty());
    }
}
