package org.sputterpilot.links.opcua;

import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;

/**
 * What the server's own clock last showed, kept across connections: a server that stands still answers every question
 * with what it knew when it stopped, and only its clock gives it away.
 */
final class ServerClock {
    private long shown = Long.MIN_VALUE;

    /** Whether the clock has moved since it was last looked at; one that shows nothing has not. */
    synchronized boolean advanced(DataValue now) {
        if (!(now.value().value() instanceof DateTime time)) {
            return false;
        }
        boolean moved = time.getUtcTime() != shown;
        shown = time.getUtcTime();
        return moved;
    }
}
