package org.sputterpilot.plant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.golden.GoldenRules;
import org.sputterpilot.golden.GoldenRules.TestFirst;
import org.sputterpilot.golden.GoldenRules.Watched;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Measure;
import org.sputterpilot.units.Thickness;

/** Reads {@code historian/golden.yaml}: how a run is compared with the good runs before it. */
public final class GoldenReader {
    private static final String FILE = "historian/golden.yaml";
    /** Fewer runs know their own spread so badly that the band says nothing. */
    private static final int FEWEST = 5;

    private static final int MOST = 50;
    private static final int MOST_RANKED = 200;
    private static final Duration LONGEST_STEP = Duration.ofSeconds(60);

    private GoldenReader() {}

    /** The rules of a plant directory, checked against its tags and how closely they are kept. */
    public static Optional<GoldenRules> read(Path plant, TagTable tags, Retention retention, Faults faults) {
        return YamlNode.read(plant.resolve(FILE), FILE, faults).map(top -> rules(top, tags, retention));
    }

    private static GoldenRules rules(YamlNode top, TagTable tags, Retention retention) {
        int[] runs = top.must("runs", GoldenReader::runs, new int[] {FEWEST, FEWEST});
        double sigmas = top.must("band", node -> between(node, "sigmas", 1, 6), 3.0);
        Duration step = top.must("align", node -> time(node, "step", LONGEST_STEP), Duration.ofSeconds(5));
        double[] atOnce = {Double.POSITIVE_INFINITY};
        Duration persists = top.must(
                "persists",
                node -> {
                    atOnce[0] = number(node, "at_once_from", sigmas, 100);
                    return time(node, "time", Duration.ofMinutes(10));
                },
                Duration.ofSeconds(15));
        Measure film = top.must("film", GoldenReader::film, Measure.parse("1 nm"));
        TestFirst testFirst = top.must("test_first", GoldenReader::testFirst, new TestFirst(0.1, FEWEST, 2, 3));
        List<Watched> watched = new ArrayList<>();
        top.require("tags").ifPresent(all -> all.entries()
                .forEach((name, line) -> watched(name, line, tags, retention).ifPresent(watched::add)));
        top.refuseUnknownKeys();
        return new GoldenRules(
                runs[0],
                runs[1],
                sigmas,
                step,
                persists,
                atOnce[0],
                Thickness.ofMetre(film.base()),
                watched,
                testFirst);
    }

    private static int[] runs(YamlNode node) {
        int fewest = count(node, "fewest", MOST);
        int most = count(node, "most", MOST);
        if (most < fewest) {
            node.fault("most " + most + " of at least " + fewest, "'most' not below 'fewest'");
        }
        origin(node);
        return new int[] {fewest, most};
    }

    private static int count(YamlNode node, String key, int most) {
        int count = node.must(key, YamlNode::integer, FEWEST);
        if (count < FEWEST || count > most) {
            node.fault("'" + key + "' of " + count, FEWEST + " to " + most + " runs");
        }
        return count;
    }

    private static double between(YamlNode node, String key, double low, double high) {
        double value = number(node, key, low, high);
        origin(node);
        return value;
    }

    private static double number(YamlNode node, String key, double low, double high) {
        double value = node.must(key, YamlNode::number, high);
        if (!(value >= low && value <= high)) {
            node.fault("'" + key + "' of " + value, low + " to " + high + " standard deviations");
        }
        return value;
    }

    private static Duration time(YamlNode node, String key, Duration longest) {
        Duration time = node.must(key, YamlNode::duration, longest);
        if (time.isNegative() || time.isZero() || time.compareTo(longest) > 0) {
            node.fault(
                    "'" + key + "' of " + time.toMillis() / 1e3 + " s",
                    "more than 0, at most " + longest.toSeconds() + " s");
        }
        origin(node);
        return time;
    }

    private static Measure film(YamlNode node) {
        Measure least = node.must("least_sigma", text -> text.measure(Dimension.LENGTH), Measure.parse("1 nm"));
        if (!(least.base() > 0)) {
            node.fault("'least_sigma' of " + least, "more than 0 nm");
        }
        origin(node);
        return least;
    }

    private static TestFirst testFirst(YamlNode node) {
        double share = node.must("share", text -> text.base(Dimension.FRACTION), 0.1);
        if (!(share > 0 && share <= 0.5)) {
            node.fault("'share' of " + 100 * share + " %", "more than 0 and at most 50 %");
        }
        int of = count(node, "of", MOST_RANKED);
        double notBelow = number(node, "not_below", 0, 6);
        double from = number(node, "from", 0, 20);
        if (from < notBelow || from == 0) {
            node.fault("'from' of " + from, "above 0 and not below 'not_below'");
        }
        origin(node);
        return new TestFirst(share, of, notBelow, from);
    }

    private static Optional<Watched> watched(String name, YamlNode line, TagTable tags, Retention retention) {
        Optional<Tag> tag = TagId.isValid(name) ? tags.find(TagId.of(name)) : Optional.empty();
        if (tag.isEmpty() || tag.get().isState()) {
            line.fault("'" + name + "'", "a tag of equipment/tags with a quantity, not a state");
            return Optional.empty();
        }
        double least = line.must("least", node -> node.width(tag.get().dimension()), 0.0);
        double deadBand = retention.rule(tags.slot(tag.get().id())).deadBand();
        if (!(least > 0) || least < deadBand) {
            line.fault(
                    "'least' of " + tag.get().text(least),
                    "more than 0 and not below the dead-band in retention.yaml, "
                            + tag.get().text(deadBand));
        }
        List<PhaseName> phases = new ArrayList<>();
        line.require("phases").ifPresent(all -> all.items().forEach(item -> phase(item, phases)));
        if (phases.isEmpty()) {
            line.fault("no phases", "the phases in which " + name + " is compared");
        }
        origin(line);
        return Optional.of(new Watched(tag.get().id(), least, phases, line.text("why")));
    }

    private static void phase(YamlNode item, List<PhaseName> phases) {
        Optional<PhaseName> phase = PhaseName.of(item.text()).filter(name -> name != PhaseName.NONE);
        if (phase.isEmpty() || phases.contains(phase.get())) {
            item.fault("'" + item.text() + "'", "a phase such as Deposit, once");
        } else {
            phases.add(phase.get());
        }
    }

    private static void origin(YamlNode node) {
        CalibrationReader.mark(node);
        if (node.text("why").isBlank()) {
            node.fault("no why", "why it is so");
        }
        node.refuseUnknownKeys();
    }
}
