package org.sputterpilot.plant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sputterpilot.recipes.Criterion;
import org.sputterpilot.recipes.Criterion.Comparison;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.units.Measure;

/** Reads what a recipe wants to be true before a phase and at its end: {@code chamber.pressure < 1e-3 Pa}. */
final class CriterionReader {
    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9_.]{0,119})\\s*(<|>|\\bis\\b)\\s*(\\S.{0,119})");

    private CriterionReader() {}

    /** The criteria of a phase under one key; a phase on the way to the safe side never waits for anything. */
    static List<Criterion> read(YamlNode phase, String key, PhaseName name, TagTable tags) {
        Optional<YamlNode> list = phase.find(key);
        if (list.isEmpty()) {
            return List.of();
        }
        boolean mayWait = !PhaseName.DEPOSIT.isBefore(name) || key.equals("enter") && name == PhaseName.VENT;
        if (!mayWait) {
            list.get().fault("'" + key + "' of " + name, "none: on the way to the safe side nothing is waited for");
        }
        List<Criterion> criteria = new ArrayList<>();
        for (YamlNode item : list.get().items()) {
            one(item, tags).ifPresent(criteria::add);
        }
        return criteria;
    }

    private static Optional<Criterion> one(YamlNode item, TagTable tags) {
        String text = item.text().strip();
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            item.fault("'" + text + "'", "a tag, '<', '>' or 'is', and a limit, such as 'chamber.pressure < 1e-3 Pa'");
            return Optional.empty();
        }
        Optional<Tag> known = tags.all().stream()
                .filter(one -> one.id().name().equals(form.group(1)))
                .findFirst();
        if (known.isEmpty()) {
            item.fault("'" + form.group(1) + "'", "a tag of equipment/tags");
            return Optional.empty();
        }
        Tag tag = known.get();
        return form.group(2).equals("is") ? state(item, tag, form, text) : quantity(item, tag, form, text);
    }

    private static Optional<Criterion> state(YamlNode item, Tag tag, Matcher form, String text) {
        int index = tag.states().indexOf(form.group(3));
        if (index < 0) {
            item.fault("'" + form.group(3) + "'", tag.isState() ? "one of " + tag.states() : "'<' or '>' and a limit");
            return Optional.empty();
        }
        return Optional.of(new Criterion(tag.id(), Comparison.IS, index, text));
    }

    private static Optional<Criterion> quantity(YamlNode item, Tag tag, Matcher form, String text) {
        Measure limit = LimitsReader.measure(item, form.group(3).strip());
        if (tag.isState() || limit.dimension() != tag.dimension()) {
            item.fault(
                    "'" + form.group(3) + "'",
                    tag.isState()
                            ? "'is' and one of " + tag.states()
                            : "a limit in " + tag.unit().symbol());
            return Optional.empty();
        }
        Comparison comparison = form.group(2).equals("<") ? Comparison.BELOW : Comparison.ABOVE;
        return Optional.of(new Criterion(tag.id(), comparison, limit.base(), text));
    }
}
