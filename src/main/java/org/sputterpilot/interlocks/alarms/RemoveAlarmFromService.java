package org.sputterpilot.interlocks.alarms;

import java.time.Duration;
import org.sputterpilot.signals.Reply;

/**
 * Takes an alarm out of service while somebody works on what it watches. It does not come back by itself: who knows
 * what state its instrument is in.
 *
 * @param length after which it is overdue, and that is an alarm of its own
 */
public record RemoveAlarmFromService(String alarm, Duration length, String by, String reason, Reply reply)
        implements AlarmRequest {}
