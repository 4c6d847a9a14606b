package org.sputterpilot.hmi.wire;

import java.util.List;

/** What the interlocks forbid now, what came first, whether a reset would be accepted, and what is bypassed. */
public record LiveVerdict(
        List<String> tripped,
        List<String> firstOut,
        boolean hold,
        boolean abort,
        boolean resettable,
        List<String> resetBlockedBy,
        List<BypassLeft> bypassed) {}
