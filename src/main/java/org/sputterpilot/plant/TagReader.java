package org.sputterpilot.plant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sputterpilot.signals.Sampling;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Measure;
import org.sputterpilot.units.Unit;

/** Reads {@code equipment/tags/*.yaml}: what every signal is, where it lives and what it is for. */
public final class TagReader {
    /** Stands in for a unit already reported as unknown, so that one mistake is one fault. */
    private static final Unit UNKNOWN = new Unit("?", Dimension.NUMBER, 1, 0, "");

    private final Faults faults;
    private final List<Tag> tags = new ArrayList<>();
    private final Map<TagId, YamlNode> where = new HashMap<>();

    private TagReader(Faults faults) {
        this.faults = faults;
    }

    /** All tags of a plant directory, in the order of file names and lines. */
    public static TagTable read(Path plant, Faults faults) {
        TagReader reader = new TagReader(faults);
        for (Path file : yamlFiles(plant.resolve("equipment/tags"), plant, faults)) {
            YamlNode.read(file, plant.relativize(file).toString(), faults).ifPresent(reader::file);
        }
        reader.checkConfirmations();
        return new TagTable(reader.tags);
    }

    /** The YAML files of a folder by name; a folder that is missing or empty is a fault. */
    static List<Path> yamlFiles(Path folder, Path plant, Faults faults) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found =
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
            if (found.isEmpty()) {
                faults.add(new Fault(plant.relativize(folder).toString(), 1, 1, "an empty folder", "*.yaml files"));
            }
            return found;
        } catch (IOException e) {
            faults.add(
                    new Fault(plant.relativize(folder).toString(), 1, 1, "no such folder", "a folder of *.yaml files"));
            return List.of();
        }
    }

    private void file(YamlNode top) {
        top.entries().forEach((name, spec) -> {
            if (!TagId.isValid(name)) {
                spec.fault("'" + name + "'", "a tag id such as 'chamber.pressure'");
            } else if (where.put(TagId.of(name), spec) != null) {
                spec.fault("tag '" + name + "' a second time", "each tag once");
            } else {
                tags.add(tag(TagId.of(name), spec));
            }
        });
    }

    private Tag tag(TagId id, YamlNode spec) {
        boolean derived = spec.may("derived", YamlNode::bool, false);
        boolean command = spec.may("command", YamlNode::bool, false);
        if (derived && command) {
            spec.fault("a derived command", "a tag that is derived or a command, not both");
        }
        List<String> states = spec.find("states")
                .map(list -> list.items().stream().map(YamlNode::text).toList())
                .orElse(List.of());
        if (states.size() == 1) {
            spec.fault("one state", "at least two states");
        }
        Unit unit = states.isEmpty() ? spec.must("unit", TagReader::unit, number()) : number();
        if (!states.isEmpty()) {
            spec.find("unit").ifPresent(u -> u.fault("a unit beside states", "unit and range, or states"));
        }
        double[] range = states.isEmpty()
                ? spec.must("range", node -> range(node, unit), new double[] {0, 0})
                : new double[] {0, states.size() - 1};
        Tag tag = new Tag(
                id,
                spec.text("title"),
                derived ? Tag.Kind.DERIVED : command ? Tag.Kind.COMMAND : Tag.Kind.INPUT,
                unit,
                states,
                range[0],
                range[1],
                derived ? Duration.ZERO : spec.must("stale", YamlNode::duration, Duration.ZERO),
                derived ? "" : spec.must("at", TagReader::address, ""),
                command ? spec.find("confirms").map(YamlNode::tagId) : Optional.empty(),
                command ? spec.may("within", YamlNode::duration, Duration.ofSeconds(3)) : Duration.ZERO,
                command ? spec.may("tolerance", node -> width(node, unit), 0.0) : 0.0,
                command ? spec.find("failsafe").map(node -> value(node, unit, states)) : Optional.empty(),
                derived ? Sampling.USUAL : sampling(spec, unit, states),
                spec.text("why"));
        spec.refuseUnknownKeys();
        return tag;
    }

    private static Sampling sampling(YamlNode spec, Unit unit, List<String> states) {
        if (!states.isEmpty()) {
            spec.find("deadband").ifPresent(n -> n.fault("a deadband beside states", "a deadband with unit and range"));
        }
        double deadband = states.isEmpty() ? spec.may("deadband", node -> TagReader.positive(node, unit), 0.0) : 0.0;
        int queue = spec.may("queue", YamlNode::integer, Sampling.USUAL.queue());
        if (queue < 1) {
            spec.find("queue").ifPresent(n -> n.fault("'" + n.text() + "'", "at least 1"));
        }
        Optional<YamlNode> asked = spec.find("sampling");
        Optional<Duration> every = asked.map(YamlNode::duration);
        if (every.isPresent()) {
            Duration stale = spec.find("stale").map(YamlNode::duration).orElse(Duration.ZERO);
            if (every.get().multipliedBy(2).compareTo(stale) > 0) {
                asked.get().fault("'" + asked.get().text() + "'", "at most half of 'stale'");
            }
        }
        return new Sampling(every, queue, deadband);
    }

    private static double positive(YamlNode node, Unit unit) {
        double width = unit.dimension() == Dimension.NUMBER ? node.number() : width(node, unit);
        if (width < 0) {
            node.fault("'" + node.text() + "'", "zero or more");
        }
        return width;
    }

    private static Unit number() {
        return Unit.of("").orElseThrow();
    }

    private static Unit unit(YamlNode node) {
        return Unit.of(node.text()).orElseGet(() -> {
            node.fault("'" + node.text() + "'", "a known unit such as 'Pa', 'sccm', 'L/min'");
            return UNKNOWN;
        });
    }

    private static String address(YamlNode node) {
        String text = node.text();
        int slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1) {
            node.fault("'" + text + "'", "link/address, such as 'psu/holding-register:1:REAL'");
        }
        return text;
    }

    private static double[] range(YamlNode node, Unit unit) {
        if (unit == UNKNOWN) {
            return new double[] {0, 0};
        }
        String text = node.text();
        int dots = text.indexOf("..");
        if (dots > 0) {
            try {
                String suffix = unit.symbol().isEmpty() ? "" : " " + unit.symbol();
                String high = text.substring(dots + 2).strip();
                double low = Double.parseDouble(text.substring(0, dots).strip());
                if (high.endsWith(suffix)) {
                    double top = Double.parseDouble(
                            high.substring(0, high.length() - suffix.length()).strip());
                    if (low < top) {
                        return new double[] {unit.toBase(low), unit.toBase(top)};
                    }
                }
            } catch (NumberFormatException e) {
                // noted below with every other text that is no range
            }
        }
        node.fault(
                "'" + text + "'", "a range in the tag's unit, such as '0..10 " + unit.symbol() + "', low below high");
        return new double[] {0, 0};
    }

    /** A width, such as a tolerance: for temperatures the offset of the scale does not belong to it. */
    private static double width(YamlNode node, Unit unit) {
        return node.measure(unit.dimension()).base() - (unit.dimension() == Dimension.TEMPERATURE ? unit.offset() : 0);
    }

    /**
     * A value of a tag as plant files write it: a state's name, or a number with a unit. Shared with the matrix reader.
     */
    static double value(YamlNode node, Unit unit, List<String> states) {
        if (states.isEmpty()) {
            return unit.dimension() == Dimension.NUMBER ? node.number() : valueOf(node, unit);
        }
        int index = states.indexOf(node.text());
        if (index < 0) {
            node.fault("'" + node.text() + "'", "one of " + states);
            return 0;
        }
        return index;
    }

    /** A value of a tag as plant files write it. */
    public static double value(YamlNode node, Tag tag) {
        return value(node, tag.unit(), tag.states());
    }

    private static double valueOf(YamlNode node, Unit unit) {
        Measure measure = node.measure(unit.dimension());
        return measure.base();
    }

    private void checkConfirmations() {
        for (Tag tag : tags) {
            tag.confirmedBy().ifPresent(other -> {
                YamlNode node = where.get(tag.id()).find("confirms").orElseThrow();
                if (!where.containsKey(other)) {
                    node.fault("'" + other + "'", "a tag that exists");
                } else if (tags.stream().noneMatch(t -> t.id().equals(other) && t.dimension() == tag.dimension())) {
                    node.fault("'" + other + "'", "a tag that measures what '" + tag.id() + "' asks for");
                }
            });
        }
        if (tags.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault("equipment/tags", 1, 1, "no tag", "at least one tag"));
        }
    }
}
