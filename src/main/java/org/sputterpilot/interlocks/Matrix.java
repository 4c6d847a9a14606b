package org.sputterpilot.interlocks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.signals.TagId;

/**
 * The cause-and-effect matrix the safety review signs.
 *
 * @param causes rows in the order of the file
 * @param effects columns in the order of the file
 * @param marks the filled cells
 * @param hazards what the rows guard against, by id
 * @param plcReset what an accepted operator reset also tells the plant's own controller
 * @param hash SHA-256 of the file, for records and screens
 */
public record Matrix(
        List<Cause> causes,
        List<Effect> effects,
        List<Mark> marks,
        Map<String, String> hazards,
        Optional<Pulse> plcReset,
        String hash) {

    /** A filled cell: the cause trips the effect, at once or after a delay. */
    public record Mark(String cause, String effect, Duration delay) {}

    /** A command that is given for a moment. */
    public record Pulse(TagId tag, double value, double rest, Duration length) {}

    public Matrix {
        causes = List.copyOf(causes);
        effects = List.copyOf(effects);
        marks = List.copyOf(marks);
        hazards = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(hazards));
    }

    /** The row of a cause. */
    public List<Mark> row(String cause) {
        return marks.stream().filter(mark -> mark.cause().equals(cause)).toList();
    }

    /** The cell where a row and a column meet; empty when it is not marked. */
    public Optional<Mark> mark(String cause, String effect) {
        return marks.stream()
                .filter(mark -> mark.cause().equals(cause) && mark.effect().equals(effect))
                .findFirst();
    }

    public Optional<Cause> cause(String id) {
        return causes.stream().filter(cause -> cause.id().equals(id)).findFirst();
    }

    public Optional<Effect> effect(String id) {
        return effects.stream().filter(effect -> effect.id().equals(id)).findFirst();
    }
}
