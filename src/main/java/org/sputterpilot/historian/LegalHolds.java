package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;

/** Runs of which nothing may go while somebody needs it as evidence, whatever their age. */
public interface LegalHolds {
    /**
     * What was said of a run last.
     *
     * @param held whether everything of it stays
     * @param reason why, in words
     * @param who said it
     */
    record Line(String run, boolean held, String reason, String who, Instant at) {}

    /** What holds now of every run about which something was ever said, newest first. */
    List<Line> all();

    /**
     * Says it of a run that exists.
     *
     * @return false when it holds already
     */
    boolean say(Line line);
}
