package org.sputterpilot.interlocks.alarms;

import org.sputterpilot.signals.Reply;

/** Brings an alarm back from maintenance. */
public record ReturnAlarmToService(String alarm, String by, String reason, Reply reply) implements AlarmRequest {}
