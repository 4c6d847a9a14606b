package org.sputterpilot.interlocks.alarms;

import java.time.Duration;
import org.sputterpilot.signals.Reply;

/** An authorised person suppresses an alarm for a time, as its design would; it comes back by itself. */
public record SuppressAlarm(String alarm, Duration length, String by, String reason, Reply reply)
        implements AlarmRequest {}
