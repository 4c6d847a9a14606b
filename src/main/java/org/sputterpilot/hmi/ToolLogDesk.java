package org.sputterpilot.hmi;

import java.time.Instant;
import java.util.List;
import org.sputterpilot.historian.Series;
import org.sputterpilot.hmi.wire.ToolLogShown;

/** Imported logs of other tools. */
public interface ToolLogDesk {
    /** All of them, newest import first, without phases and columns. */
    List<ToolLogShown> all();

    /** @throws Refusal when there is none of this name */
    ToolLogShown log(String run);

    /**
     * Imports one.
     *
     * @param mapping a file of {@code historian/imports}
     * @throws Refusal when it is not such a log, or speaks of a time another log of the tool speaks of
     */
    ToolLogShown take(byte[] bytes, String file, String mapping, String who, Instant now);

    /**
     * The past of one column.
     *
     * @throws Refusal when there is no such log or column
     */
    Series history(String run, String tag, Instant from, Instant to, int points);
}
