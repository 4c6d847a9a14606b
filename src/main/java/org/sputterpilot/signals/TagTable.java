package org.sputterpilot.signals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every tag of one unit in the order of its files; the position is the tag's slot in images, demands and commands. */
public final class TagTable {
    private final List<Tag> tags;
    private static final int NONE = -1;

    /** The slot of each tag by the number of its name. */
    private final int[] slots;

    public TagTable(List<Tag> tags) {
        this.tags = List.copyOf(tags);
        int names = tags.stream().mapToInt(tag -> tag.id().number + 1).max().orElse(0);
        slots = new int[names];
        Arrays.fill(slots, NONE);
        for (int slot = 0; slot < this.tags.size(); slot++) {
            TagId id = this.tags.get(slot).id();
            if (has(id)) {
                throw new IllegalArgumentException("tag " + id + " is described twice");
            }
            slots[id.number] = slot;
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
        return has(id) ? Optional.of(tags.get(slots[id.number])) : Optional.empty();
    }

    public boolean has(TagId id) {
        return id.number < slots.length && slots[id.number] != NONE;
    }

    /**
     * The position of a tag.
     *
     * @throws IllegalArgumentException when the plant has no such tag
     */
    public int slot(TagId id) {
        if (!has(id)) {
            throw new IllegalArgumentException("the plant has no tag " + id);
        }
        return slots[id.number];
    }

    public Tag get(TagId id) {
        return tags.get(slot(id));
    }
}
