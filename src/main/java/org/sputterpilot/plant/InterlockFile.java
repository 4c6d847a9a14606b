package org.sputterpilot.plant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.sputterpilot.interlocks.Condition;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Measure;

/** What the three files of {@code interlocks/} have in common: conditions over tags, ids, phases, dead-bands. */
final class InterlockFile {
    private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");
    private static final Measure NOTHING = Measure.parse("0 s");

    final String shown;
    final YamlNode top;
    final SourceText source;
    final TagTable tags;
    final Faults faults;

    private InterlockFile(String shown, YamlNode top, SourceText source, TagTable tags, Faults faults) {
        this.shown = shown;
        this.top = top;
        this.source = source;
        this.tags = tags;
        this.faults = faults;
    }

    /** Reads a file and hands it on; empty when the file or anything in it is wrong. */
    static <T> Optional<T> read(
            Path folder, String name, TagTable tags, Faults faults, Function<InterlockFile, T> read) {
        String shown = "interlocks/" + name;
        try {
            return parse(Files.readString(folder.resolve(name)), shown, tags, faults, read);
        } catch (IOException e) {
            faults.add(new Fault(shown, 1, 1, String.valueOf(e.getMessage()), "a readable UTF-8 file"));
            return Optional.empty();
        }
    }

    static <T> Optional<T> parse(
            String text, String shown, TagTable tags, Faults faults, Function<InterlockFile, T> read) {
        int before = faults.sorted().size();
        Optional<YamlNode> top = YamlNode.parse(text, shown, faults);
        if (top.isEmpty()) {
            return Optional.empty();
        }
        T found = read.apply(new InterlockFile(shown, top.get(), new SourceText(shown, text), tags, faults));
        return faults.sorted().size() == before ? Optional.of(found) : Optional.empty();
    }

    /** A condition, or empty after a fault. */
    Optional<Condition> condition(YamlNode node) {
        if (!node.isScalar()) {
            node.fault("no text", "a condition such as 'cooling.flow < 1.5 L/min'");
            return Optional.empty();
        }
        try {
            return Optional.of(Condition.parse(node.text(), tags));
        } catch (Condition.Unreadable e) {
            source.fault(node, e.offset(), e.read(), e.expected(), faults);
            return Optional.empty();
        }
    }

    /** A dead-band that means something for a condition: of the kind of one of its tags, or a share. */
    Measure deadband(YamlNode node, Condition when) {
        try {
            Measure band = Measure.parse(node.text());
            boolean fits = band.dimension() == Dimension.FRACTION
                    || when.inputs().stream().anyMatch(tag -> !tag.isState() && tag.dimension() == band.dimension());
            if (!fits || band.value() < 0) {
                node.fault("'" + node.text() + "'", "a distance of the kind of a tag in '" + when.text() + "'");
            }
            return band;
        } catch (IllegalArgumentException e) {
            node.fault("'" + node.text() + "'", "a number with a unit, such as '2 °C'");
            return NOTHING;
        }
    }

    void checkId(String id, YamlNode at) {
        if (!ID.matcher(id).matches()) {
            at.fault("'" + id + "'", "an id such as 'E5_COOLING_FLOW', beginning with its row");
        }
    }

    /** START, PRODUCTION or names of phases. */
    List<String> blocks(YamlNode node) {
        List<String> phases = tags.find(TagId.of("run.phase")).map(Tag::states).orElse(List.of());
        List<String> blocks = new ArrayList<>();
        for (YamlNode item : node.items()) {
            String name = item.text();
            if (!name.equals("START")
                    && !name.equals("PRODUCTION")
                    && (!phases.contains(name) || name.equals("NONE"))) {
                item.fault("'" + name + "'", "START, PRODUCTION or a phase, one of " + phases);
            }
            blocks.add(name);
        }
        if (blocks.isEmpty()) {
            node.fault("nothing", "what it blocks: START, PRODUCTION or phases");
        }
        return blocks;
    }

    /** A value of a tag: a state's name, or a number with the tag's unit. */
    double value(YamlNode node, Tag tag) {
        if (tag.isState()) {
            int state = tag.states().indexOf(node.text());
            if (state < 0) {
                node.fault("'" + node.text() + "'", "one of " + tag.states());
            }
            return Math.max(0, state);
        }
        return tag.dimension() == Dimension.NUMBER ? node.number() : node.base(tag.dimension());
    }

    /** A command tag; notes a fault when it is none. */
    Optional<Tag> command(String name, YamlNode at) {
        Optional<Tag> tag = TagId.isValid(name) ? tags.find(TagId.of(name)) : Optional.empty();
        if (tag.isEmpty()) {
            at.fault("'" + name + "'", "a tag of equipment/tags");
        } else if (!tag.get().isCommand()) {
            at.fault("'" + name + "', which is no command", "a command tag");
            return Optional.empty();
        }
        return tag;
    }
}
