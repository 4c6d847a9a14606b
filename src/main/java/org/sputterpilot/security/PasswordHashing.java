package org.sputterpilot.security;

/** Turns a password into what may be kept, slowly on purpose. */
public interface PasswordHashing {
    String hash(char[] password);

    /** Whether the password is the one; as slow for a wrong password as for the right one. */
    boolean matches(String hash, char[] password);

    /** Whether a hash was made in a way we would not choose any more. */
    boolean outdated(String hash);
}
