package org.sputterpilot.interlocks.alarms;

import org.sputterpilot.signals.Request;

/** Something a person asks of one alarm. */
public sealed interface AlarmRequest extends Request
        permits AcknowledgeAlarm,
                ShelveAlarm,
                UnshelveAlarm,
                SuppressAlarm,
                UnsuppressAlarm,
                ResetAlarm,
                RemoveAlarmFromService,
                ReturnAlarmToService {
    /** Id of the alarm. */
    String alarm();
}
