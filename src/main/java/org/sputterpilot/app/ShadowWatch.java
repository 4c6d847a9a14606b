package org.sputterpilot.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final Map<TagId, IdleRule> idle = new HashMap<>();
    private final boolean writes;
    private final Map<TagId, Long> otherSince = new HashMap<>();
    private volatile Optional<ShadowPage> page = Optional.empty();

    /** @param writes whether the controller writes what it wants */
    ShadowWatch(Plant plant, boolean writes) {
        this.writes = writes;
        for (EquipmentModule module : plant.unit().modules()) {
            idle.putAll(module.idle());
        }
        idle.remove(HEARTBEAT);
    }

    /** Looks at a turn; on the cycle's thread. */
    void turned(CycleRecord turn) {
        List<ShadowPage.Difference> differences = new ArrayList<>();
        int compared = 0;
        for (Tag tag : turn.image().tags().all()) {
            Double granted = turn.granted().values().get(tag.id());
            Optional<Double> rest = Optional.ofNullable(idle.get(tag.id()))
                    .filter(IdleRule.To.class::isInstance)
                    .map(rule -> ((IdleRule.To) rule).value());
            if (!idle.containsKey(tag.id()) || granted == null && rest.isEmpty()) {
                continue;
            }
            compared++;
            double would = granted != null ? granted : rest.get();
            double shows = turn.image().number(tag.id());
            if (same(tag, would, shows)) {
                otherSince.remove(tag.id());
                continue;
            }
            long since = otherSince.computeIfAbsent(tag.id(), id -> turn.tick().nanos());
            differences.add(new ShadowPage.Difference(
                    tag.id().name(),
                    tag.title(),
                    text(tag, would),
                    Double.isNaN(shows) ? null : text(tag, shows),
                    granted != null ? "recipe or interlock" : "idle",
                    (turn.tick().nanos() - since) / 1e9));
        }
        page = Optional.of(new ShadowPage(writes, turn.tick().at(), compared, List.copyOf(differences)));
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
        return page;
    }
}
