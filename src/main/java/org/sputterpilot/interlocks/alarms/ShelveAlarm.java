package org.sputterpilot.interlocks.alarms;

import java.time.Duration;
import org.sputterpilot.signals.Reply;

/** Takes an alarm off the list for a time; it comes back by itself. A reason is demanded. */
public record ShelveAlarm(String alarm, Duration length, String by, String reason, Reply reply)
        implements AlarmRequest {}
