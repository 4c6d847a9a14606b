package org.sputterpilot.links;

import java.util.List;
import java.util.function.Predicate;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/**
 * A tag and its place behind a link.
 *
 * @param tag what it is
 * @param place address inside the link, for example {@code nsu=urn:sputterpilot:pvd-01;s=Chamber.Pressure} or
 *     {@code holding-register:1:REAL}
 * @param guarding whether an interlock reads it: its news must not wait for the rest
 */
public record Binding(Tag tag, String place, boolean guarding) {
    /** A tag and its place, with nothing that waits for it. */
    public Binding(Tag tag, String place) {
        this(tag, place, false);
    }

    public static Binding of(Tag tag) {
        return new Binding(tag, tag.place());
    }

    /** Everything that lives behind a link, in the order of the tag files. */
    public static List<Binding> behind(String link, TagTable tags) {
        return behind(link, tags, tag -> false);
    }

    /** The same, knowing which tags interlocks read. */
    public static List<Binding> behind(String link, TagTable tags, Predicate<TagId> guarding) {
        return behind(link, tags, guarding, tag -> false);
    }

    /** The same without tags that have no place in the field: the commands of what people move. */
    public static List<Binding> behind(
            String link, TagTable tags, Predicate<TagId> guarding, Predicate<TagId> without) {
        return tags.all().stream()
                .filter(tag -> tag.kind() != Tag.Kind.DERIVED && tag.link().equals(link) && !without.test(tag.id()))
                .map(tag -> new Binding(tag, tag.place(), guarding.test(tag.id())))
                .toList();
    }

    public TagId id() {
        return tag.id();
    }
}
