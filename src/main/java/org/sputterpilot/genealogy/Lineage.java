package org.sputterpilot.genealogy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything some things came from, held in memory, so that much can be asked of it at once. */
public final class Lineage implements Edges {
    private final Map<Ref, List<Edge>> above = new HashMap<>();
    private final Map<Ref, List<Edge>> below = new HashMap<>();
    private final Set<Ref> things;

    private Lineage(Collection<Ref> starts) {
        things = new LinkedHashSet<>(starts);
    }

    /** All that these things came from, by any path. */
    public static Lineage of(Collection<Ref> starts, Edges edges, Instant knownUntil) {
        Lineage lineage = new Lineage(starts);
        Set<Ref> level = new LinkedHashSet<>(starts);
        while (!level.isEmpty()) {
            Set<Ref> next = new LinkedHashSet<>();
            for (Edge edge : edges.above(level, knownUntil)) {
                lineage.above
                        .computeIfAbsent(edge.child(), ref -> new ArrayList<>())
                        .add(edge);
                lineage.below
                        .computeIfAbsent(edge.parent(), ref -> new ArrayList<>())
                        .add(edge);
                if (lineage.things.add(edge.parent())) {
                    next.add(edge.parent());
                }
            }
            level = next;
        }
        return lineage;
    }

    /** The starts and all they came from. */
    public Set<Ref> things() {
        return things;
    }

    @Override
    public List<Edge> above(Collection<Ref> of, Instant knownUntil) {
        return gathered(of, above);
    }

    @Override
    public List<Edge> below(Collection<Ref> of, Instant knownUntil) {
        return gathered(of, below);
    }

    private static List<Edge> gathered(Collection<Ref> of, Map<Ref, List<Edge>> from) {
        return of.stream()
                .flatMap(ref -> from.getOrDefault(ref, List.of()).stream())
                .toList();
    }

    /** What a thing came from, as far as treatments reached it. */
    Trace back(Ref thing) {
        return Trace.of(thing, Trace.Direction.BACKWARD, this, Instant.MAX);
    }

    /** How a thing stands by these marks; who has none is pending if people judge its kind. */
    public Standing standing(Ref thing, Map<Ref, Mark> marks) {
        Disposition own = own(thing, marks);
        Disposition worst = own;
        Ref because = thing;
        for (Ref ancestor : judged(thing)) {
            Disposition theirs = own(ancestor, marks);
            if (theirs.compareTo(worst) > 0) {
                worst = theirs;
                because = ancestor;
            }
        }
        return new Standing(own, worst, because.equals(thing) ? Optional.empty() : Optional.of(because));
    }

    private static Disposition own(Ref thing, Map<Ref, Mark> marks) {
        Mark mark = marks.get(thing);
        if (mark != null) {
            return mark.disposition();
        }
        return thing.kind().isDisposed() ? Disposition.PENDING : Disposition.RELEASED;
    }

    /** The thing and the ancestors whose fate it shares, nearest first. */
    Set<Ref> judged(Ref thing) {
        Set<Ref> shared = new HashSet<>(Set.of(thing));
        Trace back = back(thing);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Edge edge : back.edges()) {
                grown |= edge.kind().carriesDisposition() && shared.contains(edge.child()) && shared.add(edge.parent());
            }
        }
        Set<Ref> inOrder = new LinkedHashSet<>(back.depth().keySet());
        inOrder.retainAll(shared);
        return inOrder;
    }

    /** The arm of a cell by its electrodes. */
    public Arm arm(Ref cell, Set<Ref> lost) {
        List<Arm> electrodes = new ArrayList<>();
        for (Edge edge : above(List.of(cell), Instant.MAX)) {
            if (edge.kind() == EdgeKind.PART_OF
                    && Part.Role.valueOf(edge.note()).isElectrode()) {
                electrodes.add(lost.contains(edge.parent()) ? Arm.UNKNOWN : armOf(edge.parent()));
            }
        }
        return Arm.of(electrodes);
    }

    private Arm armOf(Ref coupon) {
        List<EdgeKind> treatments =
                back(coupon).edges().stream().map(Edge::kind).toList();
        return Arm.ofElectrode(treatments);
    }
}
