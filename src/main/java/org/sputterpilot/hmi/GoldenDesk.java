package org.sputterpilot.hmi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.sputterpilot.golden.Envelope;
import org.sputterpilot.golden.GoldenBook;
import org.sputterpilot.hmi.wire.GoldenRun;

/** The counter at which one asks what good runs look like, and how a run stands to them. */
public interface GoldenDesk {
    /**
     * A run beside its golden run.
     *
     * @throws Refusal when there is no such run
     */
    GoldenRun run(String id);

    /** The golden runs of a recipe that are in force, one for each text and target. */
    List<Envelope> recipe(String id);

    /** How these runs stood when they ended, by run. */
    Map<String, GoldenBook.Kept> of(Collection<String> runs);
}
