package org.sputterpilot.interlocks.alarms;

import org.sputterpilot.signals.Reply;

/** Takes an alarm out of service for maintenance; it does not come back by itself. */
public record RemoveAlarmFromService(String alarm, String by, String reason, Reply reply) implements AlarmRequest {}
