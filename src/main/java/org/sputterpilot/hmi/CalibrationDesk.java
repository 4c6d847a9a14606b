package org.sputterpilot.hmi;

import org.sputterpilot.film.ToolChange;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.hmi.wire.CalibrationPage;
import org.sputterpilot.hmi.wire.MeasurementTaken;
import org.sputterpilot.security.Signature;

/** The counter at which measured films are handed in and calibrations are signed. */
public interface CalibrationDesk {
    CalibrationPage page();

    /**
     * Writes a measurement down and works out what it asks for.
     *
     * @throws Refusal when it does not fit its run
     */
    MeasurementTaken measure(CalibrationBook.Measurement measurement);

    /**
     * Fits a recorded sweep or rate grid once more and proposes what it says; answers the proposal's number.
     *
     * @throws Refusal when there is no such run, or it teaches nothing
     */
    int commission(String run);

    /** Puts a proposal in force from the next run on; answers the new version. */
    int accept(int proposal, Signature signature, String comment);

    /** Keeps what is in force; the measurements that came with the proposal are not learned from. */
    void reject(int proposal, Signature signature, String comment);

    /** Puts the numbers of an older version in force again, as a new version; answers its number. */
    int restore(int version, Signature signature, String comment);

    /**
     * Writes down work on the tool.
     *
     * @param erodedShare of a target that was put in, 0 when it is new
     */
    void worked(
            ToolChange.Kind kind,
            String asset,
            String oldSerial,
            String newSerial,
            double erodedShare,
            Signature signature,
            String comment);
}
