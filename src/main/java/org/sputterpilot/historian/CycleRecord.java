package org.sputterpilot.historian;

import java.util.List;
import org.sputterpilot.signals.Commands;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * Everything one turn saw, decided and did. Demand and grant are both kept, so that the record can say what the recipe
 * wanted when it was tripped.
 *
 * @param tick when
 * @param image what was true
 * @param verdict what was forbidden
 * @param demands what the recipe would have liked
 * @param granted what it got
 * @param run where the run stood afterwards
 * @param alarms alarms that changed
 * @param events what else happened
 */
public record CycleRecord(
        Tick tick,
        ProcessImage image,
        VerdictFacts verdict,
        Demands demands,
        Commands granted,
        RunFacts run,
        List<AlarmFact> alarms,
        List<Event> events) {
    public CycleRecord {
        alarms = List.copyOf(alarms);
        events = List.copyOf(events);
    }
}
