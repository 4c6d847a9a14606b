package org.sputterpilot.cycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.sputterpilot.equipment.Command;
import org.sputterpilot.equipment.CommandState;
import org.sputterpilot.equipment.IdleRule;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.links.Write;
import org.sputterpilot.signals.Commands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;
import org.sputterpilot.time.Timer;

/**
 * Tells the plant what was granted: set means set, read back, or timed out.
 *
 * <p>What nobody asked for follows its idle rule. A value is written when it changes, again when the plant's echo says
 * something else, and for as long as an effect dictates it at least five times a second until the plant agrees. Writes
 * leave in one batch a turn, what an interlock dictates first and in the order its effects must act. Every turn ends
 * with the heartbeat: a controller that stops turning is noticed by the PLC.
 */
public final class Actuators {
    private static final Duration FORCED_RETRY = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int HEARTBEAT_WRAP = 65536;

    private final TagTable tags;
    private final Map<TagId, IdleRule> idle = new TreeMap<>();
    private final Consumer<List<Write>> field;
    private final TagId heartbeat = TagId.of("plc.heartbeat");
    private final boolean writes;
    private final Map<TagId, Command> current = new TreeMap<>();
    private final Map<TagId, Timer> sentAt = new TreeMap<>();
    private final List<Command> changed = new ArrayList<>();
    private volatile double communicationScale = 1;
    private long nextId = 1;
    private int beat;

    /**
     * Actuators of one unit.
     *
     * @param field takes a batch of writes in order; {@code null} in shadow mode, where nothing is ever written
     */
    public Actuators(TagTable tags, PhysicalModel unit, Consumer<List<Write>> field) {
        this.tags = tags;
        this.writes = field != null;
        this.field = writes ? field : batch -> {};
        unit.modules().forEach(module -> idle.putAll(module.idle()));
    }

    /** Plant seconds per wall second: confirmation limits guard a wire, so they stretch with the speed. */
    public void communicationScale(double scale) {
        communicationScale = scale;
    }

    /** Writes what was granted, what the idle rules say of the rest, and the heartbeat. */
    public void apply(Commands granted, ProcessImage image, List<Inbox.FailedWrite> failed, Tick tick) {
        changed.clear();
        for (Inbox.FailedWrite refusal : failed) {
            sentAt.remove(refusal.tag());
        }
        List<Write> batch = new ArrayList<>();
        for (TagId tag : order(granted)) {
            if (!tag.equals(heartbeat)) {
                wanted(tag, granted).ifPresentOrElse(v -> drive(tag, v, granted, image, tick, batch), () -> {
                    release(tag);
                });
            }
        }
        if (writes) {
            beat = (beat + 1) % HEARTBEAT_WRAP;
            batch.add(new Write(heartbeat, beat));
            field.accept(batch);
        }
    }

    private Set<TagId> order(Commands granted) {
        Set<TagId> order = new LinkedHashSet<>(granted.forced());
        order.addAll(granted.values().keySet());
        order.addAll(idle.keySet());
        return order;
    }

    private Optional<Double> wanted(TagId tag, Commands granted) {
        Double asked = granted.values().get(tag);
        if (asked != null) {
            return Optional.of(asked);
        }
        return idle.get(tag) instanceof IdleRule.To to ? Optional.of(to.value()) : Optional.empty();
    }

    private void release(TagId tag) {
        Command left = current.remove(tag);
        sentAt.remove(tag);
        if (left != null && !left.state().isFinal()) {
            finish(left.now(CommandState.REFUSED, "nobody asks for it any more"));
        }
    }

    private void drive(TagId id, double value, Commands granted, ProcessImage image, Tick tick, List<Write> batch) {
        Tag tag = tags.get(id);
        boolean forced = granted.forced().contains(id);
        Command command = current.get(id);
        if (command == null || Double.compare(command.value(), value) != 0) {
            if (command != null && !command.state().isFinal()) {
                finish(command.now(CommandState.REFUSED, "overtaken by a newer value"));
            }
            command = new Command(
                    nextId++,
                    id,
                    value,
                    CommandState.PERMITTED,
                    forced ? "interlock" : granted.values().containsKey(id) ? "recipe" : "idle",
                    "",
                    Timer.started(tick));
            String fault = refusal(tag, value);
            if (!fault.isEmpty()) {
                command = command.now(CommandState.REFUSED, fault);
            }
            sentAt.remove(id);
            keep(command);
        }
        if (command.state() == CommandState.REFUSED) {
            return;
        }
        boolean echoed = agrees(image.number(id), value, tag);
        boolean confirmed = echoed && confirmed(tag, value, image);
        if (confirmed && command.state() == CommandState.SENT) {
            keep(command.now(CommandState.CONFIRMED, ""));
        } else if (command.state() == CommandState.SENT && command.since().reached(scaled(tag.confirmWithin()), tick)) {
            keep(command.now(CommandState.TIMED_OUT, missed(tag, echoed)));
        }
        if (writes && mustWrite(id, echoed, forced && !confirmed, tick)) {
            batch.add(new Write(id, value));
            sentAt.put(id, Timer.started(tick));
            if (command.state() == CommandState.PERMITTED) {
                keep(command.now(CommandState.SENT, ""));
            }
        }
    }

    /** A value outside the tag's range, or none at all, never leaves. */
    private static String refusal(Tag tag, double value) {
        if (!Double.isFinite(value)) {
            return "no finite number";
        }
        return value < tag.low() || value > tag.high() ? "outside the tag's range" : "";
    }

    private static boolean agrees(double plant, double value, Tag tag) {
        double near = Math.max(tag.isState() ? 0.5 : 0, 1e-6 * Math.max(Math.abs(value), tag.high() - tag.low()));
        return Math.abs(plant - value) <= near;
    }

    private boolean confirmed(Tag tag, double value, ProcessImage image) {
        if (tag.confirmedBy().isEmpty()) {
            return true;
        }
        double answer = image.number(tag.confirmedBy().get());
        return Math.abs(answer - value) <= Math.max(tag.confirmTolerance(), tag.isState() ? 0.5 : 0);
    }

    private boolean mustWrite(TagId id, boolean echoed, boolean insist, Tick tick) {
        Timer sent = sentAt.get(id);
        if (sent == null) {
            return true;
        }
        return (insist || !echoed) && sent.reached(scaled(insist ? FORCED_RETRY : RETRY), tick);
    }

    private static String missed(Tag tag, boolean echoed) {
        if (!echoed) {
            return "the plant never took the value";
        }
        return tag.confirmedBy().map(other -> other + " did not follow").orElse("no answer");
    }

    private Duration scaled(Duration limit) {
        return Duration.ofNanos(Math.round(limit.toNanos() * communicationScale));
    }

    private void keep(Command command) {
        current.put(command.tag(), command);
        changed.add(command);
    }

    private void finish(Command command) {
        changed.add(command);
    }

    /** Notes a person's command that was never permitted. */
    public Command refuse(TagId tag, double value, String by, String why, Tick tick) {
        Command refused = new Command(nextId++, tag, value, CommandState.REFUSED, by, why, Timer.started(tick));
        changed.add(refused);
        return refused;
    }

    /** Commands that changed state since {@link #apply} began, oldest first. */
    public List<Command> changes() {
        return List.copyOf(changed);
    }

    /** The command a tag is under now. */
    public Optional<Command> of(TagId tag) {
        return Optional.ofNullable(current.get(tag));
    }
}
