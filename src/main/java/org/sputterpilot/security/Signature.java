package org.sputterpilot.security;

import java.time.Instant;

/**
 * A person's name under an act, as 21 CFR 11.50 wants it shown.
 *
 * @param user account that signed, its password checked for this act
 * @param name printed name
 * @param meaning what the signature says, in words
 * @param at when
 */
public record Signature(String user, String name, String meaning, Instant at) {}
