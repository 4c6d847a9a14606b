package org.sputterpilot.plant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sputterpilot.equipment.EquipmentModule;
import org.sputterpilot.equipment.IdleRule;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/** Reads {@code equipment/chamber.yaml}: the physical model and its idle rules. */
public final class ChamberReader {
    private final TagTable tags;
    private final Map<TagId, String> owners = new HashMap<>();

    private ChamberReader(TagTable tags) {
        this.tags = tags;
    }

    /** The unit of a plant directory, or empty when the file cannot be read. */
    public static Optional<PhysicalModel> read(Path plant, TagTable tags, Faults faults) {
        return YamlNode.read(plant.resolve("equipment/chamber.yaml"), "equipment/chamber.yaml", faults)
                .map(top -> new ChamberReader(tags).unit(top));
    }

    private PhysicalModel unit(YamlNode top) {
        List<EquipmentModule> modules = new ArrayList<>();
        top.require("modules").ifPresent(all -> all.entries().forEach((id, node) -> modules.add(module(id, node))));
        PhysicalModel model = new PhysicalModel(top.text("process_cell"), top.text("unit"), top.text("title"), modules);
        top.refuseUnknownKeys();
        for (Tag tag : tags.all()) {
            if (tag.isCommand() && !owners.containsKey(tag.id())) {
                top.fault("no idle rule for '" + tag.id() + "'", "each command in exactly one module");
            }
        }
        return model;
    }

    private EquipmentModule module(String id, YamlNode node) {
        Map<TagId, IdleRule> idle = new TreeMap<>();
        node.require("idle").ifPresent(rules -> rules.entries().forEach((name, rule) -> {
            Optional<Tag> tag =
                    TagId.isValid(name) ? tags.find(TagId.of(name)).filter(Tag::isCommand) : Optional.empty();
            if (tag.isEmpty()) {
                rule.fault("'" + name + "'", "a command tag");
                return;
            }
            String other = owners.put(tag.get().id(), id);
            if (other != null) {
                rule.fault("'" + name + "' in a second module", "only module '" + other + "'");
            }
            idle.put(
                    tag.get().id(),
                    rule.text().equals("KEEP")
                            ? new IdleRule.Keep()
                            : new IdleRule.To(TagReader.value(rule, tag.get())));
        }));
        EquipmentModule module = new EquipmentModule(id, node.text("title"), idle);
        node.refuseUnknownKeys();
        return module;
    }
}
