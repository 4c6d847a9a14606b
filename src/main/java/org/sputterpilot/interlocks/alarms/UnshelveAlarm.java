package org.sputterpilot.interlocks.alarms;

import org.sputterpilot.signals.Reply;

/** Puts a shelved alarm back on the list. */
public record UnshelveAlarm(String alarm, String by, String reason, Reply reply) implements AlarmRequest {}
