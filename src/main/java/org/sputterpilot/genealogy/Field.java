package org.sputterpilot.genealogy;

import java.util.List;
import java.util.Optional;

/**
 * One fact about a kind of thing. A quantity has its unit as the last word of its name.
 *
 * @param name as in calls; {@code diameterMm}
 * @param least smallest value of a number
 * @param most greatest value of a number
 * @param words what a word may be; empty for any text
 * @param link what it came from, for a fact that names another thing
 */
public record Field(
        String name, Type type, boolean required, double least, double most, List<String> words, Optional<Link> link) {
    private static final double MUCH = 1e9;

    /** How a fact is written. */
    public enum Type {
        TEXT,
        NUMBER,
        COUNT,
        TRUTH,
        MOMENT,
        LINK
    }

    /** The edge a fact draws. */
    public record Link(Kind to, EdgeKind edge) {}

    static Field text(String name) {
        return new Field(name, Type.TEXT, false, 0, 0, List.of(), Optional.empty());
    }

    static Field word(String name, String... words) {
        return new Field(name, Type.TEXT, false, 0, 0, List.of(words), Optional.empty());
    }

    static Field number(String name, double least, double most) {
        return new Field(name, Type.NUMBER, false, least, most, List.of(), Optional.empty());
    }

    static Field amount(String name) {
        return number(name, 0, MUCH);
    }

    static Field count(String name) {
        return new Field(name, Type.COUNT, false, 0, MUCH, List.of(), Optional.empty());
    }

    static Field truth(String name) {
        return new Field(name, Type.TRUTH, false, 0, 0, List.of(), Optional.empty());
    }

    static Field moment(String name) {
        return new Field(name, Type.MOMENT, false, 0, 0, List.of(), Optional.empty());
    }

    static Field link(String name, Kind to, EdgeKind edge) {
        return new Field(name, Type.LINK, false, 0, 0, List.of(), Optional.of(new Link(to, edge)));
    }

    Field needed() {
        return new Field(name, type, true, least, most, words, link);
    }
}
