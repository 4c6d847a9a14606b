package org.sputterpilot.genealogy.db;

import org.sputterpilot.genealogy.Field;
import org.sputterpilot.genealogy.Kind;

/** Where each kind of thing is kept: a table of its own, so that a person with a database shell finds plain columns. */
final class Tables {
    private Tables() {}

    static String of(Kind kind) {
        return switch (kind) {
            case FOIL_LOT -> "foil_lot";
            case PREPARATION -> "preparation";
            case FOIL_PIECE -> "foil_piece";
            case RUN -> "run";
            case WITNESS -> "witness";
            case COUPON -> "coupon";
            case CELL -> "cell";
            case TEST -> "cell_test";
            case TEST_FILE -> "test_file";
            case TARGET -> "target";
            case GAS_BOTTLE -> "gas_bottle";
        };
    }

    /** The column of what is printed on it. */
    static String label(Kind kind) {
        return switch (kind) {
            case RUN -> "id";
            case TEST_FILE -> "name";
            case TARGET, GAS_BOTTLE -> "serial";
            default -> "human_id";
        };
    }

    /** The column of what is permanent. */
    static String id(Kind kind) {
        return kind == Kind.TEST_FILE ? "sha256" : "id";
    }

    static String createdAt(Kind kind) {
        return switch (kind) {
            case RUN -> "started_at";
            case TEST_FILE -> "received_at";
            default -> "created_at";
        };
    }

    static String createdBy(Kind kind) {
        return switch (kind) {
            case RUN -> "operator";
            case TEST_FILE -> "received_by";
            default -> "created_by";
        };
    }

    static boolean knowsDemonstration(Kind kind) {
        return kind != Kind.TEST_FILE;
    }

    /** {@code diameterMm} is kept in {@code diameter_mm}, a link to a foil in {@code foil_id}. */
    static String column(Field field) {
        String snake = field.name().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
        return field.type() == Field.Type.LINK ? snake + "_id" : snake;
    }
}
