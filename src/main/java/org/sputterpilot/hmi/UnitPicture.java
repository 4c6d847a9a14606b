package org.sputterpilot.hmi;

import java.util.List;
import org.sputterpilot.hmi.wire.LiveAlarm;
import org.sputterpilot.hmi.wire.LiveLink;
import org.sputterpilot.hmi.wire.LiveLock;
import org.sputterpilot.hmi.wire.LivePermissive;
import org.sputterpilot.hmi.wire.LiveRun;
import org.sputterpilot.hmi.wire.LiveVerdict;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * The unit after one turn, in the words of the screens.
 *
 * @param tick which turn
 * @param image every reading
 * @param run the run, or {@code null} when there is none
 * @param unitState IDLE, or the ISA-88 state of the run
 * @param unitMode AUTOMATIC, SEMI_AUTOMATIC or MANUAL
 * @param verdict what is forbidden
 * @param alarms alarms that are not normal, most urgent first
 * @param permissives what a start or a phase waits for
 * @param links connections to the field
 * @param locks maintenance locks that are held
 * @param proofTest the cause a guided proof test is on for, or {@code null}
 */
public record UnitPicture(
        Tick tick,
        ProcessImage image,
        LiveRun run,
        String unitState,
        String unitMode,
        LiveVerdict verdict,
        List<LiveAlarm> alarms,
        List<LivePermissive> permissives,
        List<LiveLink> links,
        List<LiveLock> locks,
        String proofTest) {}
