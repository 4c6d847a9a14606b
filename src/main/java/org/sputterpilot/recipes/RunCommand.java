package org.sputterpilot.recipes;

import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** A person asks something of a run; refused, with what would be accepted, when its state does not allow it. */
public record RunCommand(String runId, RunCommandKind command, String by, String reason, Reply reply)
        implements Request {}
