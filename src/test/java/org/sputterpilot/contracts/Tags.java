package org.sputterpilot.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.links.Binding;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Unit;

/** Makes bindings for tests in one line. */
public final class Tags {
    private Tags() {}

    public static Binding quantity(String id, String place, String unit, double low, double high, boolean command) {
        Unit in = Unit.of(unit).orElseThrow();
        return binding(id, place, in, List.of(), in.toBase(low), in.toBase(high), command);
    }

    public static Binding state(String id, String place, boolean command, String... states) {
        return binding(id, place, Unit.of("").orElseThrow(), List.of(states), 0, states.length - 1, command);
    }

    private static Binding binding(
            String id, String place, Unit unit, List<String> states, double low, double high, boolean command) {
        Tag tag = new Tag(
                TagId.of(id),
                id,
                command ? Tag.Kind.COMMAND : Tag.Kind.INPUT,
                unit,
                states,
                low,
                high,
                Duration.ofSeconds(2),
                "link/" + place,
                Optional.empty(),
                Duration.ZERO,
                0,
                Optional.empty(),
                "for a test");
        return new Binding(tag, place);
    }
}
