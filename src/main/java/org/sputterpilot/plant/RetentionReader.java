package org.sputterpilot.plant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Dimension;

/**
 * Reads {@code historian/retention.yaml}: how closely each reading is kept. Every tag has a line, or it is a mistake.
 */
public final class RetentionReader {
    private static final String FILE = "historian/retention.yaml";

    private static final String SAMPLES = "samples";

    private RetentionReader() {}

    /** The rules of a plant directory in the order of its tags. */
    public static Retention read(Path plant, TagTable tags, Faults faults) {
        return YamlNode.read(plant.resolve(FILE), FILE, faults)
                .map(top -> rules(top, tags))
                .orElseGet(() -> Retention.everything(tags.size()));
    }

    private static Retention rules(YamlNode top, TagTable tags) {
        Map<TagId, Retention.Rule> found = new HashMap<>();
        List<Duration> samples = top.require(SAMPLES)
                .map(line -> {
                    List<Duration> both = List.of(positive(line, "keep"), positive(line, "released"));
                    line.refuseUnknownKeys();
                    return both;
                })
                .orElse(List.of(Duration.ZERO, Duration.ZERO));
        top.entries().forEach((name, line) -> {
            if (name.equals(SAMPLES)) {
                return;
            }
            Optional<Tag> tag = TagId.isValid(name) ? tags.find(TagId.of(name)) : Optional.empty();
            if (tag.isEmpty()) {
                line.fault("'" + name + "'", "a tag of equipment/tags");
            } else {
                found.put(tag.get().id(), rule(tag.get(), line));
            }
        });
        List<Retention.Rule> rules = new ArrayList<>();
        List<TagId> missing = new ArrayList<>();
        for (Tag tag : tags.all()) {
            Retention.Rule rule = found.get(tag.id());
            if (rule == null) {
                missing.add(tag.id());
            }
            rules.add(rule == null ? Retention.Rule.EVERYTHING : rule);
        }
        if (!missing.isEmpty()) {
            top.fault("no line for " + missing, "one line for every tag of equipment/tags");
        }
        return new Retention(samples.get(0), samples.get(1), rules);
    }

    private static Retention.Rule rule(Tag tag, YamlNode line) {
        double deadBand = 0;
        double relative = 0;
        if (tag.isState()) {
            line.find("dead_band")
                    .ifPresent(node -> node.fault("a dead-band on a state", "no dead_band: every change is kept"));
        } else {
            deadBand = line.must("dead_band", node -> node.width(tag.dimension()), 0.0);
            relative = line.may("relative", node -> node.base(Dimension.FRACTION), 0.0);
            if (deadBand < 0 || relative < 0 || relative >= 1) {
                line.fault("a dead-band of " + deadBand + ", relative " + relative, "0 or more, relative below 100 %");
            }
        }
        Duration longest = positive(line, "longest");
        Duration longTerm = positive(line, "long_term");
        line.refuseUnknownKeys();
        return new Retention.Rule(deadBand, relative, longest, longTerm);
    }

    private static Duration positive(YamlNode line, String key) {
        Duration duration = line.must(key, YamlNode::duration, Duration.ofMinutes(1));
        if (duration.isNegative() || duration.isZero()) {
            line.fault("'" + key + "' of " + duration, "more than 0 s");
        }
        return duration;
    }
}
