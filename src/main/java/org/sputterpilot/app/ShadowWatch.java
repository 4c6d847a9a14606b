package org.sputterpilot.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sputterpilot.equipment.EquipmentModule;
import org.sputterpilot.equipment.IdleRule;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.hmi.wire.ShadowPage;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Measure;

/**
 * Holds what the controller wants against what the plant's own registers say, turn by turn. In shadow mode this is all
 * that comes of its will: another controller drives, and this one shows where it would have done otherwise.
 */
final class ShadowWatch {
    private static final TagId HEARTBEAT = TagId.of("plc.heartbeat");
    /** What a register may be off by rounding, as a share of the tag's range. */
    private static final double ROUNDING = 1e-6;

    private static final long ALIKE = Long.MIN_VALUE;

    private final boolean writes;
    private final List<Command> commands = new ArrayList<>();
    private volatile Optional<Seen> seen = Optional.empty();

    /** A command tag, and what it gets when nobody holds its module. */
    private record Command(Tag tag, OptionalDouble rest) {
        /** What would be written; empty when the controller has no will about it. */
        private OptionalDouble would(CycleRecord turn) {
            Double granted = turn.granted().values().get(tag.id());
            return granted == null ? rest : OptionalDouble.of(granted);
        }
    }

    /**
     * A turn, compared.
     *
     * @param otherSince since when each command has stood otherwise in the plant, in nanoseconds of the tick; never
     *     changed once it is here
     */
    private record Seen(CycleRecord turn, long[] otherSince) {}

    /** @param writes whether the controller writes what it wants */
    ShadowWatch(Plant plant, boolean writes) {
        this.writes = writes;
        Map<TagId, IdleRule> idle = new HashMap<>();
        for (EquipmentModule module : plant.unit().modules()) {
            idle.putAll(module.idle());
        }
        idle.remove(HEARTBEAT);
        for (Tag tag : plant.tags().all()) {
            if (idle.containsKey(tag.id())) {
                OptionalDouble rest = idle.get(tag.id()) instanceof IdleRule.To to
                        ? OptionalDouble.of(to.value())
                        : OptionalDouble.empty();
                commands.add(new Command(tag, rest));
            }
        }
    }

    /** Looks at a turn; on the cycle's thread. The page is made when somebody asks for it. */
    void turned(CycleRecord turn) {
        long[] before = seen.map(Seen::otherSince).orElseGet(() -> {
            long[] none = new long[commands.size()];
            Arrays.fill(none, ALIKE);
            return none;
        });
        long[] now = before;
        for (int i = 0; i < before.length; i++) {
            OptionalDouble would = commands.get(i).would(turn);
            if (would.isEmpty()) {
                continue;
            }
            Tag tag = commands.get(i).tag();
            boolean same = same(tag, would.getAsDouble(), turn.image().number(tag.id()));
            if (same == (before[i] == ALIKE)) {
                continue;
            }
            now = now == before ? before.clone() : now;
            now[i] = same ? ALIKE : turn.tick().nanos();
        }
        seen = Optional.of(new Seen(turn, now));
    }

    private static boolean same(Tag tag, double would, double shows) {
        double near = tag.isState() ? 0.5 : ROUNDING * (tag.high() - tag.low());
        return Math.abs(would - shows) <= near;
    }

    private static String text(Tag tag, double base) {
        return tag.isState() ? tag.text(base) : new Measure(base, tag.unit()).toString();
    }

    /** The last turn, compared; empty before the first. */
    Optional<ShadowPage> page() {
        return seen.map(this::page);
    }

    private ShadowPage page(Seen last) {
        CycleRecord turn = last.turn();
        List<ShadowPage.Difference> differences = new ArrayList<>();
        int compared = 0;
        for (int i = 0; i < commands.size(); i++) {
            Tag tag = commands.get(i).tag();
            OptionalDouble would = commands.get(i).would(turn);
            if (would.isEmpty()) {
                continue;
            }
            compared++;
            long since = last.otherSince()[i];
            if (since == ALIKE) {
                continue;
            }
            double shows = turn.image().number(tag.id());
            differences.add(new ShadowPage.Difference(
                    tag.id().name(),
                    tag.title(),
                    text(tag, would.getAsDouble()),
                    Double.isNaN(shows) ? null : text(tag, shows),
                    turn.granted().values().containsKey(tag.id()) ? "recipe or interlock" : "idle",
                    (turn.tick().nanos() - since) / 1e9));
        }
        return new ShadowPage(writes, turn.tick().at(), compared, List.copyOf(differences));
    }
}
