package org.sputterpilot.hmi;

import java.util.List;
import java.util.Optional;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.historian.MaintenanceBook;
import org.sputterpilot.hmi.wire.ProofTestPage;
import org.sputterpilot.hmi.wire.ProofTestRow;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.security.Signature;

/** The counter of the unit's maintenance: proof tests and locks. */
public interface MaintenanceDesk {
    /** Every cause with its last test and when it is due, in the order of the matrix. */
    List<ProofTestRow> rows();

    /** One test, the one that is on included. */
    Optional<ProofTestPage> test(String id);

    /** Who signs for a guided test that is about to begin; its result is written down when it is over. */
    void expect(String id, Signature signature, String comment);

    /** The test that was signed for was refused. */
    void notBegun(String id);

    /** Writes down a test that was made on the tool. */
    void record(MaintenanceBook.ProofTest test);

    Matrix matrix();

    PhysicalModel unit();

    /** Locks in force, oldest first. */
    List<MaintenanceLock> locks();

    /** Writes down a lock that is in force, so that it is found again at the next start. */
    void keep(MaintenanceLock lock);

    /** Writes down that a lock is off. */
    void forget(MaintenanceLock lock, String reason);
}
