package org.sputterpilot.cycle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sputterpilot.equipment.Allocation;
import org.sputterpilot.equipment.Allocation.Owner;
import org.sputterpilot.equipment.Command;
import org.sputterpilot.equipment.ManualWrite;
import org.sputterpilot.equipment.SetMode;
import org.sputterpilot.equipment.UnitMode;
import org.sputterpilot.historian.Event;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.signals.Commands;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/**
 * What a person asks for in manual mode. A manual demand is a demand like a recipe's: it stands until it is overwritten
 * or the mode is left, and the interlocks limit it. Manual mode and a run exclude each other.
 */
public final class ManualControl {
    /** States in which no run has the unit. */
    private static final Set<RunState> AT_REST =
            EnumSet.of(RunState.IDLE, RunState.COMPLETE, RunState.STOPPED, RunState.ABORTED);

    private static final Set<String> NOT_BY_HAND = Set.of("plc.heartbeat", "plc.reset");

    private final TagTable tags;
    private final MaintenanceLocks locks;
    private final HandModules hands;
    private final Allocation allocation;
    private final Map<TagId, Double> demands = new TreeMap<>();
    private final List<ManualWrite> pending = new ArrayList<>();
    private volatile UnitMode mode = UnitMode.AUTOMATIC;

    public ManualControl(TagTable tags, MaintenanceLocks locks, HandModules hands, Allocation allocation) {
        this.tags = tags;
        this.locks = locks;
        this.hands = hands;
        this.allocation = allocation;
    }

    /** Whether no run has the unit. */
    static boolean isAtRest(RunState state) {
        return AT_REST.contains(state);
    }

    /** The unit's mode; readable from any thread. */
    public UnitMode mode() {
        return mode;
    }

    /** Takes this turn's requests and says what people want. */
    Demands advance(ProcessImage image, RunStatus run) {
        image.requests(SetMode.class).stream()
                .filter(request -> !request.reply().isAnswered())
                .forEach(request -> change(request, run));
        demands.keySet().removeIf(locks::covers); // nothing waits behind a lock for the moment of its release
        image.requests(ManualWrite.class).forEach(this::take);
        if (demands.isEmpty()) {
            allocation.release(Owner.HAND);
        }
        return mode == UnitMode.MANUAL ? Demands.of(demands) : Demands.SAFE;
    }

    private void change(SetMode request, RunStatus run) {
        if (request.mode() == UnitMode.MANUAL && !isAtRest(run.state())) {
            request.reply().refuse("a run has the unit", run.state().name(), List.of("AUTOMATIC"));
            return;
        }
        mode = request.mode();
        demands.clear();
        request.reply().accept(mode.name());
    }

    private void take(ManualWrite write) {
        refusal(write)
                .or(() -> take(write.tag(), write.by()))
                .ifPresentOrElse(why -> write.reply().refuse(why, mode.name(), List.of()), () -> {
                    demands.put(write.tag(), write.value());
                    pending.add(write);
                });
    }

    /**
     * The module of a written command is a person's until the mode is left; answers who has it, if somebody else does.
     */
    private Optional<String> take(TagId tag, String by) {
        Set<TagId> all = new TreeSet<>(demands.keySet());
        all.add(tag);
        return allocation.acquire(Owner.HAND, by + " in manual mode", allocation.modules(all));
    }

    private Optional<String> refusal(ManualWrite write) {
        if (mode != UnitMode.MANUAL) {
            return Optional.of("the unit is in mode " + mode + ", not MANUAL");
        }
        Optional<Tag> tag = tags.find(write.tag());
        if (tag.isEmpty()
                || !tag.get().isCommand()
                || NOT_BY_HAND.contains(write.tag().name())) {
            return Optional.of(write.tag() + " is no command a person may write");
        }
        Optional<String> locked = locks.refusal(write.tag());
        if (locked.isPresent()) {
            return Optional.of("locked for maintenance, " + locked.get());
        }
        Optional<String> byHand = hands.refusal(write.tag());
        if (byHand.isPresent()) {
            return byHand;
        }
        return tag.get().takes(write.value()) ? Optional.empty() : Optional.of("outside the range of " + write.tag());
    }

    /**
     * Answers this turn's writes with the id of the command each became; one an interlock forbids is refused at once.
     *
     * @return what was written, for the log
     */
    List<Event> settle(Actuators actuators, Commands granted, Tick tick) {
        List<Event> written = new ArrayList<>();
        for (ManualWrite write : pending) {
            if (granted.limited().contains(write.tag())) {
                demands.remove(write.tag());
                Command refused =
                        actuators.refuse(write.tag(), write.value(), write.by(), "forbidden by an interlock", tick);
                write.reply().accept(Long.toString(refused.id()));
            } else {
                String value = tags.get(write.tag()).text(write.value());
                written.add(new Event(
                        "MANUAL_WRITE", write.tag().name(), value + " by hand: " + write.reason(), write.by()));
                write.reply()
                        .accept(actuators
                                .of(write.tag())
                                .map(c -> Long.toString(c.id()))
                                .orElse(""));
            }
        }
        pending.clear();
        return written;
    }

    /** Whether the unit can take a run: not while a person has it by hand. */
    public boolean allowsRun() {
        return mode != UnitMode.MANUAL;
    }
}
