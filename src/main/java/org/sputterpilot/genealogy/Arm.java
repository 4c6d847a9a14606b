package org.sputterpilot.genealogy;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What a cell is a cell of: follows from its zinc electrodes and is never stored. */
public enum Arm {
    BARE,
    /** Every zinc electrode carries the film. */
    TO_ZN,
    /** Went through vacuum and vent without plasma. */
    SHAM,
    /** Electrodes unlike each other: out of every comparison unless somebody asks. */
    MIXED,
    /** Nothing is known about its electrodes, or the identity of one is lost. */
    UNKNOWN;

    /** The arm of a cell with these electrodes, each judged by itself. */
    public static Arm of(Collection<Arm> electrodes) {
        if (electrodes.isEmpty() || electrodes.contains(UNKNOWN)) {
            return UNKNOWN;
        }
        Set<Arm> kinds = EnumSet.copyOf(electrodes);
        return kinds.size() == 1 ? kinds.iterator().next() : MIXED;
    }

    /** The arm of one electrode by how the things it came from were treated. */
    static Arm ofElectrode(Collection<EdgeKind> treatments) {
        if (treatments.contains(EdgeKind.COATED_IN)) {
            return TO_ZN;
        }
        return treatments.contains(EdgeKind.SHAM_IN) ? SHAM : BARE;
    }
}
