package org.sputterpilot.hmi;

import java.util.List;
import org.sputterpilot.historian.AlarmBook;
import org.sputterpilot.hmi.wire.LiveAlarm;
import org.sputterpilot.interlocks.alarms.Rationalisation;

/** The counter for alarms: everything there is, what happened to it, and whether what was done is kept. */
public interface AlarmDesk {
    /** Every alarm there is, at rest or not. */
    List<LiveAlarm> all();

    /** What each alarm means, and by what they are judged together. */
    Rationalisation rationalisation();

    AlarmBook book();

    /** Waits until what people did to alarms would survive a power cut; false when that takes too long. */
    boolean kept();
}
