package org.sputterpilot.hmi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.equipment.Command;
import org.sputterpilot.hmi.wire.CommandLife;
import org.sputterpilot.hmi.wire.SequenceStep;
import org.sputterpilot.interlocks.SequenceEvent;
import org.sputterpilot.signals.TagTable;

/**
 * What screens want to see of turns that are over: the sequence of events since the last first-out, and what became of
 * commands.
 */
public final class TurnMemory {
    private static final int MOST_STEPS = 200;
    private static final int MOST_COMMANDS = 1000;

    private final TagTable tags;
    private final List<SequenceEvent> sequence = new ArrayList<>();
    private final Set<String> standing = new HashSet<>();
    private final Map<Long, Command> commands = new LinkedHashMap<>();

    public TurnMemory(TagTable tags) {
        this.tags = tags;
    }

    /** Takes what one turn left; cheap when nothing happened. */
    public void turn(List<SequenceEvent> events, List<Command> changed) {
        if (events.isEmpty() && changed.isEmpty()) {
            return;
        }
        synchronized (this) {
            for (SequenceEvent event : events) {
                boolean newTrip = event.kind() == SequenceEvent.Kind.FIRST_OUT
                        && (standing.isEmpty()
                                || sequence.stream().anyMatch(e -> e.kind() == SequenceEvent.Kind.RESET));
                follow(event);
                if (newTrip) {
                    sequence.clear();
                }
                if (sequence.size() < MOST_STEPS) {
                    sequence.add(event);
                }
            }
            for (Command command : changed) {
                commands.put(command.id(), command);
                if (commands.size() > MOST_COMMANDS) {
                    commands.remove(commands.keySet().iterator().next());
                }
            }
        }
    }

    /** Effects that are not latched go back to normal by themselves; the next trip is another story. */
    private void follow(SequenceEvent event) {
        if (event.kind() == SequenceEvent.Kind.EFFECT_TRIPPED) {
            standing.add(event.id());
        } else if (event.kind() == SequenceEvent.Kind.EFFECT_NORMAL) {
            standing.remove(event.id());
        }
    }

    /** The sequence of events of the present or the last trip, with the time since its first event. */
    public synchronized List<SequenceStep> sequence() {
        if (sequence.isEmpty()) {
            return List.of();
        }
        Duration start = sequence.get(0).elapsed();
        return sequence.stream()
                .map(e -> new SequenceStep(
                        e.at(),
                        e.kind().name(),
                        e.id(),
                        e.text(),
                        e.elapsed().minus(start).toMillis()))
                .toList();
    }

    public synchronized Optional<CommandLife> command(long id) {
        return Optional.ofNullable(commands.get(id))
                .map(c -> new CommandLife(
                        c.id(),
                        c.tag().name(),
                        Shown.value(tags.get(c.tag()), c.value()),
                        c.state().name(),
                        c.by(),
                        c.why()));
    }
}
