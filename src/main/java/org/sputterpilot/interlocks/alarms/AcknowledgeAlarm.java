package org.sputterpilot.interlocks.alarms;

import org.sputterpilot.signals.Reply;

/** A person has seen an alarm; the reason is the comment. */
public record AcknowledgeAlarm(String alarm, String by, String reason, Reply reply) implements AlarmRequest {}
