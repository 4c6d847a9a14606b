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
 * @param startup a start-up bypass: for how long the cause keeps still after something began; empty: never
 * @param onDelay how long the condition must last; an unknown condition does not wait
 * @param offDelay how long it must be gone
 * @param deadband how far the limit moves back while the cause is active
 * @param trustLastGood for how long an answer that has become unknown is still taken to be what it was; zero: an
 *     unknown answer trips at once
 * @param reset who ends it
 * @param resetPermit what must also be known to be true before a person may reset it
 * @param bypass whose approval takes it out of service
 * @param longestBypass the longest one bypass may last
 * @param severity what a minute without it may cost, 1 nothing lasting … 5 a person; 0 where nobody may go without it
 * @param proofTest how often somebody must show that it still acts; empty where there is nothing to test
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
        Optional<StartUp> startup,
        Duration onDelay,
        Duration offDelay,
        Optional<Measure> deadband,
        Duration trustLastGood,
        Reset reset,
        Optional<Condition> resetPermit,
        Bypass bypass,
        Duration longestBypass,
        int severity,
        Optional<Duration> proofTest,
        Layer layer,
        String hazard,
        String why,
        boolean announced) {

    /** What can cost a person. */
    public static final int GRAVEST = 5;

    /** Nobody takes a cause out of service for longer, whatever its row says. */
    public static final Duration LONGEST_BYPASS = Duration.ofMinutes(120);

    /**
     * A bypass that comes and goes by itself while something starts up.
     *
     * @param from the cause keeps still from the moment this becomes true
     * @param atMost the longest it keeps still
     * @param until it is live again as soon as this is true: the start is over; empty: only the time ends it
     */
    public record StartUp(Condition from, Duration atMost, Optional<Condition> until) {}

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
        SOFTWARE;

        /** Whether a part that no program can talk to guards it as well. */
        public boolean isHardWired() {
            return this == HARDWIRED || this == HARDWIRED_AND_PLC;
        }
    }

    /** Whether it watches wires and nothing else: its delays are then wall time at any speed. */
    public boolean watchesOnlyWires() {
        return when.inputs().stream().allMatch(tag -> tag.id().name().startsWith("link."));
    }

    /** Whether a bypass is a matter for the safety review, or for a process engineer. */
    public boolean mayBeBypassed() {
        return bypass != Bypass.NEVER && !layer.isHardWired();
    }
}
