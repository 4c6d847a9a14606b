package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * A deviation as it stands, with its life.
 *
 * @param run the run it belongs to; null: none
 * @param cause the rule that opened it and what it was about; null when a person did
 * @param state OPEN, UNDER_REVIEW or CLOSED
 * @param grade MINOR, MAJOR or CRITICAL
 * @param overdue whether it should have been closed by now
 * @param items it concerns; none: all of its run
 * @param needs what must be written down before it is handed in
 * @param closedBy roles that may close it
 * @param allowed what can be done to it now
 * @param life what was done to it, oldest first
 */
public record DeviationPage(
        String number,
        String run,
        String cause,
        String state,
        String grade,
        Instant openedAt,
        String openedBy,
        Instant due,
        boolean overdue,
        List<String> items,
        String description,
        String immediateAction,
        String rootCause,
        String capa,
        String decision,
        List<String> needs,
        List<String> closedBy,
        List<String> allowed,
        List<Entry> life) {
    /**
     * One line of its life.
     *
     * @param signature id of the signature under it; null: none
     */
    public record Entry(
            int number,
            Instant at,
            String who,
            String name,
            String act,
            List<Change> changes,
            String reason,
            String signature) {}

    /** One field before and after. */
    public record Change(String field, String before, String after) {}
}
