package org.sputterpilot.interlocks.alarms;

import java.time.Duration;
import java.util.Optional;
import org.sputterpilot.interlocks.Condition;
import org.sputterpilot.units.Measure;

/**
 * One alarm as it was rationalised: an abnormal condition that wants a response; without a response it is no alarm.
 *
 * @param id such as {@code I1_WATER_WARM}
 * @param title words an operator would say
 * @param when what raises it; empty when the program itself does
 * @param during judged only while this is yes; empty: always
 * @param deadband how far the limit moves back while it stands
 * @param onDelay how long the condition must last
 * @param offDelay how long it must be gone; for the program's own alarms, how long one raising lasts (zero: until
 *     lowered)
 * @param priority 1 the most urgent … 4
 * @param latching whether it stays until a person resets it
 * @param quietWhile during what it is suppressed by design: it would only repeat the trip
 * @param suppressedBy suppressed by design while this is yes
 * @param realarm sounds again when acknowledged this long ago; zero: never
 * @param cause what may have led to it
 * @param consequence what follows if nobody acts
 * @param response what to do
 * @param timeToRespond how long there is
 * @param kind its class: what may be done with it besides answering it
 */
public record AlarmDefinition(
        String id,
        String title,
        Optional<Condition> when,
        Optional<Condition> during,
        Optional<Measure> deadband,
        Duration onDelay,
        Duration offDelay,
        int priority,
        boolean latching,
        QuietWhile quietWhile,
        Optional<Condition> suppressedBy,
        Duration realarm,
        String cause,
        String consequence,
        String response,
        Duration timeToRespond,
        AlarmClass kind) {

    /** Whether the program raises it, and not a condition. */
    public boolean isProgram() {
        return when.isEmpty();
    }

    /** Its condition as text, or nothing for the program's own. */
    public String limit() {
        return when.map(Condition::text).orElse("");
    }

    /**
     * An alarm nobody judges by a condition of its own.
     *
     * @param kind its class
     */
    static AlarmDefinition reported(
            String id,
            String title,
            int priority,
            String cause,
            String consequence,
            String response,
            Duration timeToRespond,
            AlarmClass kind) {
        return new AlarmDefinition(
                id,
                title,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                priority,
                false,
                QuietWhile.NEVER,
                Optional.empty(),
                Duration.ZERO,
                cause,
                consequence,
                response,
                timeToRespond,
                kind);
    }
}
