package org.sputterpilot.security;

import java.time.Instant;
import java.util.List;

/** Where users, their earlier passwords, their keys and their failed tries are kept for good. */
public interface UserBook {
    /** Every user there ever was. */
    List<UserEntry> users();

    /** Keeps a user, new or changed; returns when it would survive a power cut. */
    void keep(UserEntry entry);

    /** Adds a hash to those a person may not use again. */
    void keepOldPassword(String user, String hash, Instant replacedAt);

    /** The newest hashes a person has given up, newest first. */
    List<String> oldPasswords(String user, int most);

    List<ApiToken> tokens();

    void keep(ApiToken token);

    /** Who has failed to sign in, so that a restart makes nobody's wait shorter. */
    List<SignInBrake.Failures> failures();

    void keep(SignInBrake.Failures failures);

    void forget(SignInBrake.Failures failures);
}
