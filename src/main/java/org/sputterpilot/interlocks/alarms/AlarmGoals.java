package org.sputterpilot.interlocks.alarms;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * By what the alarm system itself is judged, as the plant file says it with the source of each number.
 *
 * @param floodBegins more annunciated alarms than this within the window begin a flood
 * @param floodEnds fewer than this end it
 * @param floodWindow the window of flood and peak
 * @param stale an alarm that has stood longer is stale
 * @param chatterCount so many annunciations of one alarm within {@code chatterWithin} are chatter
 * @param fleeting an alarm that goes again within this, before anybody acknowledged it, was fleeting
 * @param goals what each figure should be, by the figure's name
 */
public record AlarmGoals(
        int floodBegins,
        int floodEnds,
        Duration floodWindow,
        Duration stale,
        int chatterCount,
        Duration chatterWithin,
        Duration fleeting,
        Map<Figure, Goal> goals) {

    /** What is measured and has a goal. */
    public enum Figure {
        PER_TEN_MINUTES,
        PER_DAY,
        PEAK_TEN_MINUTES,
        FLOOD_SHARE,
        STALE,
        CHATTERING,
        FLEETING,
        TOP_TEN_SHARE,
        PRIORITY_1_SHARE,
        PRIORITY_2_SHARE,
        PRIORITY_3_4_SHARE,
        UNAUTHORISED;

        /** Whether it is a share of one, and not a count. */
        public boolean isShare() {
            return name().endsWith("_SHARE");
        }
    }

    /**
     * A goal.
     *
     * @param atMost the most it should be; a number, or a share of one; empty where it should not be less than
     *     {@code atLeast}
     * @param mark R read, M remembered, C computed, A assumed
     * @param source where the number comes from
     */
    public record Goal(Optional<Double> atMost, Optional<Double> atLeast, String mark, String source) {
        /** Whether a figure meets it; one that is not known does. */
        public boolean met(double value) {
            return !(atMost.isPresent() && value > atMost.get()) && !(atLeast.isPresent() && value < atLeast.get());
        }
    }

    public AlarmGoals {
        goals = Map.copyOf(goals);
    }
}
