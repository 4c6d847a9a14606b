package org.sputterpilot.replay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.cycle.Inbox;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * Everything one turn was given, and what came of it, as the engine leaves it behind: all of it immutable, so that
 * writing it down need not be done by the cycle.
 *
 * @param told what the engine was told before it, in that order
 * @param sensed the image as it was frozen, before anything was derived
 * @param failed writes the field had not taken
 * @param lostLinks what the lost links said
 * @param turn what came of it; empty when it broke off
 */
public record TurnInputs(
        Tick tick,
        List<Told> told,
        ProcessImage sensed,
        List<Inbox.FailedWrite> failed,
        Map<String, String> lostLinks,
        Optional<CycleRecord> turn) {}
