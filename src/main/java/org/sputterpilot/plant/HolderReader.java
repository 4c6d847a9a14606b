package org.sputterpilot.plant;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sputterpilot.equipment.Holder;
import org.sputterpilot.film.HolderShape;
import org.sputterpilot.physics.Carriage;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Frequency;
import org.sputterpilot.units.Length;

/** Reads {@code equipment/holders/*.yaml}: what foil is clamped to, and a load that fits. */
public final class HolderReader {

    /** One holder and the load its file shows. */
    public record HolderFile(Holder holder, Load sampleLoad) {}

    private static final double STEEPEST = Math.toRadians(25) + 1e-12;

    private HolderReader() {}

    /** All holders of a plant directory, by file name. */
    public static List<HolderFile> read(Path plant, Faults faults) {
        List<HolderFile> holders = new ArrayList<>();
        for (Path file : TagReader.yamlFiles(plant.resolve("equipment/holders"), plant, faults)) {
            YamlNode.read(file, plant.relativize(file).toString(), faults)
                    .map(HolderReader::holder)
                    .ifPresent(holders::add);
        }
        return List.copyOf(holders);
    }

    /** A holder as the film sees it. */
    public static HolderShape shape(Holder holder) {
        Carriage.Motion motion =
                switch (holder.motion()) {
                    case STATIC -> Carriage.Motion.STILL;
                    case PLATEN -> Carriage.Motion.TURNING;
                    case PLANETARY -> Carriage.Motion.PLANETS;
                };
        return new HolderShape(
                holder.id(),
                holder.revision(),
                new Carriage(
                        motion,
                        holder.throwDistance().metre(),
                        holder.offset().metre(),
                        holder.orbit().metre()),
                holder.slots().stream()
                        .map(slot -> new HolderShape.Zone(
                                slot.number(), slot.x(), slot.y(), slot.tiltRad(), slot.aperture(), slot.usable()))
                        .toList());
    }

    private static HolderFile holder(YamlNode top) {
        Holder.Motion motion = top.must("motion", n -> n.word(Holder.Motion.class), Holder.Motion.STATIC);
        boolean planets = motion == Holder.Motion.PLANETARY;
        if (!planets) {
            top.find("orbit").ifPresent(orbit -> orbit.fault("an orbit on a holder without planets", "no 'orbit'"));
        }
        List<Holder.Slot> slots = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        top.require("slots").ifPresent(list -> list.items().forEach(item -> {
            Holder.Slot slot = slot(item, planets);
            if (!numbers.add(slot.number())) {
                item.fault("slot " + slot.number() + " a second time", "each slot once");
            }
            for (Holder.Slot other : slots) {
                if (other.planet() != slot.planet()) {
                    continue;
                }
                double apart = Math.hypot(
                        slot.x().metre() - other.x().metre(),
                        slot.y().metre() - other.y().metre());
                if (apart < (slot.aperture().metre() + other.aperture().metre()) / 2) {
                    item.fault("slot " + slot.number() + " over slot " + other.number(), "apertures side by side");
                }
            }
            slots.add(slot);
        }));
        Holder holder = new Holder(
                top.text("id"),
                top.text("revision"),
                top.text("title"),
                motion,
                length(top, "throw"),
                length(top, "offset"),
                planets ? length(top, "orbit") : Length.ofMetre(0),
                Frequency.ofHertz(top.must("speed", n -> n.base(Dimension.FREQUENCY), 0.0)),
                top.must("cleaned", HolderReader::day, LocalDate.EPOCH),
                CalibrationReader.mark(top),
                top.text("source"),
                slots);
        Load load = top.must("sample_load", n -> load(n, holder), Load.of(holder.id(), List.of()));
        top.refuseUnknownKeys();
        return new HolderFile(holder, load);
    }

    private static LocalDate day(YamlNode node) {
        try {
            return LocalDate.parse(node.text());
        } catch (DateTimeParseException e) {
            node.fault("'" + node.text() + "'", "a day such as '2026-01-31'");
            return LocalDate.EPOCH;
        }
    }

    private static Holder.Slot slot(YamlNode item, boolean planets) {
        Holder.Slot slot = new Holder.Slot(
                item.must("no", YamlNode::integer, 0),
                planets ? item.must("planet", YamlNode::integer, 1) : 0,
                length(item, "x"),
                length(item, "y"),
                item.may("tilt", HolderReader::tilt, 0.0),
                length(item, "aperture"),
                length(item, "usable"),
                item.text("mask"),
                item.must("clips", YamlNode::integer, 0),
                item.may("witness", YamlNode::bool, false));
        if (slot.usable().metre() > slot.aperture().metre()) {
            item.fault(
                    "usable " + slot.usable().in("mm"),
                    "no more than the aperture " + slot.aperture().in("mm"));
        }
        item.refuseUnknownKeys();
        return slot;
    }

    /** Steeper, a part of the groove may hide behind the slot, and the film is not known that well. */
    private static double tilt(YamlNode node) {
        double tilt = node.base(Dimension.ANGLE);
        if (!(Math.abs(tilt) <= STEEPEST)) {
            node.fault("'" + node.text() + "'", "a tilt between -25 deg and 25 deg");
            return 0;
        }
        return tilt;
    }

    private static Length length(YamlNode node, String key) {
        return Length.ofMetre(node.must(key, n -> n.base(Dimension.LENGTH), 0.0));
    }

    private static Load load(YamlNode list, Holder holder) {
        List<Load.Item> items = new ArrayList<>();
        List<Load.Witness> witnesses = new ArrayList<>();
        for (YamlNode entry : list.items()) {
            int slot = entry.must("slot", YamlNode::integer, 0);
            if (holder.slot(slot).isEmpty()) {
                entry.fault("slot " + slot, "a slot of this holder");
            }
            if (entry.find("witness").isPresent()) {
                witnesses.add(new Load.Witness(slot, entry.text("witness")));
            } else {
                items.add(new Load.Item(
                        slot, entry.text("item"), entry.must("side", n -> n.word(Load.Side.class), Load.Side.A)));
            }
            entry.refuseUnknownKeys();
        }
        return new Load(holder.id(), items, witnesses);
    }
}
