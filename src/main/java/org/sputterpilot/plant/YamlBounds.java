package org.sputterpilot.plant;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * How far a plant file may go: a text that nests without end, refers to itself or repeats a step a million times is
 * told off at the place where it goes too far, before anything of it is held in memory.
 */
final class YamlBounds {
    private static final int DEEPEST = 24;
    private static final int MOST_EVENTS = 200_000;

    private YamlBounds() {}

    /** The first place where a text goes too far, or empty. Throws what the parser throws. */
    static Optional<Fault> exceeded(String text, String shown, LoadSettings settings) {
        int depth = 0;
        int events = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEEPEST) {
                return fault(
                        shown,
                        event,
                        depth + " levels",
                        "at most " + DEEPEST + " levels, so that a person can read it");
            }
            if (++events > MOST_EVENTS) {
                return fault(shown, event, "more than " + MOST_EVENTS + " values", "a file a person could read");
            }
            if (event instanceof AliasEvent alias) {
                return fault(
                        shown, event, "*" + alias.getAlias(), "every value written out where it belongs, no alias");
            }
            if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
                return fault(
                        shown,
                        event,
                        "&" + node.getAnchor().get(),
                        "every value written out where it belongs, no anchor");
            }
        }
        return Optional.empty();
    }

    private static Optional<Fault> fault(String shown, Event at, String read, String expected) {
        Optional<Mark> mark = at.getStartMark();
        return Optional.of(new Fault(
                shown,
                mark.map(m -> m.getLine() + 1).orElse(1),
                mark.map(m -> m.getColumn() + 1).orElse(1),
                read,
                expected));
    }
}
