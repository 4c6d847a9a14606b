package org.sputterpilot.hmi.wire;

import java.time.Instant;

/** A line of the alarm journal: one move of one alarm. */
public record AlarmMove(
        Instant at,
        long tick,
        String alarm,
        String title,
        int priority,
        String from,
        String to,
        String event,
        String value,
        String who,
        String comment,
        Instant until,
        boolean oneShot,
        String run,
        String phase) {}
