package org.sputterpilot.links;

import java.util.List;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

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

    /** Everything that lives behind a link, in the order of the tag files. */
    public static List<Binding> behind(String link, TagTable tags) {
        return tags.all().stream()
                .filter(tag -> tag.kind() != Tag.Kind.DERIVED && tag.link().equals(link))
                .map(Binding::of)
                .toList();
    }

    public TagId id() {
        return tag.id();
    }
}
