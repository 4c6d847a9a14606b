package org.sputterpilot.replay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.cycle.Inbox;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Request;
import org.sputterpilot.time.Tick;

/**
 * What one turn was given, read from an input log, and what it decided then.
 *
 * @param told what the engine was told before it
 * @param readings the tags that were heard of since the turn before, whether or not they had changed
 * @param scale plant seconds per second on a wire
 * @param lostLinks what the lost links said
 * @param failed writes the field had not taken
 * @param decided what came of it; empty when the turn broke off
 */
record InputTurn(
        Tick tick,
        List<Told> told,
        List<Reading> readings,
        double scale,
        List<Request> requests,
        Map<String, String> lostLinks,
        List<Inbox.FailedWrite> failed,
        Optional<Decided> decided) {}
