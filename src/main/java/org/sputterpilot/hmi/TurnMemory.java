package org.sputterpilot.hmi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.equipment.Command;
import org.sputterpilot.hmi.wire.CommandLife;
import org.sputterpilot.signals.TagTable;

/** What became of the last commands, for people who ask after the turn is over. */
public final class TurnMemory {
    private static final int MOST_COMMANDS = 1000;

    private final TagTable tags;
    private final Map<Long, Command> commands = new LinkedHashMap<>();

    public TurnMemory(TagTable tags) {
        this.tags = tags;
    }

    /** Takes what one turn left; cheap when nothing happened. */
    public void turn(List<Command> changed) {
        if (changed.isEmpty()) {
            return;
        }
        synchronized (this) {
            for (Command command : changed) {
                commands.put(command.id(), command);
                if (commands.size() > MOST_COMMANDS) {
                    commands.remove(commands.keySet().iterator().next());
                }
            }
        }
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
