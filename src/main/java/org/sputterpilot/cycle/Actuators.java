package org.sputterpilot.cycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.sputterpilot.equipment.Allocation;
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
 * with the heartbeat: a controller that stops turning is noticed by the PLC. The heartbeat is kept back while a value
 * an interlock dictates is not in the plant's own register: then the PLC's watchdog does what our writes cannot. A
 * device that does not follow its register is no reason for that; it has its own rows in the matrix.
 */
public final class Actuators {
    private static final TagId HEARTBEAT = TagId.of("plc.heartbeat");
    private static final Duration FORCED_RETRY = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** A register that holds something else for so long has not taken the safe state. */
    private static final Duration UNTAKEN = Duration.ofSeconds(1);

    private static final int HEARTBEAT_WRAP = 65536;

    private final Map<TagId, Channel> channels = new LinkedHashMap<>();
    private final Consumer<List<Write>> field;
    private final boolean writes;
    private final MaintenanceLocks locks;
    private final HandModules hands;
    private final List<Command> changed = new ArrayList<>();
    private List<String> untaken = List.of();
    private long nextId = 1;
    private int beat;

    /** One command tag and what it is under now. */
    private static final class Channel {
        final Tag tag;
        final int slot;
        final int confirmSlot;
        final double near;
        final IdleRule idle;
        Command command;
        Timer sent;
        Timer untaken;
        boolean heard;
        long turn = -1;

        Channel(Tag tag, TagTable tags, IdleRule idle) {
            this.tag = tag;
            this.slot = tags.slot(tag.id());
            this.confirmSlot = tag.confirmedBy().map(tags::slot).orElse(-1);
            this.near = tag.isState() ? 0.5 : 1e-6 * (tag.high() - tag.low());
            this.idle = idle;
        }

        boolean echoes(double value, ProcessImage image) {
            return Math.abs(image.number(slot) - value) <= near;
        }

        boolean confirms(double value, ProcessImage image) {
            return confirmSlot < 0
                    || Math.abs(image.number(confirmSlot) - value) <= Math.max(tag.confirmTolerance(), near);
        }

        /** A value outside the tag's range, or none at all, never leaves. */
        String refusal(double value) {
            if (!Double.isFinite(value)) {
                return "no finite number";
            }
            return tag.takes(value) ? "" : "outside the tag's range";
        }

        String missed(boolean echoed) {
            return echoed ? tag.confirmedBy().orElseThrow() + " did not follow" : "the plant never took the value";
        }
    }

    /**
     * Actuators of one unit.
     *
     * @param field takes a batch of writes in order; {@code null} in shadow mode, where nothing is ever written
     */
    public Actuators(TagTable tags, PhysicalModel unit, Consumer<List<Write>> field) {
        this(tags, unit, field, new MaintenanceLocks(tags, unit, new Allocation(unit)), new HandModules(tags, unit));
    }

    /** Actuators that write nothing to a module somebody has locked, and nothing ever to one that a person moves. */
    public Actuators(
            TagTable tags, PhysicalModel unit, Consumer<List<Write>> field, MaintenanceLocks locks, HandModules hands) {
        this.locks = locks;
        this.hands = hands;
        this.writes = field != null;
        this.field = writes ? field : batch -> {};
        unit.modules().forEach(module -> module.idle().forEach((id, rule) -> {
            if (!id.equals(HEARTBEAT)) {
                channels.put(id, new Channel(tags.get(id), tags, rule));
            }
        }));
    }

    /** Writes what was granted, what the idle rules say of the rest, and the heartbeat if all is well. */
    public void apply(Commands granted, ProcessImage image, List<Inbox.FailedWrite> failed, Tick tick) {
        changed.clear();
        for (Inbox.FailedWrite refusal : failed) {
            Channel channel = channels.get(refusal.tag());
            if (channel != null) {
                channel.sent = null;
            }
        }
        List<Write> batch = new ArrayList<>();
        for (TagId forced : granted.forced()) {
            Channel channel = channels.get(forced);
            channel.turn = tick.number();
            if (!withheld(channel)) {
                drive(channel, granted.values().get(forced), "interlock", image, tick, batch);
            }
        }
        boolean taken = observeTaken(granted, image, tick);
        for (Channel channel : channels.values()) {
            if (channel.turn != tick.number() && !withheld(channel)) {
                follow(channel, granted, image, tick, batch);
            }
        }
        hands.asked(granted);
        if (writes) {
            if (taken && granted.vouched()) {
                beat = (beat + 1) % HEARTBEAT_WRAP;
                batch.add(new Write(HEARTBEAT, beat));
            }
            field.accept(batch);
        }
    }

    /**
     * Whether the plant's registers hold what the interlocks dictate. A register that was never read yet keeps the
     * heartbeat back, but calls nobody: at a start the wires take their time.
     */
    private boolean observeTaken(Commands granted, ProcessImage image, Tick tick) {
        List<String> missing = new ArrayList<>(0);
        boolean taken = true;
        for (TagId forced : granted.forced()) {
            Channel channel = channels.get(forced);
            boolean echoed = channel.echoes(granted.values().get(forced), image);
            channel.heard |= Double.isFinite(image.number(channel.slot));
            if (echoed || locks.covers(forced) || hands.covers(forced)) {
                channel.untaken = null;
            } else if (channel.untaken == null) {
                channel.untaken = Timer.started(tick);
            } else if (channel.untaken.reached(image.stretched(UNTAKEN), tick)) {
                taken = false;
                if (channel.heard) {
                    missing.add(forced.name());
                }
            }
        }
        untaken = missing;
        return taken;
    }

    /** Command tags whose register does not hold what an interlock dictates, in the order in which they must act. */
    public List<String> untaken() {
        return untaken;
    }

    /** A person has their hands in it: not even the safe state is written, and nothing waits for the release. */
    private boolean withheld(Channel channel) {
        if (!locks.covers(channel.tag.id())) {
            return false;
        }
        if (channel.command != null) {
            overtake(channel, "locked for maintenance");
            channel.command = null;
            channel.sent = null;
        }
        return true;
    }

    private void follow(Channel channel, Commands granted, ProcessImage image, Tick tick, List<Write> batch) {
        Double asked = granted.values().get(channel.tag.id());
        if (asked != null) {
            drive(channel, asked, "recipe", image, tick, batch);
        } else if (channel.idle instanceof IdleRule.To to) {
            drive(channel, to.value(), "idle", image, tick, batch);
        } else if (channel.command != null) {
            overtake(channel, "nobody asks for it any more");
            channel.command = null;
            channel.sent = null;
        }
    }

    private void drive(Channel channel, double value, String by, ProcessImage image, Tick tick, List<Write> batch) {
        if (channel.command == null || Double.compare(channel.command.value(), value) != 0) {
            begin(channel, value, by, tick);
        }
        CommandState state = channel.command.state();
        if (state == CommandState.REFUSED) {
            return;
        }
        boolean echoed = channel.echoes(value, image);
        boolean confirmed = echoed && channel.confirms(value, image);
        if (state == CommandState.SENT) {
            if (confirmed) {
                keep(channel, channel.command.now(CommandState.CONFIRMED, ""));
            } else if (channel.command.since().reached(image.stretched(channel.tag.confirmWithin()), tick)) {
                keep(channel, channel.command.now(CommandState.TIMED_OUT, channel.missed(echoed)));
            }
        }
        boolean insist = by.equals("interlock") && !confirmed;
        if (hands.covers(channel.tag.id())) {
            if (confirmed && state == CommandState.PERMITTED) {
                keep(channel, channel.command.now(CommandState.CONFIRMED, ""));
            }
        } else if (writes && mustWrite(channel, insist, echoed, image, tick)) {
            batch.add(new Write(channel.tag.id(), value));
            channel.sent = Timer.started(tick);
            if (state == CommandState.PERMITTED) {
                keep(channel, channel.command.now(CommandState.SENT, ""));
            }
        }
    }

    private void begin(Channel channel, double value, String by, Tick tick) {
        if (channel.command != null) {
            overtake(channel, "overtaken by a newer value");
        }
        Command command =
                new Command(nextId++, channel.tag.id(), value, CommandState.PERMITTED, by, "", Timer.started(tick));
        String refusal = channel.refusal(value);
        keep(channel, refusal.isEmpty() ? command : command.now(CommandState.REFUSED, refusal));
        channel.sent = null;
    }

    private boolean mustWrite(Channel channel, boolean insist, boolean echoed, ProcessImage image, Tick tick) {
        if (channel.sent == null) {
            return true;
        }
        return (insist || !echoed) && channel.sent.reached(image.stretched(insist ? FORCED_RETRY : RETRY), tick);
    }

    private void overtake(Channel channel, String why) {
        if (!channel.command.state().isFinal()) {
            changed.add(channel.command.now(CommandState.REFUSED, why));
        }
    }

    private void keep(Channel channel, Command command) {
        channel.command = command;
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
        return Optional.ofNullable(channels.get(tag)).map(channel -> channel.command);
    }
}
