package org.sputterpilot.hmi.wire;

import java.time.Instant;

/** A person works on a module: nothing is written to it. */
public record LiveLock(
        String id, String module, String title, String holder, String name, String reason, Instant since) {}
