package org.sputterpilot.signals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every tag of one unit in the order of its files; the position is the tag's slot in images, demands and commands. */
public final class TagTable {
    private final List<Tag> tags;
    private final Map<TagId, Integer> slots = new HashMap<>();

    public TagTable(List<Tag> tags) {
        this.tags = List.copyOf(tags);
        for (int slot = 0; slot < this.tags.size(); slot++) {
            TagId id = this.tags.get(slot).id();
            if (slots.put(id, slot) != null) {
                throw new IllegalArgumentException("tag " + id + " is described twice");
            }
        }
    }

    public int size() {
        return tags.size();
    }

    public List<Tag> all() {
        return tags;
    }

    public Tag at(int slot) {
        return tags.get(slot);
    }

    public Optional<Tag> find(TagId id) {
        Integer slot = slots.get(id);
        return slot == null ? Optional.empty() : Optional.of(tags.get(slot));
    }

    public boolean has(TagId id) {
        return slots.containsKey(id);
    }

    /**
     * The position of a tag.
     *
     * @throws IllegalArgumentException when the plant has no such tag
     */
    public int slot(TagId id) {
        Integer slot = slots.get(id);
        if (slot == null) {
            throw new IllegalArgumentException("the plant has no tag " + id);
        }
        return slot;
    }

    public Tag get(TagId id) {
        return tags.get(slot(id));
    }
}
