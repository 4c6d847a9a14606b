package org.sputterpilot.historian;

import java.util.List;
import java.util.Map;
import org.sputterpilot.equipment.Command;
import org.sputterpilot.film.FilmAccount;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.interlocks.alarms.AlarmView;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.signals.Commands;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.time.Tick;

/**
 * Everything one turn saw, decided and did. Demand and grant are both kept, so that the record can say what the recipe
 * wanted when it was tripped.
 *
 * @param tick when
 * @param image what was true and asked for
 * @param verdict what was forbidden
 * @param demands what the recipe, or a person by hand, would have liked
 * @param granted what it got
 * @param run where the run stood afterwards
 * @param alarmChanges alarms that changed their state
 * @param alarms every alarm that is not at rest
 * @param commands commands that changed their state
 * @param lostLinks what the links that are lost say about it, by their names
 * @param events what else happened
 * @param film where the film's sigma comes from
 */
public record CycleRecord(
        Tick tick,
        ProcessImage image,
        Verdict verdict,
        Demands demands,
        Commands granted,
        RunStatus run,
        List<AlarmChange> alarmChanges,
        List<AlarmView> alarms,
        List<Command> commands,
        Map<String, String> lostLinks,
        List<Event> events,
        FilmAccount film) {
    public CycleRecord {
        alarmChanges = List.copyOf(alarmChanges);
        alarms = List.copyOf(alarms);
        commands = List.copyOf(commands);
        lostLinks = Map.copyOf(lostLinks);
        events = List.copyOf(events);
    }
}
