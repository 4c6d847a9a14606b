package org.sputterpilot.plant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sputterpilot.equipment.Holder;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Frequency;
import org.sputterpilot.units.Length;

/** Reads {@code equipment/holders/*.yaml}: what foil is clamped to, and a load that fits. */
public final class HolderReader {

    /** One holder and the load its file shows. */
    public record HolderFile(Holder holder, Load sampleLoad) {}

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

    private static HolderFile holder(YamlNode top) {
        List<Holder.Slot> slots = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        top.require("slots").ifPresent(list -> list.items().forEach(item -> {
            Holder.Slot slot = slot(item);
            if (!numbers.add(slot.number())) {
                item.fault("slot " + slot.number() + " a second time", "each slot once");
            }
            for (Holder.Slot other : slots) {
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
                top.must("motion", n -> n.word(Holder.Motion.class), Holder.Motion.STATIC),
                length(top, "throw"),
                length(top, "offset"),
                Frequency.ofHertz(top.must("speed", n -> n.base(Dimension.FREQUENCY), 0.0)),
                slots);
        Load load = top.must("sample_load", n -> load(n, holder), Load.of(holder.id(), List.of()));
        top.refuseUnknownKeys();
        return new HolderFile(holder, load);
    }

    private static Holder.Slot slot(YamlNode item) {
        Holder.Slot slot = new Holder.Slot(
                item.must("no", YamlNode::integer, 0),
                length(item, "x"),
                length(item, "y"),
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
