package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.historian.MaintenanceBook;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.MaintenanceStore;
import org.sputterpilot.security.Signature;

/** What the maintenance book holds, it holds for good, whichever database it is. */
abstract class MaintenanceBookContract {
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    private Database database;
    private MaintenanceBook book;

    /** A database without tables. */
    protected abstract Database emptyDatabase() throws Exception;

    /** The same database as another process finds it. */
    protected abstract Database reopened(Database database) throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = emptyDatabase();
        book = new MaintenanceStore(database, "PVD-01");
    }

    private static MaintenanceLock lock(String id, String holder) {
        return new MaintenanceLock(id, "shutter", holder, "A. Person", "new bellows", AT);
    }

    private static MaintenanceBook.ProofTest test(String id, OptionalDouble found, String report) {
        return new MaintenanceBook.ProofTest(
                id,
                "E5_COOLING_FLOW",
                MaintenanceBook.Kind.RECORDED,
                MaintenanceBook.Result.FAIL,
                AT,
                AT.plusSeconds(60),
                new Signature("maintenance", "M. Aintain", "I tested it.", AT.plusSeconds(60)),
                "throttled the water",
                found,
                OptionalDouble.of(1.5),
                "L/min",
                OptionalDouble.of(0.6),
                "F-12",
                "paddle cleaned",
                report,
                false);
    }

    /** HAZ-02: a lock that was held when the power went is held when it is back. */
    @Test
    void aLockIsHeldUntilItIsReleasedAlsoAcrossAReopening() throws Exception {
        book.add(lock("L1", "anna"));
        book.add(lock("L2", "bo"));
        book.released("L2", AT.plusSeconds(5), "done");

        MaintenanceBook again = new MaintenanceStore(reopened(database).migrate(), "PVD-01");

        assertThat(again.held()).containsExactly(lock("L1", "anna"));
        assertThat(new MaintenanceStore(database, "PVD-02").held()).isEmpty();
    }

    @Test
    void aProofTestIsReadAsItWasWritten() {
        book.add(test("T1", OptionalDouble.of(1.31), ""));
        book.add(test("T2", OptionalDouble.empty(), "{\"steps\":[]}"));

        assertThat(book.proofTests())
                .containsExactly(
                        test("T1", OptionalDouble.of(1.31), ""), test("T2", OptionalDouble.empty(), "{\"steps\":[]}"));
        assertThat(book.proofTest("T2")).contains(test("T2", OptionalDouble.empty(), "{\"steps\":[]}"));
        assertThat(book.proofTest("T3")).isEmpty();
    }
}
