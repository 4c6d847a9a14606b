package org.sputterpilot.equipment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sputterpilot.units.Measure;

/**
 * What this site allows: one table that recipes, phases and people refer to.
 *
 * @param site single limits by name, for example {@code leak_part_block}
 * @param recipe ranges a recipe's numbers must stay in, by the parameter's name
 */
public record Limits(Map<String, Limit> site, Map<String, Range> recipe) {
    /** Limits the program looks up by name; a file without one of them is refused. */
    public static final List<String> NAMES = List.of(
            "answer_time",
            "base_pressure_block",
            "chamber_volume",
            "gate_foreline",
            "gate_pressure",
            "gate_turbo_speed",
            "leak_part_block",
            "leak_part_warn",
            "leak_total_block",
            "oxygen_plasma_warn",
            "oxygen_share_unrated",
            "reentry_lost",
            "reentry_pressure",
            "watchdog");

    /** One limit and the reason for it. */
    public record Limit(String name, Measure value, String why) {}

    /** One range and the reason for it. */
    public record Range(String name, Measure low, Measure high, String why) {
        public boolean contains(double base) {
            double slack = 1e-9 * Math.max(Math.abs(low.base()), Math.abs(high.base()));
            return base >= low.base() - slack && base <= high.base() + slack;
        }
    }

    public Limits {
        site = Collections.unmodifiableMap(new TreeMap<>(site));
        recipe = Collections.unmodifiableMap(new TreeMap<>(recipe));
    }

    /**
     * A limit in base units.
     *
     * @throws IllegalArgumentException when the site names no such limit
     */
    public double base(String name) {
        Limit limit = site.get(name);
        if (limit == null) {
            throw new IllegalArgumentException("equipment/limits.yaml has no limit " + name);
        }
        return limit.value().base();
    }

    /** The range a recipe's number must stay in, if the site sets one. */
    public Optional<Range> recipeRange(String parameter) {
        return Optional.ofNullable(recipe.get(parameter));
    }
}
