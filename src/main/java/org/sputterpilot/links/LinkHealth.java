package org.sputterpilot.links;

import java.time.Duration;

/**
 * What is known about a link, judged by the age of its last good answer and never by a socket's opinion.
 *
 * @param state what it is doing
 * @param lastGoodAge wall time since the last good answer; {@code null} when there never was one
 * @param detail words for people, for example the last error
 * @param reconnects how often the connection was built anew
 * @param clockOffset how far the other side's clock is before ours; {@code null} when it shows none
 */
public record LinkHealth(State state, Duration lastGoodAge, String detail, long reconnects, Duration clockOffset) {
    /** The health of a link whose other side has no clock. */
    public LinkHealth(State state, Duration lastGoodAge, String detail, long reconnects) {
        this(state, lastGoodAge, detail, reconnects, null);
    }

    /** What the link is doing. */
    public enum State {
        CLOSED,
        CONNECTING,
        UP,
        LOST
    }
}
