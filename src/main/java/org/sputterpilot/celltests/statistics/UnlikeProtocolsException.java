package org.sputterpilot.celltests.statistics;

import java.util.List;

/** Lives of unlike protocols are not laid together unless somebody asks for it. */
public final class UnlikeProtocolsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> differences;

    UnlikeProtocolsException(String arm, List<String> differences) {
        super(arm + " holds cells of unlike protocols (" + String.join("; ", differences)
                + "); ask for pooling to lay them together");
        this.differences = differences;
    }

    /** What differs, each in words. */
    public List<String> differences() {
        return differences;
    }
}
