package org.sputterpilot.interlocks;

import java.time.Duration;
import java.util.Optional;
import org.sputterpilot.units.Measure;

/**
 * One row of the cause-and-effect matrix: what must not be true, and for how long.
 *
 * @param id begins with its row of the hazard table, such as {@code E5_COOLING_FLOW}
 * @param title words an operator would say
 * @param when the dangerous condition
 * @param during the cause is live only while this is not a known no; empty: always
 * @param onDelay how long the condition must last; an unknown condition does not wait
 * @param offDelay how long it must be gone
 * @param deadband how far the limit moves back while the cause is active
 * @param reset who ends it
 * @param bypass whose approval takes it out of service
 * @param layer where it must also live on a real tool
 * @param hazard id of the hazard it guards
 * @param why what would happen
 * @param announced whether its trip is an alarm; a normal state of rest (an open door) is not
 */
public record Cause(
        String id,
        String title,
        Condition when,
        Optional<Condition> during,
        Duration onDelay,
        Duration offDelay,
        Optional<Measure> deadband,
        Reset reset,
        Bypass bypass,
        Layer layer,
        String hazard,
        String why,
        boolean announced) {

    /** Who ends a trip once its condition is gone. */
    public enum Reset {
        /** A person: the cause stays latched until then. */
        OPERATOR,
        /** The condition itself. */
        AUTO
    }

    /** Whose approval a bypass needs. */
    public enum Bypass {
        NEVER,
        SAFETY,
        ENGINEER
    }

    /** Where a trip must also live on a real tool; this program judges all of them. */
    public enum Layer {
        /** Hard-wired: works with every program dead. */
        HARDWIRED,
        /** Hard-wired, and in the plant's own controller. */
        HARDWIRED_AND_PLC,
        /** In the plant's own controller. */
        PLC,
        /** Only here. */
        SOFTWARE
    }
}
