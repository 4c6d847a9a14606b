package org.sputterpilot.interlocks;

import java.time.Duration;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/**
 * A person asks that a cause be taken out of service; signed. The answer's text is the bypass's number.
 *
 * @param signedAs under what the names of this bypass are kept: its own, unlike its number, also after a restart
 */
public record RequestBypass(
        String cause, Duration length, String compensation, String by, String reason, String signedAs, Reply reply)
        implements Request {}
