package org.sputterpilot.recipes;

import org.sputterpilot.equipment.Limits;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/** The unit's one run at a time: takes requests, walks the phases, asks the plant for what they need. */
public final class Procedures {
    /**
     * An idle unit.
     *
     * @param lnRateSigma sigma of the logarithm of the deposition rate before a run, from the calibration in force
     */
    public Procedures(TagTable tags, Limits limits, double lnRateSigma) {}

    /** One turn: answers the requests of the image and says what the run would like the plant to do. */
    public Demands advance(ProcessImage image, Tick tick) {
        return Demands.SAFE;
    }

    /** What the last turn left. */
    public RunStatus status() {
        return RunStatus.NONE;
    }
}
