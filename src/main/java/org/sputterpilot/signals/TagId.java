package org.sputterpilot.signals;

import java.util.regex.Pattern;

/** The name of one signal of the plant, for example {@code chamber.pressure}. */
public record TagId(String name) implements Comparable<TagId> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");

    public TagId {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a tag id such as 'chamber.pressure'");
        }
    }

    public static TagId of(String name) {
        return new TagId(name);
    }

    /** Whether a text has the form of a tag id. */
    public static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }

    @Override
    public int compareTo(TagId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
