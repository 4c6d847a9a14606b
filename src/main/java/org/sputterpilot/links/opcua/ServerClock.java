package org.sputterpilot.links.opcua;

import java.time.Duration;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;

/**
 * What the server's own clock last showed, kept across connections: a server that stands still answers every question
 * with what it knew when it stopped, and only its clock gives it away.
 */
final class ServerClock {
    private long shown = Long.MIN_VALUE;
    private Duration offset;

    /**
     * Whether the clock has moved since it was last looked at; one that shows nothing has not.
     *
     * @param received our own time when the answer came
     */
    synchronized boolean advanced(DataValue now, Instant received) {
        if (!(now.value().value() instanceof DateTime time)) {
            return false;
        }
        boolean moved = time.getUtcTime() != shown;
        shown = time.getUtcTime();
        if (moved) {
            offset = Duration.between(received, time.getJavaInstant());
        }
        return moved;
    }

    /** How far the server's clock was before ours when it last moved; {@code null} when it never has. */
    synchronized Duration offset() {
        return offset;
    }
}
