package org.sputterpilot.links;

import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;

/**
 * A tag and its place behind a link.
 *
 * @param tag what it is
 * @param place address inside the link, for example {@code nsu=urn:sputterpilot:pvd-01;s=Chamber.Pressure} or
 *     {@code holding-register:1:REAL}
 */
public record Binding(Tag tag, String place) {
    public static Binding of(Tag tag) {
        return new Binding(tag, tag.place());
    }

    public TagId id() {
        return tag.id();
    }
}
