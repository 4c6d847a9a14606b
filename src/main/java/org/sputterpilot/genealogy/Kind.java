package org.sputterpilot.genealogy;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What kinds of things there are, what their labels begin with, and what is known of each. */
public enum Kind {
    FOIL_LOT(
            "ZL",
            () -> List.of(
                    Field.text("supplier").needed(),
                    Field.text("supplierLot"),
                    Field.text("material"),
                    Field.number("purity", 0, 1),
                    Field.amount("thicknessUm"),
                    Field.amount("widthMm"),
                    Field.text("coil"),
                    Field.moment("receivedAt"),
                    Field.text("certificate"))),
    /** How foil was made ready: grit, solvent, acid, rinse, dry. */
    PREPARATION(
            "ZP",
            () -> List.of(
                    Field.text("sop").needed(),
                    Field.text("sopVersion"),
                    Field.text("steps"),
                    Field.text("bathLot"),
                    Field.moment("finishedAt"),
                    Field.text("storage"))),
    FOIL_PIECE(
            "ZF",
            () -> List.of(
                    Field.link("lot", Kind.FOIL_LOT, EdgeKind.CUT_FROM),
                    Field.link("parent", Kind.valueOf("FOIL_PIECE"), EdgeKind.CUT_FROM),
                    Field.link("preparation", Kind.PREPARATION, EdgeKind.PREPARED_IN),
                    Field.amount("alongM"),
                    Field.number("acrossMm", -1e4, 1e4),
                    Field.amount("lengthMm"),
                    Field.amount("widthMm"),
                    Field.amount("massBeforeMg"),
                    Field.amount("massAfterMg"),
                    Field.text("cleaning"))),
    /** A coating run; its facts are the run record's. */
    RUN("", List::of),
    WITNESS(
            "ZW",
            () -> List.of(
                    Field.link("run", Kind.RUN, EdgeKind.WITNESS_OF), Field.text("material"), Field.text("slot"))),
    COUPON(
            "",
            () -> List.of(
                    Field.link("foil", Kind.FOIL_PIECE, EdgeKind.PUNCHED_FROM).needed(),
                    Field.number("diameterMm", 1, 200).needed(),
                    Field.number("xMm", -1e4, 1e4),
                    Field.number("yMm", -1e4, 1e4),
                    Field.amount("radiusMm"),
                    Field.number("orientationDeg", -360, 360),
                    Field.word("side", "A", "B"),
                    Field.text("tray"),
                    Field.text("well"),
                    Field.text("punch"),
                    Field.count("punchCount"),
                    Field.amount("massMg"))),
    CELL(
            "CL",
            () -> List.of(
                    Field.word("cellType", "ZN_ZN", "ZN_CU", "ZN_TI", "ZN_MNO2").needed(),
                    Field.moment("assembledAt"),
                    Field.text("builder"),
                    Field.text("electrolyteLot"),
                    Field.amount("electrolyteUl"),
                    Field.amount("pressureKpa"))),
    TEST(
            "",
            () -> List.of(
                    Field.link("cell", Kind.CELL, EdgeKind.TESTED_IN).needed(),
                    Field.text("protocol").needed(),
                    Field.count("protocolVersion"),
                    Field.text("instrument"),
                    Field.text("channel"),
                    Field.number("temperatureK", 200, 400),
                    Field.amount("currentDensityAM2"),
                    Field.amount("arealCapacityAhM2"),
                    Field.moment("startedAt"),
                    Field.moment("endedAt"),
                    Field.text("endReason"),
                    Field.amount("lifeH"),
                    Field.count("lifeCycles"),
                    Field.truth("censored"),
                    Field.text("eolRule"))),
    /** The bytes a tester wrote; its id is their SHA-256. */
    TEST_FILE("", List::of),
    TARGET(
            "",
            () -> List.of(
                    Field.text("material").needed(),
                    Field.text("supplier"),
                    Field.number("purity", 0, 1),
                    Field.amount("thicknessMm"))),
    GAS_BOTTLE(
            "",
            () -> List.of(
                    Field.text("gas").needed(),
                    Field.number("purity", 0, 1),
                    Field.text("supplierLot"),
                    Field.moment("installedAt"),
                    Field.moment("removedAt")));

    private final String prefix;
    private final Supplier<List<Field>> fields;

    Kind(String prefix, Supplier<List<Field>> fields) {
        this.prefix = prefix;
        this.fields = fields;
    }

    /** What its labels begin with; empty for kinds that have their label from elsewhere. */
    String prefix() {
        return prefix;
    }

    /** What may be known of one. */
    public List<Field> fields() {
        return fields.get();
    }

    /** The fact of that name. */
    public Optional<Field> field(String name) {
        return fields().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Whether it carries a disposition of its own. */
    public boolean isDisposed() {
        return switch (this) {
            case FOIL_LOT, FOIL_PIECE, RUN, COUPON, CELL, WITNESS -> true;
            case PREPARATION, TEST, TEST_FILE, TARGET, GAS_BOTTLE -> false;
        };
    }
}
