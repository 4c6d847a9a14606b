package org.sputterpilot.cycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.sputterpilot.equipment.EquipmentModule;
import org.sputterpilot.equipment.IdleRule;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.recipes.ShutterSaid;
import org.sputterpilot.signals.Commands;
import org.sputterpilot.signals.Demands;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/**
 * The modules people move. Nothing is written to them, and their registers need not exist: in the image stands, in the
 * place of each command, what the program would have written, which is what it asks of the person. A shutter without
 * position switches is where the person at it last said, from the moment of their key on; before anybody has said
 * anything, nobody knows.
 */
public final class HandModules {
    private static final TagId THROTTLE_MODE = TagId.of("chamber.throttle.mode");
    private static final TagId THROTTLE_MODE_SET = TagId.of("chamber.throttle.mode_set");
    private static final TagId SHUTTER_OPEN = TagId.of("shutter.is_open");
    private static final TagId SHUTTER_CLOSED = TagId.of("shutter.is_closed");
    private static final TagId PRESSURE = TagId.of("chamber.pressure");

    private final TagTable tags;
    private final Map<TagId, EquipmentModule> modules = new TreeMap<>();
    private final Map<TagId, Double> asked = new TreeMap<>();
    private final boolean throttle;
    private final boolean shutterIsTold;
    private final int[] onTheGaugesClock;
    private Optional<ShutterSaid> said = Optional.empty();
    private Instant saidAt = Instant.EPOCH;
    private boolean fresh;

    /** The hand-moved modules of a unit; there may be none. */
    public HandModules(TagTable tags, PhysicalModel unit) {
        this.tags = tags;
        unit.modules().stream()
                .filter(module -> module.control() == EquipmentModule.Control.MANUAL)
                .forEach(module -> module.idle().keySet().forEach(tag -> modules.put(tag, module)));
        throttle = unit.byHand().throttle().isPresent();
        shutterIsTold =
                unit.byHand().shutter().filter(hand -> !hand.hasSwitches()).isPresent();
        String link = tags.get(PRESSURE).link();
        onTheGaugesClock = IntStream.range(0, tags.size())
                .filter(slot -> tags.at(slot).link().equals(link))
                .toArray();
        asked(Commands.of(Demands.SAFE));
    }

    /** Whether the program moves everything itself. */
    boolean moveNothing() {
        return modules.isEmpty();
    }

    /** Whether a person moves what this command would move. */
    public boolean covers(TagId command) {
        return modules.containsKey(command);
    }

    /** Why nobody may write to this command, or empty when a person does not move it. */
    Optional<String> refusal(TagId command) {
        return Optional.ofNullable(modules.get(command))
                .map(module -> module.title() + " is MANUAL: it is moved at the tool, nothing is written to it");
    }

    /**
     * What the turn would have written. What nobody asks for follows its idle rule; beside something that is asked for,
     * nobody knows what a hand does to the rest of the module.
     */
    void asked(Commands granted) {
        modules.forEach((tag, module) -> {
            boolean held = module.idle().keySet().stream()
                    .anyMatch(other -> granted.values().containsKey(other));
            double idle = !held && module.idle().get(tag) instanceof IdleRule.To to ? to.value() : Double.NaN;
            asked.put(tag, granted.values().getOrDefault(tag, idle));
        });
    }

    /** Where a person says the shutter is; nothing is forgotten when a run says nothing any more. */
    void said(Optional<ShutterSaid> now) {
        if (now.isPresent() && !now.equals(said)) {
            said = now;
            fresh = true;
        }
    }

    /** Puts what is asked and what was said into the image of a turn. */
    void fill(ProcessImage measured, ProcessImage.Builder into, Tick tick) {
        asked.forEach((tag, value) -> put(into, tag, value, tick.at()));
        if (throttle) {
            put(into, THROTTLE_MODE, asked.get(THROTTLE_MODE_SET), tick.at());
        }
        if (shutterIsTold) {
            if (fresh) {
                saidAt = byTheGaugesClock(
                        measured, tick.elapsed().minus(said.get().elapsed()));
                fresh = false;
            }
            double open = said.map(where -> where.open() ? 1.0 : 0.0).orElse(Double.NaN);
            put(into, SHUTTER_OPEN, open, saidAt);
            put(into, SHUTTER_CLOSED, 1 - open, saidAt);
        }
    }

    /** Film is counted by the instruments' clock, so the key has to be told by it as well. */
    private Instant byTheGaugesClock(ProcessImage measured, Duration ago) {
        return IntStream.of(onTheGaugesClock)
                .filter(slot -> measured.quality(slot) != Quality.BAD)
                .mapToObj(measured::sourceTime)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH)
                .minus(ago);
    }

    private void put(ProcessImage.Builder into, TagId tag, double value, Instant at) {
        into.put(tags.slot(tag), value, Double.isNaN(value) ? Quality.BAD : Quality.GOOD, at, at, 0);
    }
}
