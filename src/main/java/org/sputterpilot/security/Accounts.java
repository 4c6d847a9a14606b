package org.sputterpilot.security;

import java.util.Optional;

/** Who is known to the plant, and whether somebody is who they say. */
public interface Accounts {
    Optional<Account> find(String user);

    /** The account, when the password is theirs; as slow for a wrong user as for a wrong password. */
    Optional<Account> verify(String user, char[] password);

    /** Whether these are the demonstration users with the password everybody knows. */
    boolean demonstration();
}
