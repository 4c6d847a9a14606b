package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.security.Signature;

/**
 * Where maintenance is written down: locks on modules and proof tests of the interlocks. What a call has written
 * survives a power cut once it returns.
 */
public interface MaintenanceBook {

    /** How a proof test was made. */
    enum Kind {
        /** By the program, on the virtual chamber. */
        GUIDED,
        /** By hand, on the tool. */
        RECORDED
    }

    /** What came of it. */
    enum Result {
        PASS,
        /** As found, the row did not act as it is written. */
        FAIL,
        /** Ended before it could show anything. */
        STOPPED
    }

    /**
     * One proof test.
     *
     * @param method how it was made
     * @param asFound trip value before anything was adjusted; empty where the row watches a switch
     * @param asLeft trip value afterwards
     * @param valueUnit unit of both, or empty
     * @param reactionS seconds from over the limit to the cause acting
     * @param instrument what it was measured with
     * @param report steps and times of a guided test as JSON, or empty
     * @param demonstration whether it was made on a virtual chamber
     */
    record ProofTest(
            String id,
            String cause,
            Kind kind,
            Result result,
            Instant performedAt,
            Instant enteredAt,
            Signature signature,
            String method,
            OptionalDouble asFound,
            OptionalDouble asLeft,
            String valueUnit,
            OptionalDouble reactionS,
            String instrument,
            String comment,
            String report,
            boolean demonstration) {}

    void add(ProofTest test);

    /** Every proof test, in the order in which they were made. */
    List<ProofTest> proofTests();

    Optional<ProofTest> proofTest(String id);

    void add(MaintenanceLock lock);

    /** Notes that a lock is off; one that is off already stays as it was. */
    void released(String lock, Instant at, String reason);

    /** Locks that are held, oldest first. */
    List<MaintenanceLock> held();
}
