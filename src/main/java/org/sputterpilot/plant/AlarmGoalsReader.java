package org.sputterpilot.plant;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.interlocks.alarms.AlarmGoals;
import org.sputterpilot.units.Dimension;

/** Reads the {@code goals} of {@code interlocks/alarms.yaml}: by what the alarm system itself is judged. */
final class AlarmGoalsReader {
    private AlarmGoalsReader() {}

    /** The goals; after a fault something stands in for them. */
    static AlarmGoals read(YamlNode top) {
        Optional<YamlNode> goals = top.require("goals");
        Optional<YamlNode> flood = goals.flatMap(node -> node.require("flood"));
        Optional<YamlNode> stale = goals.flatMap(node -> node.require("stale"));
        Optional<YamlNode> chatter = goals.flatMap(node -> node.require("chattering"));
        Optional<YamlNode> fleeting = goals.flatMap(node -> node.require("fleeting"));
        AlarmGoals read = new AlarmGoals(
                count(flood, "begins_above"),
                count(flood, "ends_below"),
                time(flood, "within"),
                time(stale, "after"),
                count(chatter, "count"),
                time(chatter, "within"),
                time(fleeting, "within"),
                goals.flatMap(node -> node.require("figures"))
                        .map(AlarmGoalsReader::figures)
                        .orElse(Map.of()));
        if (read.floodEnds() > read.floodBegins() + 1) {
            flood.flatMap(node -> node.find("ends_below"))
                    .ifPresent(at -> at.fault("'" + at.text() + "'", "at most one more than begins_above"));
        }
        flood.ifPresent(AlarmGoalsReader::finish);
        stale.ifPresent(AlarmGoalsReader::finish);
        chatter.ifPresent(AlarmGoalsReader::finish);
        fleeting.ifPresent(AlarmGoalsReader::finish);
        goals.ifPresent(YamlNode::refuseUnknownKeys);
        return read;
    }

    private static void finish(YamlNode node) {
        CalibrationReader.mark(node);
        node.text("source");
        node.refuseUnknownKeys();
    }

    private static int count(Optional<YamlNode> node, String key) {
        return node.map(n -> n.must(key, AlarmGoalsReader::positive, 1)).orElse(1);
    }

    private static int positive(YamlNode node) {
        int count = node.integer();
        if (count < 1) {
            node.fault("'" + count + "'", "a count of at least 1");
        }
        return Math.max(1, count);
    }

    private static Duration time(Optional<YamlNode> node, String key) {
        return node.map(n -> n.must(key, AlarmGoalsReader::longer, Duration.ofMinutes(1)))
                .orElse(Duration.ofMinutes(1));
    }

    private static Duration longer(YamlNode node) {
        Duration time = node.duration();
        if (time.isZero() || time.isNegative()) {
            node.fault("'" + node.text() + "'", "a time, more than nothing");
            return Duration.ofMinutes(1);
        }
        return time;
    }

    private static Map<AlarmGoals.Figure, AlarmGoals.Goal> figures(YamlNode node) {
        Map<AlarmGoals.Figure, AlarmGoals.Goal> goals = new EnumMap<>(AlarmGoals.Figure.class);
        for (AlarmGoals.Figure figure : AlarmGoals.Figure.values()) {
            node.require(figure.name().toLowerCase(Locale.ROOT)).ifPresent(at -> goals.put(figure, goal(figure, at)));
        }
        node.refuseUnknownKeys();
        return goals;
    }

    private static AlarmGoals.Goal goal(AlarmGoals.Figure figure, YamlNode node) {
        Optional<Double> most = node.find("at_most").map(at -> value(figure, at));
        Optional<Double> least = node.find("at_least").map(at -> value(figure, at));
        if (most.isPresent() == least.isPresent()) {
            node.fault("a goal with both or neither of 'at_most' and 'at_least'", "one of them");
        }
        String mark = CalibrationReader.mark(node);
        AlarmGoals.Goal goal = new AlarmGoals.Goal(most, least, mark, node.text("source"));
        node.refuseUnknownKeys();
        return goal;
    }

    /** A share has its percent sign; everything else is a count. */
    private static double value(AlarmGoals.Figure figure, YamlNode node) {
        return figure.isShare() ? node.base(Dimension.FRACTION) : node.integer();
    }
}
