package org.sputterpilot.hmi.wire;

import java.time.Instant;

/**
 * One cause on the maintenance list.
 *
 * @param limit what trips it
 * @param valueUnit unit of its trip value, or null where it watches switches only
 * @param intervalDays how often it must be tested
 * @param guided whether the virtual chamber can test it
 * @param byHand why it cannot, or null
 * @param leavesOut what a guided test does not show, or null
 * @param last the last test that showed something, or null
 * @param lastPassAt when it last passed, or null
 * @param dueAt from when on production may not start; null: a virtual chamber's counts as in date
 * @param standing IN_DATE, DUE_SOON, OVERDUE or FAILED
 * @param overdue whether production may not start because of it
 * @param running id of the guided test of it that is on, or null
 */
public record ProofTestRow(
        String cause,
        String title,
        String hazard,
        String layer,
        String limit,
        String valueUnit,
        long intervalDays,
        boolean guided,
        String byHand,
        String leavesOut,
        Last last,
        Instant lastPassAt,
        Instant dueAt,
        String standing,
        boolean overdue,
        String running) {

    /** The last test of a cause, by whom and with which result. */
    public record Last(String id, Instant at, String who, String name, String kind, String result) {}
}
