package org.sputterpilot.genealogy;

import java.time.Instant;

/**
 * One "came from". Never changed and never removed; work done again is another edge.
 *
 * @param at when it happened
 * @param knownAt when it was written down, which is what a view as of a date goes by
 * @param note role, or slot, side and pass
 */
public record Edge(Ref parent, Ref child, EdgeKind kind, Instant at, Instant knownAt, String note) {
    /** The thing at the end one does not come from. */
    Ref other(Ref from) {
        return from.equals(parent) ? child : parent;
    }
}
