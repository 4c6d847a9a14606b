package org.sputterpilot.genealogy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a thing came from, or what came of it, generation by generation. What was taken from a foil before a run coated
 * it has nothing of that run: a path that goes through a treatment only follows what left the thing afterwards.
 *
 * @param depth every thing reached and its generation, in the order of reaching; the start is 0
 * @param edges the paths
 * @param cut whether there is more than anybody reads
 */
public record Trace(Map<Ref, Integer> depth, Set<Edge> edges, boolean cut) {
    /** More than this is no answer but a data set. */
    static final int MOST = 20_000;

    /** Which way to look. */
    public enum Direction {
        FORWARD,
        BACKWARD
    }

    /** Follows edges from one thing. */
    public static Trace of(Ref start, Direction direction, Edges edges, Instant knownUntil) {
        return of(List.of(start), direction, edges, knownUntil);
    }

    /** Follows edges from several things at once. */
    public static Trace of(Collection<Ref> starts, Direction direction, Edges edges, Instant knownUntil) {
        Map<Ref, Integer> depth = new LinkedHashMap<>();
        Set<Edge> paths = new LinkedHashSet<>();
        Map<Ref, Instant> limits = new HashMap<>();
        Collection<Ref> level = new LinkedHashSet<>(starts);
        for (Ref start : level) {
            depth.put(start, 0);
            limits.put(start, anyTime(direction));
        }
        for (int generation = 1; !level.isEmpty() && depth.size() < MOST; generation++) {
            Set<Ref> next = new LinkedHashSet<>();
            List<Edge> found =
                    direction == Direction.FORWARD ? edges.below(level, knownUntil) : edges.above(level, knownUntil);
            for (Edge edge : found) {
                Ref from = direction == Direction.FORWARD ? edge.parent() : edge.child();
                if (!allowed(edge, direction, limits.get(from))) {
                    continue;
                }
                paths.add(edge);
                Ref to = edge.other(from);
                Instant limit = arrives(edge, direction);
                Instant before = limits.get(to);
                if (before == null || wider(limit, before, direction)) {
                    limits.put(to, limit);
                    depth.putIfAbsent(to, generation);
                    next.add(to);
                }
            }
            level = next;
        }
        return new Trace(depth, paths, !level.isEmpty());
    }

    /** Forward, what left a thing before it was treated is not followed; backward, what treated it later is not. */
    private static boolean allowed(Edge edge, Direction direction, Instant limit) {
        return direction == Direction.FORWARD
                ? !edge.at().isBefore(limit)
                : !edge.kind().isTreatment() || !edge.at().isAfter(limit);
    }

    private static Instant arrives(Edge edge, Direction direction) {
        if (direction == Direction.FORWARD) {
            return edge.kind().isTreatment() ? edge.at() : Instant.MIN;
        }
        return edge.kind().isTreatment() ? Instant.MAX : edge.at();
    }

    private static boolean wider(Instant limit, Instant before, Direction direction) {
        return direction == Direction.FORWARD ? limit.isBefore(before) : limit.isAfter(before);
    }

    private static Instant anyTime(Direction direction) {
        return direction == Direction.FORWARD ? Instant.MIN : Instant.MAX;
    }

    /** Things of one kind, nearest first. */
    public List<Ref> of(Kind kind) {
        List<Ref> found = new ArrayList<>();
        depth.keySet().stream().filter(ref -> ref.kind() == kind).forEach(found::add);
        return found;
    }
}
