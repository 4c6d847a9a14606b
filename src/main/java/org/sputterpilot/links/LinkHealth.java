package org.sputterpilot.links;

import java.time.Duration;

/**
 * What is known about a link, judged by the age of its last good answer and never by a socket's opinion.
 *
 * @param state what it is doing
 * @param lastGoodAge wall time since the last good answer; {@code null} when there never was one
 * @param detail words for people, for example the last error
 * @param reconnects how often the connection was built anew
 */
public record LinkHealth(State state, Duration lastGoodAge, String detail, long reconnects) {
    /** What the link is doing. */
    public enum State {
        CLOSED,
        CONNECTING,
        UP,
        LOST
    }
}
