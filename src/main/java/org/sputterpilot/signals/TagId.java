package org.sputterpilot.signals;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The name of one signal of the plant, for example {@code chamber.pressure}.
 *
 * <p>There is one object per name, so that comparing two ids, which every turn does thousands of times, is comparing
 * two references.
 */
public final class TagId implements Comparable<TagId> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");
    private static final Map<String, TagId> KNOWN = new ConcurrentHashMap<>();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    /** Counts the names from 0 as they come up, for tables that are asked thousands of times in a turn. */
    final int number = COUNT.getAndIncrement();

    private TagId(String name) {
        this.name = name;
    }

    /**
     * The id of a name.
     *
     * @throws IllegalArgumentException when it has not the form of a tag id; {@link #isValid} tells before
     */
    public static TagId of(String name) {
        TagId known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        if (!isValid(name)) {
            throw new IllegalArgumentException("'" + name + "' is not a tag id such as 'chamber.pressure'");
        }
        return KNOWN.computeIfAbsent(name, TagId::new);
    }

    /** Whether a text has the form of a tag id. */
    public static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }

    public String name() {
        return name;
    }

    @Override
    public int compareTo(TagId other) {
        return name.compareTo(other.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return name;
    }
}
