package org.sputterpilot.plant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.sputterpilot.equipment.ByHand;
import org.sputterpilot.equipment.EquipmentModule;
import org.sputterpilot.equipment.EquipmentModule.Control;
import org.sputterpilot.equipment.IdleRule;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Fraction;

/** Reads {@code equipment/chamber.yaml}: the physical model, its idle rules, and who moves what. */
public final class ChamberReader {
    private static final List<TagId> SWITCHES = List.of(TagId.of("shutter.is_open"), TagId.of("shutter.is_closed"));
    /** A pressure farther off than this is another process. */
    private static final double WIDEST_BAND = 0.1;

    private final TagTable tags;
    private final Map<TagId, String> owners = new HashMap<>();
    private Optional<ByHand.Throttle> throttle = Optional.empty();
    private Optional<ByHand.Shutter> shutter = Optional.empty();

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
        PhysicalModel model = new PhysicalModel(
                top.text("process_cell"), top.text("unit"), top.text("title"), modules, new ByHand(throttle, shutter));
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
        EquipmentModule module = new EquipmentModule(id, node.text("title"), idle, control(id, node));
        node.refuseUnknownKeys();
        return module;
    }

    // ---------------------------------------------------------------- who moves it

    private Control control(String id, YamlNode node) {
        Control control = node.must("control", word -> word.word(Control.class), Control.AUTO);
        boolean manual = control == Control.MANUAL;
        if (manual && !ByHand.MODULES.contains(id)) {
            node.find("control")
                    .ifPresent(word -> word.fault(
                            "MANUAL for module '" + id + "'",
                            "AUTO: a person may move only " + ByHand.MODULES
                                    + ", no hand is quick and sure enough for the rest"));
        }
        if (id.equals(ByHand.SHUTTER) && !manual && !derivedSwitches().isEmpty()) {
            node.fault(
                    derivedSwitches() + " derived", "position switches: a shutter that is AUTO has to say where it is");
        }
        Optional<YamlNode> hand = manual ? node.require("by_hand") : node.find("by_hand");
        hand.ifPresent(numbers -> {
            switch (id) {
                case ByHand.THROTTLE ->
                    throttle = Optional.of(throttle(numbers)).filter(any -> manual);
                case ByHand.SHUTTER -> shutter = Optional.of(shutter(numbers)).filter(any -> manual);
                default -> numbers.fault("by_hand for module '" + id + "'", "only for " + ByHand.MODULES);
            }
        });
        return control;
    }

    private static ByHand.Throttle throttle(YamlNode node) {
        double band = stated(node, "band", number -> number.base(Dimension.FRACTION), 0.02);
        if (!(band > 0 && band <= WIDEST_BAND)) {
            node.find("band").ifPresent(at -> at.fault("band " + band * 100 + " %", "above 0 and at most 10 %"));
        }
        double swing = stated(node, "swing", number -> number.base(Dimension.FRACTION), 0.5);
        if (!(swing >= band && swing < 1)) {
            node.find("swing")
                    .ifPresent(at -> at.fault("swing " + swing * 100 + " %", "at least the band, below 100 %"));
        }
        ByHand.Throttle throttle = new ByHand.Throttle(
                Fraction.ofRatio(band), Fraction.ofRatio(swing), time(node, "settle"), time(node, "patience"));
        node.refuseUnknownKeys();
        return throttle;
    }

    /** Position switches that the program has to work out itself are no switches. */
    private ByHand.Shutter shutter(YamlNode node) {
        if (derivedSwitches().size() == 1) {
            node.fault(derivedSwitches() + " derived and the other measured", "both position switches, or neither");
        }
        ByHand.Shutter shutter = new ByHand.Shutter(
                time(node, "countdown"),
                time(node, "latency"),
                time(node, "patience"),
                derivedSwitches().isEmpty());
        node.refuseUnknownKeys();
        return shutter;
    }

    private List<TagId> derivedSwitches() {
        return SWITCHES.stream()
                .filter(tag -> tags.find(tag)
                        .filter(found -> found.kind() == Tag.Kind.DERIVED)
                        .isPresent())
                .toList();
    }

    private static Duration time(YamlNode node, String name) {
        Duration time = stated(node, name, YamlNode::duration, Duration.ofSeconds(1));
        if (time.isZero() || time.isNegative()) {
            node.find(name).ifPresent(at -> at.fault("no time", "a time above zero"));
        }
        return time;
    }

    /** A number with how well it is known and what for. */
    private static <T> T stated(YamlNode node, String name, Function<YamlNode, T> read, T standIn) {
        return node.must(
                name,
                line -> {
                    T value = line.must("value", read, standIn);
                    CalibrationReader.mark(line);
                    if (line.text("why").isBlank()) {
                        line.fault("no why", "what the number rests on");
                    }
                    line.refuseUnknownKeys();
                    return value;
                },
                standIn);
    }
}
