package org.sputterpilot.plant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.sputterpilot.toollogs.LogMapping;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Unit;

/** Reads {@code historian/imports/*.yaml}: how logs of other tools become runs. */
public final class ImportsReader {
    private static final String FOLDER = "historian/imports";
    private static final String YAML = ".yaml";

    private ImportsReader() {}

    /** The mappings of a plant directory, by the names of their files. */
    public static List<LogMapping> read(Path plant, Faults faults) {
        Path folder = plant.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<LogMapping> found = new ArrayList<>();
            for (Path file :
                    files.filter(one -> one.toString().endsWith(YAML)).sorted().toList()) {
                String name = file.getFileName().toString();
                String id = name.substring(0, name.length() - YAML.length());
                YamlNode.read(file, FOLDER + "/" + name, faults)
                        .map(top -> mapping(id, top))
                        .ifPresent(found::add);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static LogMapping mapping(String id, YamlNode top) {
        Optional<YamlNode> time = top.require("time");
        String column = time.map(node -> node.text("column")).orElse("");
        DateTimeFormatter format = time.map(
                        node -> node.must("format", ImportsReader::format, DateTimeFormatter.ISO_LOCAL_DATE_TIME))
                .orElse(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        ZoneId zone = time.map(node -> node.must("zone", ImportsReader::zone, (ZoneId) ZoneOffset.UTC))
                .orElse(ZoneOffset.UTC);
        time.ifPresent(YamlNode::refuseUnknownKeys);
        List<LogMapping.Rule> rules = new ArrayList<>();
        top.require("columns").ifPresent(all -> all.items().forEach(item -> rules.add(rule(item))));
        List<LogMapping.Phase> phases = new ArrayList<>();
        top.require("phases").ifPresent(all -> all.items().forEach(item -> phases.add(phase(item, rules))));
        LogMapping mapping = new LogMapping(
                id,
                top.text("title"),
                top.text("tool"),
                one(top, "separator"),
                one(top, "decimal"),
                column,
                format,
                zone,
                rules,
                phases,
                top.text("otherwise"),
                top.must("shortest", YamlNode::duration, java.time.Duration.ZERO));
        top.refuseUnknownKeys();
        return mapping;
    }

    private static char one(YamlNode top, String key) {
        return top.must(
                key,
                node -> {
                    if (node.text().length() != 1) {
                        node.fault("'" + node.text() + "'", "one sign");
                        return ',';
                    }
                    return node.text().charAt(0);
                },
                ',');
    }

    private static DateTimeFormatter format(YamlNode node) {
        try {
            return DateTimeFormatter.ofPattern(node.text(), Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            node.fault("'" + node.text() + "'", "a form of time such as 'yyyy-MM-dd HH:mm:ss'");
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME;
        }
    }

    private static ZoneId zone(YamlNode node) {
        try {
            return ZoneId.of(node.text());
        } catch (DateTimeException e) {
            node.fault("'" + node.text() + "'", "a time zone such as 'Asia/Shanghai'");
            return ZoneOffset.UTC;
        }
    }

    private static LogMapping.Rule rule(YamlNode node) {
        LogMapping.Holds holds = node.must("holds", at -> at.word(LogMapping.Holds.class), LogMapping.Holds.NUMBER);
        Optional<Unit> unit = node.find("unit").flatMap(at -> {
            Optional<Unit> found = Unit.of(at.text());
            if (found.isEmpty() || holds != LogMapping.Holds.NUMBER) {
                at.fault("'" + at.text() + "'", "a unit of a number");
            }
            return found;
        });
        LogMapping.Rule rule = new LogMapping.Rule(node.text("name"), holds, unit);
        node.refuseUnknownKeys();
        return rule;
    }

    private static LogMapping.Phase phase(YamlNode node, List<LogMapping.Rule> rules) {
        List<LogMapping.Condition> all = new ArrayList<>();
        node.require("all").ifPresent(items -> items.items().forEach(item -> all.add(condition(item, rules))));
        LogMapping.Phase phase = new LogMapping.Phase(node.text("phase"), all);
        node.refuseUnknownKeys();
        return phase;
    }

    private static LogMapping.Condition condition(YamlNode node, List<LogMapping.Rule> rules) {
        String column = node.text("column");
        LogMapping.Is is = node.must("is", at -> at.word(LogMapping.Is.class), LogMapping.Is.ON);
        String than = node.text("than", "");
        double limit = 0;
        if (is == LogMapping.Is.ABOVE || is == LogMapping.Is.BELOW) {
            Optional<Unit> unit = rules.stream()
                    .filter(rule -> rule.name().equals(column) || LogMapping.fits(rule.name(), column))
                    .findFirst()
                    .flatMap(LogMapping.Rule::unit);
            Dimension dimension = unit.map(Unit::dimension).orElse(Dimension.NUMBER);
            limit = node.must(
                    "limit",
                    at -> {
                        double base = than.isEmpty() && dimension != Dimension.NUMBER
                                ? at.base(dimension) - unit.map(Unit::offset).orElse(0.0)
                                : at.width(dimension);
                        return base / unit.map(Unit::factor).orElse(1.0);
                    },
                    0.0);
        }
        node.refuseUnknownKeys();
        return new LogMapping.Condition(column, is, limit, than);
    }
}
