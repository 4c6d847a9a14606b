package org.sputterpilot.signals;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the recipe (or a person in manual mode) would like the plant to do this turn: command tags and values in base
 * units. A tag nobody asks for follows the idle rule of its equipment module.
 */
public final class Demands {
    /** Nobody asks for anything: every module follows its idle rule, which is the safe state. */
    public static final Demands SAFE = new Demands(Map.of());

    private final Map<TagId, Double> values;

    private Demands(Map<TagId, Double> values) {
        this.values = values;
    }

    public static Demands of(Map<TagId, Double> values) {
        return values.isEmpty() ? SAFE : new Demands(java.util.Collections.unmodifiableMap(new TreeMap<>(values)));
    }

    /** Asked-for values in the order of tag names. */
    public Map<TagId, Double> values() {
        return values;
    }

    public boolean asks(TagId tag) {
        return values.containsKey(tag);
    }

    /** The demands of both; where both ask, {@code over} wins. */
    public Demands with(Demands over) {
        if (over.values.isEmpty()) {
            return this;
        }
        Map<TagId, Double> merged = new TreeMap<>(values);
        merged.putAll(over.values);
        return of(merged);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Demands that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
