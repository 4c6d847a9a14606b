package org.sputterpilot.interlocks.alarms;

import java.time.Duration;
import org.sputterpilot.signals.Reply;

/**
 * Takes an alarm off the list for a time; it comes back by itself. A reason is demanded.
 *
 * @param length at the latest after this
 * @param oneShot whether it comes back as soon as its condition has come and gone
 */
public record ShelveAlarm(String alarm, Duration length, boolean oneShot, String by, String reason, Reply reply)
        implements AlarmRequest {}
