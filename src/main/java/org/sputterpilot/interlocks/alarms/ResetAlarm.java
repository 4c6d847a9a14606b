package org.sputterpilot.interlocks.alarms;

import org.sputterpilot.signals.Reply;

/** Releases a latched alarm whose condition is gone. */
public record ResetAlarm(String alarm, String by, String reason, Reply reply) implements AlarmRequest {}
