package org.sputterpilot.cycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sputterpilot.equipment.Allocation;
import org.sputterpilot.equipment.Allocation.Owner;
import org.sputterpilot.equipment.EquipmentModule;
import org.sputterpilot.equipment.IdleRule;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.equipment.ReleaseLock;
import org.sputterpilot.equipment.TakeLock;
import org.sputterpilot.historian.Event;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/**
 * Which equipment modules people have their hands in. While a lock is held nothing is written to its module: no demand
 * of a recipe or a person, no idle rule, and no safe-state value of an interlock either, because closing a valve hurts
 * as much as opening it. That is safe because a lock is given only on a module that is at rest, and because the
 * hard-wired chains do not pass through here (decision 0012).
 *
 * <p>Owned by the cycle's thread; {@link #held} may be read from any.
 */
public final class MaintenanceLocks {
    private static final TagId HEARTBEAT = TagId.of("plc.heartbeat");

    private final TagTable tags;
    private final PhysicalModel unit;
    private final Allocation allocation;
    private final Map<TagId, String> moduleOf = new HashMap<>();
    private volatile List<MaintenanceLock> held = List.of();

    /**
     * No locks.
     *
     * @param allocation is told of every lock, so that nobody gets a locked module
     */
    public MaintenanceLocks(TagTable tags, PhysicalModel unit, Allocation allocation) {
        this.tags = tags;
        this.unit = unit;
        this.allocation = allocation;
        unit.modules().forEach(module -> module.idle().keySet().forEach(tag -> moduleOf.put(tag, module.id())));
    }

    /** Locks that were held when the program ended; in force before the first write. */
    public void restore(List<MaintenanceLock> found) {
        now(found);
    }

    private void now(List<MaintenanceLock> locks) {
        held = List.copyOf(locks);
        allocation.locked(held.stream()
                .collect(Collectors.groupingBy(
                        MaintenanceLock::module,
                        Collectors.mapping(MaintenanceLock::words, Collectors.joining(", ")))));
    }

    /** Every lock that is held, oldest first. */
    public List<MaintenanceLock> held() {
        return held;
    }

    /** Whether nothing may be written to this command. */
    boolean covers(TagId command) {
        return !held.isEmpty() && isLocked(moduleOf.get(command));
    }

    private boolean isLocked(String module) {
        for (MaintenanceLock lock : held) {
            if (lock.module().equals(module)) {
                return true;
            }
        }
        return false;
    }

    /** Why nothing may be written to this command, or empty when it may. */
    Optional<String> refusal(TagId command) {
        return Optional.ofNullable(moduleOf.get(command)).flatMap(module -> refusal(List.of(module)));
    }

    /** Which of these modules are locked, by whom and why; empty when none is. */
    public Optional<String> refusal(Collection<String> modules) {
        String text = modules.stream()
                .filter(this::isLocked)
                .sorted()
                .map(module -> module + ": "
                        + held.stream()
                                .filter(lock -> lock.module().equals(module))
                                .map(MaintenanceLock::words)
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /**
     * Answers this turn's requests.
     *
     * @param busy why no module is at rest now, or empty
     */
    void advance(ProcessImage image, RunStatus run, Optional<String> busy, List<Event> events) {
        for (TakeLock asked : image.requests(TakeLock.class)) {
            take(asked, image, run, busy, events);
        }
        for (ReleaseLock asked : image.requests(ReleaseLock.class)) {
            release(asked, events);
        }
    }

    private void take(TakeLock asked, ProcessImage image, RunStatus run, Optional<String> busy, List<Event> events) {
        MaintenanceLock lock = asked.lock();
        Optional<EquipmentModule> module = unit.modules().stream()
                .filter(m -> m.id().equals(lock.module()))
                .findFirst();
        if (module.isEmpty()) {
            asked.reply().refuse("the tool has no module " + lock.module());
        } else if (!isLockable(module.get())) {
            asked.reply()
                    .refuse(module.get().title() + " cannot be locked: without its heartbeat the PLC trips everything");
        } else if (held.stream()
                .anyMatch(l -> l.module().equals(lock.module()) && l.holder().equals(lock.holder()))) {
            asked.reply().refuse(lock.name() + " holds a lock on " + lock.module() + " already", "HELD", List.of());
        } else if (!ManualControl.isAtRest(run.state())) {
            asked.reply().refuse("a run has the unit", run.state().name(), List.of());
        } else if (busy.isPresent()) {
            asked.reply().refuse(busy.get(), "BUSY", List.of());
        } else if (allocation.holder(Owner.RUN, lock.module()).isPresent()) {
            String by = allocation.holder(Owner.RUN, lock.module()).get();
            asked.reply()
                    .refuse(
                            "held by " + by + ": reset the run first",
                            run.state().name(),
                            List.of());
        } else {
            List<String> awake = awake(module.get(), image);
            if (awake.isEmpty() || isLocked(lock.module())) {
                List<MaintenanceLock> all = new ArrayList<>(held);
                all.add(lock);
                now(all);
                events.add(new Event("MAINTENANCE_LOCK", lock.module(), "Locked: " + lock.reason(), lock.holder()));
                asked.reply().accept(lock.id());
            } else {
                asked.reply()
                        .refuse(
                                "not at rest, and a lock would leave it so: " + String.join(", ", awake),
                                "AWAKE",
                                awake);
            }
        }
    }

    /** Whether people may lock it: not the module that carries the heartbeat. */
    public static boolean isLockable(EquipmentModule module) {
        return !module.idle().containsKey(HEARTBEAT);
    }

    /** Commands of a module that are neither idle nor off, or of which nobody knows. */
    private List<String> awake(EquipmentModule module, ProcessImage image) {
        List<String> awake = new ArrayList<>();
        module.idle().forEach((id, rule) -> {
            if (rule instanceof IdleRule.To idle) {
                Tag tag = tags.get(id);
                double now = image.number(id);
                double near = tag.isState() ? 0.5 : 1e-6 * (tag.high() - tag.low());
                boolean rests = Math.abs(now - idle.value()) <= near
                        || Math.abs(now) <= near
                        || tag.failsafe().isPresent()
                                && Math.abs(now - tag.failsafe().get()) <= near;
                if (!rests) {
                    awake.add(tag.title() + " " + (Double.isNaN(now) ? "not known" : tag.text(now)));
                }
            }
        });
        return awake;
    }

    private void release(ReleaseLock asked, List<Event> events) {
        Optional<MaintenanceLock> found =
                held.stream().filter(lock -> lock.id().equals(asked.lock())).findFirst();
        if (found.isEmpty()) {
            asked.reply().refuse("there is no lock " + asked.lock());
        } else if (!found.get().holder().equals(asked.by())) {
            asked.reply()
                    .refuse("held by " + found.get().words() + ": each holder takes off their own", "HELD", List.of());
        } else {
            now(held.stream().filter(lock -> !lock.id().equals(asked.lock())).toList());
            events.add(new Event("MAINTENANCE_LOCK", found.get().module(), "Released: " + asked.reason(), asked.by()));
            asked.reply().accept(asked.lock());
        }
    }
}
