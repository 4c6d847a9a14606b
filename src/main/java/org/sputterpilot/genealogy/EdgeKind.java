package org.sputterpilot.genealogy;

import static org.sputterpilot.genealogy.Kind.CELL;
import static org.sputterpilot.genealogy.Kind.COUPON;
import static org.sputterpilot.genealogy.Kind.FOIL_LOT;
import static org.sputterpilot.genealogy.Kind.FOIL_PIECE;
import static org.sputterpilot.genealogy.Kind.GAS_BOTTLE;
import static org.sputterpilot.genealogy.Kind.PREPARATION;
import static org.sputterpilot.genealogy.Kind.RUN;
import static org.sputterpilot.genealogy.Kind.TARGET;
import static org.sputterpilot.genealogy.Kind.TEST;
import static org.sputterpilot.genealogy.Kind.TEST_FILE;
import static org.sputterpilot.genealogy.Kind.WITNESS;

import java.util.Set;

/** How one thing came from another. */
public enum EdgeKind {
    /** A piece was cut from a lot or from a larger piece. */
    CUT_FROM,
    /** Two stocks became one. */
    MERGED_INTO,
    PREPARED_IN,
    /** The film of a run is on it; with slot, side and pass. */
    COATED_IN,
    /** It went through vacuum and vent of a run without plasma: the control of a coating. */
    SHAM_IN,
    WITNESS_OF,
    PUNCHED_FROM,
    /** It was built into a cell; with its role. */
    PART_OF,
    TESTED_IN,
    FILE_OF,
    /** It was done again because the first was not good; the first stays as it was. */
    REWORK_OF,
    /** A run goes on where another had to end. */
    CONTINUES,
    USED_TARGET,
    USED_BOTTLE;

    /** From which kinds. Asked late, because kinds name edges and edges name kinds. */
    Set<Kind> parents() {
        return switch (this) {
            case CUT_FROM -> Set.of(FOIL_LOT, FOIL_PIECE);
            case MERGED_INTO -> Set.of(FOIL_LOT, FOIL_PIECE);
            case PREPARED_IN -> Set.of(PREPARATION);
            case COATED_IN, SHAM_IN, WITNESS_OF, CONTINUES -> Set.of(RUN);
            case PUNCHED_FROM -> Set.of(FOIL_PIECE);
            case PART_OF -> Set.of(COUPON);
            case TESTED_IN -> Set.of(CELL);
            case FILE_OF -> Set.of(TEST);
            case REWORK_OF -> Set.of(RUN, FOIL_PIECE, CELL);
            case USED_TARGET -> Set.of(TARGET);
            case USED_BOTTLE -> Set.of(GAS_BOTTLE);
        };
    }

    /** To which kinds. */
    Set<Kind> children() {
        return switch (this) {
            case CUT_FROM -> Set.of(FOIL_PIECE);
            case MERGED_INTO -> Set.of(FOIL_LOT, FOIL_PIECE);
            case PREPARED_IN, COATED_IN, SHAM_IN -> Set.of(FOIL_PIECE, COUPON);
            case WITNESS_OF -> Set.of(WITNESS);
            case PUNCHED_FROM -> Set.of(COUPON);
            case PART_OF -> Set.of(CELL);
            case TESTED_IN -> Set.of(TEST);
            case FILE_OF -> Set.of(TEST_FILE);
            case REWORK_OF -> Set.of(RUN, FOIL_PIECE, CELL);
            case CONTINUES, USED_TARGET, USED_BOTTLE -> Set.of(RUN);
        };
    }

    /**
     * Whether the treatment it stands for came to a thing that was there before: what was taken from that thing earlier
     * has nothing of it.
     */
    boolean isTreatment() {
        return this == COATED_IN || this == SHAM_IN || this == PREPARED_IN;
    }

    /** Whether a bad parent makes the child bad; work that was done again is judged by itself. */
    boolean carriesDisposition() {
        return this != REWORK_OF;
    }
}
