package org.sputterpilot.cycle;

import java.util.Map;
import org.sputterpilot.signals.TagId;

/** A test source that stands in place of instruments, as a calibrator clipped to their terminals would. */
public interface TestSource {
    /**
     * From now on these instruments show these values, in base units, and every other one shows what it measures.
     *
     * @param values empty takes the source away
     */
    void show(Map<TagId, Double> values);
}
