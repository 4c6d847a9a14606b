package org.sputterpilot.interlocks.alarms;

import org.sputterpilot.signals.Reply;

/** Ends what a person suppressed; what the design suppresses stays so. */
public record UnsuppressAlarm(String alarm, String by, String reason, Reply reply) implements AlarmRequest {}
