package org.sputterpilot.plant;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.sputterpilot.interlocks.Spans.Span;
import org.sputterpilot.interlocks.Spans.Tether;
import org.sputterpilot.preflight.HealthyPlant;
import org.sputterpilot.preflight.HealthyPlant.Margin;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Measure;

/** Reads {@code equipment/healthy.yaml}: what the static proof of a recipe assumes of the tool. */
final class HealthyReader {
    static final String FILE = "equipment/healthy.yaml";

    private static final Map<Margin, Dimension> DIMENSIONS = new EnumMap<>(Map.ofEntries(
            Map.entry(Margin.LAG, Dimension.TIME),
            Map.entry(Margin.OVERSHOOT, Dimension.FRACTION),
            Map.entry(Margin.SETTLED_AFTER, Dimension.TIME),
            Map.entry(Margin.STEADY_AFTER, Dimension.TIME),
            Map.entry(Margin.HANDOVER_TIME, Dimension.TIME),
            Map.entry(Margin.HANDOVER_RISE, Dimension.PRESSURE),
            Map.entry(Margin.BURST_OVER, Dimension.TIME),
            Map.entry(Margin.BURST_TURBO, Dimension.FRACTION),
            Map.entry(Margin.FILM_KNOWN_AFTER, Dimension.TIME),
            Map.entry(Margin.SEAT_WAIT, Dimension.TIME),
            Map.entry(Margin.OPEN_CIRCUIT, Dimension.VOLTAGE),
            Map.entry(Margin.DISCHARGE, Dimension.FRACTION),
            Map.entry(Margin.GUARD, Dimension.NUMBER),
            Map.entry(Margin.WIDE_GAUGE, Dimension.NUMBER)));

    private final TagTable tags;

    private HealthyReader(TagTable tags) {
        this.tags = tags;
    }

    /** The assumptions of a plant directory, or empty when the file cannot be read. */
    static Optional<HealthyPlant> read(Path plant, TagTable tags, Faults faults) {
        return YamlNode.read(plant.resolve(FILE), FILE, faults).map(new HealthyReader(tags)::healthy);
    }

    private HealthyPlant healthy(YamlNode top) {
        Map<Margin, Double> margins = new EnumMap<>(Margin.class);
        DIMENSIONS.forEach((margin, dimension) -> top.require(margin.name().toLowerCase(Locale.ROOT))
                .ifPresent(line -> {
                    margins.put(margin, number(line, "value", dimension));
                    basis(line);
                }));
        Map<TagId, Double> travel = new HashMap<>();
        section(top, "travel", (tag, line) -> {
            if (!tag.isCommand() || tag.confirmedBy().isEmpty()) {
                line.fault("'" + tag.id() + "'", "a command that a switch confirms");
            }
            travel.put(tag.id(), number(line, "value", Dimension.TIME));
        });
        Map<TagId, Span> shows = new HashMap<>();
        section(
                top,
                "shows",
                (tag, line) -> shows.put(tag.id(), tag.isState() ? states(tag, line) : span(tag, line, "span")));
        Map<TagId, HealthyPlant.Load> loads = new HashMap<>();
        section(top, "loads", (tag, line) -> load(tag, line).ifPresent(load -> loads.put(tag.id(), load)));
        Map<TagId, HealthyPlant.Following> tethers = new HashMap<>();
        section(top, "tethers", (tag, line) -> following(tag, line).ifPresent(f -> tethers.put(tag.id(), f)));
        top.refuseUnknownKeys();
        return new HealthyPlant(margins, travel, shows, loads, tethers);
    }

    /** Lines that are named by a tag; each says why and how well it is known. */
    private void section(YamlNode top, String key, BiConsumer<Tag, YamlNode> line) {
        top.require(key).ifPresent(all -> all.entries().forEach((name, node) -> {
            Optional<Tag> tag = TagId.isValid(name) ? tags.find(TagId.of(name)) : Optional.empty();
            if (tag.isEmpty()) {
                node.fault("'" + name + "'", "a tag of equipment/tags");
                return;
            }
            line.accept(tag.get(), node);
            basis(node);
        }));
    }

    private static void basis(YamlNode line) {
        CalibrationReader.mark(line);
        if (line.text("why").isBlank()) {
            line.fault("no why", "why a healthy tool does that");
        }
        line.refuseUnknownKeys();
    }

    private static double number(YamlNode line, String key, Dimension dimension) {
        double value = line.must(key, node -> node.width(dimension), 1.0);
        if (value < 0) {
            line.fault("'" + key + "' below zero", "zero or more");
        }
        return value;
    }

    private static Span states(Tag tag, YamlNode line) {
        long bits = 0;
        for (YamlNode state : line.must("is", YamlNode::items, List.<YamlNode>of())) {
            int index = tag.states().indexOf(state.text());
            if (index < 0) {
                state.fault("'" + state.text() + "'", "one of " + tag.states());
            } else {
                bits |= 1L << index;
            }
        }
        return Span.ofStates(bits == 0 ? 1 : bits);
    }

    private static Span span(Tag tag, YamlNode line, String key) {
        return line.must(
                key,
                node -> {
                    Measure[] range = LimitsReader.range(node);
                    if (range[0].dimension() != tag.dimension()) {
                        node.fault("'" + node.text() + "'", "a range in the dimension of " + tag.id());
                    }
                    return Span.of(range[0].base(), Math.max(range[0].base(), range[1].base()));
                },
                Span.of(0, 0));
    }

    private Optional<Tag> other(YamlNode line, String key) {
        return line.require(key).flatMap(node -> {
            Optional<Tag> tag = TagId.isValid(node.text()) ? tags.find(TagId.of(node.text())) : Optional.empty();
            if (tag.isEmpty()) {
                node.fault("'" + node.text() + "'", "a tag of equipment/tags");
            }
            return tag;
        });
    }

    private Optional<HealthyPlant.Load> load(Tag tag, YamlNode line) {
        Span rest = span(tag, line, "rest");
        double rises = line.must("rises", node -> node.width(tag.dimension()), 0.0);
        Optional<Tag> of = other(line, "of");
        double at = of.map(load -> number(line, "at", load.dimension())).orElse(1.0);
        if (at == 0) {
            line.fault("'at' of zero", "more than nothing");
        }
        return of.map(load -> new HealthyPlant.Load(rest, rises, load.id(), at));
    }

    private Optional<HealthyPlant.Following> following(Tag tag, YamlNode line) {
        Optional<Tag> to = other(line, "to");
        if (to.isPresent() && to.get().dimension() != tag.dimension()) {
            line.fault("'" + to.get().id() + "'", "a tag of the dimension of " + tag.id());
        }
        double share = number(line, "share", Dimension.FRACTION);
        double amount = number(line, "amount", tag.dimension());
        boolean above = line.may("above", YamlNode::bool, true);
        return to.map(other -> new HealthyPlant.Following(other.id(), new Tether(share, amount, above)));
    }
}
