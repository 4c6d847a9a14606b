package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * An alarm that needs, or needed, somebody; priority 1 is the highest.
 *
 * @param active whether its condition stands now, whatever its state
 * @param cause what may have led to it
 * @param respondS seconds there are to respond
 * @param kind its class
 * @param by who acted on it last, or empty
 * @param comment what that person said, or empty
 * @param until when it comes back by itself or, out of service, is overdue; {@code null} when nobody said
 * @param oneShot whether it comes back as soon as its condition has gone
 * @param why what keeps it quiet by design, or empty
 * @param allowed what may be asked of it now
 * @param longest the longest it may be set aside, in minutes
 */
public record LiveAlarm(
        String id,
        String title,
        int priority,
        String state,
        Instant since,
        String response,
        String consequence,
        String tag,
        String value,
        String limit,
        boolean active,
        String cause,
        long respondS,
        String kind,
        String by,
        String comment,
        Instant until,
        boolean oneShot,
        String why,
        List<String> allowed,
        Longest longest) {

    /** Minutes; {@code null} means never. */
    public record Longest(Long shelve, Long suppress, Long outOfService) {}
}
