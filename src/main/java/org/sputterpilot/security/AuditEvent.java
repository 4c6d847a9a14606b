package org.sputterpilot.security;

import java.time.Instant;

/**
 * One thing a person did, or tried to do.
 *
 * @param at when
 * @param who user name, or {@code console} for an abort without sign-in
 * @param what the act and what it was done to, for example {@code POST /runs/17/commands HOLD}
 * @param before what it was, or empty
 * @param after what it became or was to become, or empty
 * @param why the reason given, or empty
 * @param from the address it came from
 * @param result {@code DONE}, or {@code REFUSED} with the reason
 */
public record AuditEvent(
        Instant at, String who, String what, String before, String after, String why, String from, String result) {}
