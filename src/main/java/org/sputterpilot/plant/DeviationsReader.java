package org.sputterpilot.plant;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.logbook.Deviation;
import org.sputterpilot.logbook.DeviationClass;
import org.sputterpilot.logbook.DeviationRules;
import org.sputterpilot.security.Role;

/** Reads {@code historian/deviations.yaml}: what opens a deviation, who closes it, and what a release needs. */
public final class DeviationsReader {
    private static final String FILE = "historian/deviations.yaml";
    private static final Pattern KIND = Pattern.compile("[A-Z][A-Z0-9_]*");
    /** Roles with the permission to close any deviation at all. */
    private static final Set<Role> CLOSERS = EnumSet.of(Role.ENGINEER, Role.QA);

    private DeviationsReader() {}

    /** The rules of a plant directory, or empty when the file cannot be read. */
    public static Optional<DeviationRules> read(Path plant, Faults faults) {
        return YamlNode.read(plant.resolve(FILE), FILE, faults).map(DeviationsReader::rules);
    }

    private static DeviationRules rules(YamlNode top) {
        ZoneId zone = top.require("numbers").map(DeviationsReader::zone).orElse(ZoneOffset.UTC);
        Map<DeviationClass, DeviationRules.Grade> grades = new EnumMap<>(DeviationClass.class);
        top.require("classes").ifPresent(all -> {
            for (DeviationClass grade : DeviationClass.values()) {
                all.require(grade.name().toLowerCase(Locale.ROOT)).ifPresent(node -> grades.put(grade, grade(node)));
            }
            all.refuseUnknownKeys();
        });
        List<DeviationRules.Opening> openings = new ArrayList<>();
        top.require("opens")
                .ifPresent(all -> all.entries().forEach((name, node) -> openings.add(opening(name, node, openings))));
        Set<Addendum.Kind> addenda = EnumSet.noneOf(Addendum.Kind.class);
        top.require("release").ifPresent(node -> {
            node.require("addenda").map(YamlNode::items).orElse(List.of()).forEach(item -> addenda.add(addendum(item)));
            finish(node);
        });
        top.refuseUnknownKeys();
        return new DeviationRules(zone, grades, openings, addenda);
    }

    private static void finish(YamlNode node) {
        CalibrationReader.mark(node);
        node.text("source");
        node.refuseUnknownKeys();
    }

    private static ZoneId zone(YamlNode node) {
        ZoneId zone = node.must(
                "zone",
                at -> {
                    try {
                        return ZoneId.of(at.text());
                    } catch (DateTimeException e) {
                        at.fault("'" + at.text() + "'", "a time zone such as 'Asia/Shanghai'");
                        return ZoneOffset.UTC;
                    }
                },
                ZoneOffset.UTC);
        finish(node);
        return zone;
    }

    private static DeviationRules.Grade grade(YamlNode node) {
        Duration due = node.must("due", YamlNode::duration, Duration.ofDays(1));
        if (due.isZero() || due.isNegative()) {
            node.fault("'due' of " + due, "more than 0 s");
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        node.require("closed_by").ifPresent(list -> {
            for (YamlNode item : list.items()) {
                Role role = item.word(Role.class);
                if (CLOSERS.contains(role)) {
                    roles.add(role);
                } else {
                    item.fault("'" + item.text() + "'", "a role that may close deviations: engineer or qa");
                }
            }
            refuseNone(list, roles);
        });
        Set<Deviation.Field> needs = EnumSet.noneOf(Deviation.Field.class);
        node.require("needs").ifPresent(list -> {
            for (YamlNode item : list.items()) {
                Deviation.Field field = item.word(Deviation.Field.class);
                if (field.isWritten()) {
                    needs.add(field);
                } else {
                    item.fault("'" + item.text() + "'", "what a person writes down, such as root_cause");
                }
            }
            refuseNone(list, needs);
        });
        finish(node);
        return new DeviationRules.Grade(
                due,
                roles.isEmpty() ? EnumSet.of(Role.QA) : roles,
                needs.isEmpty() ? EnumSet.of(Deviation.Field.DESCRIPTION) : needs);
    }

    private static void refuseNone(YamlNode list, Set<?> read) {
        if (read.isEmpty()) {
            list.fault("nobody and nothing", "at least one");
        }
    }

    private static DeviationRules.Opening opening(String name, YamlNode node, List<DeviationRules.Opening> before) {
        String kind = node.text("event");
        if (!KIND.matcher(kind).matches()) {
            node.fault("event '" + kind + "'", "a kind of event such as FIRST_OUT");
        }
        DeviationRules.Opening rule = new DeviationRules.Opening(
                name,
                kind,
                node.find("subject").flatMap(DeviationsReader::pattern),
                node.find("says").flatMap(DeviationsReader::pattern),
                node.must("class", at -> at.word(DeviationClass.class), DeviationClass.MINOR),
                node.may("outside", YamlNode::bool, false));
        before.stream()
                .filter(one -> one.kind().equals(kind)
                        && one.subject().isEmpty()
                        && one.says().isEmpty())
                .findFirst()
                .ifPresent(all -> node.fault(
                        "a line behind '" + all.name() + "', which takes every " + kind, "the narrower line first"));
        CalibrationReader.mark(node);
        node.text("why");
        node.refuseUnknownKeys();
        return rule;
    }

    private static Optional<Pattern> pattern(YamlNode node) {
        try {
            return Optional.of(Pattern.compile(node.text()));
        } catch (PatternSyntaxException e) {
            node.fault("'" + node.text() + "'", "a regular expression (" + e.getDescription() + ")");
            return Optional.empty();
        }
    }

    /** A disposition comes after the release, and deviations are asked for in any case. */
    private static Addendum.Kind addendum(YamlNode item) {
        Addendum.Kind kind = item.word(Addendum.Kind.class);
        if (kind == Addendum.Kind.DISPOSITION || kind == Addendum.Kind.DEVIATION) {
            item.fault("'" + item.text() + "'", "measurement, inspection, correction or comment");
        }
        return kind;
    }
}
