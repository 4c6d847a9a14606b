package org.sputterpilot.historian;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.interlocks.Bypass;
import org.sputterpilot.interlocks.BypassState;
import org.sputterpilot.interlocks.CauseView;
import org.sputterpilot.interlocks.Incident;
import org.sputterpilot.interlocks.Recovery;

/** Follows one run: what tripped in it, explained, and what it went without. */
final class TripWatch {
    private final Map<Long, RunRecord.Trip> trips = new LinkedHashMap<>();
    private final Map<String, RunRecord.Bypassed> bypassed = new LinkedHashMap<>();
    private Optional<Incident> known;
    private boolean follows;

    /** @param before the incident known when the run began: it belongs to the run only while it is not over */
    TripWatch(Optional<Incident> before) {
        known = before;
        follows = before.map(incident -> !incident.over()).orElse(false);
    }

    void see(CycleRecord turn) {
        Optional<Incident> now = turn.verdict().incident();
        if (now.isPresent() && (follows || !now.equals(known))) {
            Incident incident = now.get();
            follows = !incident.over();
            trips.put(
                    incident.number(),
                    new RunRecord.Trip(incident, Recovery.of(incident, turn.verdict(), turn.image())));
        }
        known = now;
        for (Bypass bypass : turn.verdict().bypasses()) {
            if (bypass.state() == BypassState.ACTIVE) {
                int severity = turn.verdict().causes().stream()
                        .filter(view -> view.id().equals(bypass.cause()))
                        .map(CauseView::cause)
                        .findFirst()
                        .orElseThrow()
                        .severity();
                bypassed.merge(
                        bypass.cause(),
                        new RunRecord.Bypassed(
                                bypass.cause(), severity, turn.tick().dt()),
                        RunRecord.Bypassed::and);
            }
        }
    }

    List<RunRecord.Trip> trips() {
        return List.copyOf(trips.values());
    }

    List<RunRecord.Bypassed> bypassed() {
        return List.copyOf(bypassed.values());
    }
}
