package org.sputterpilot.app;

import org.sputterpilot.film.ToolChange;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.hmi.CalibrationDesk;
import org.sputterpilot.hmi.wire.CalibrationPage;
import org.sputterpilot.hmi.wire.MeasurementTaken;
import org.sputterpilot.security.Signature;

/** The calibration of the unit in the control room, once there is one. */
final class CalibrationCounter implements CalibrationDesk {
    private final ControlRoom room;

    CalibrationCounter(ControlRoom room) {
        this.room = room;
    }

    private CalibrationDesk now() {
        return room.running().calibrations();
    }

    @Override
    public CalibrationPage page() {
        return now().page();
    }

    @Override
    public MeasurementTaken measure(CalibrationBook.Measurement measurement) {
        return now().measure(measurement);
    }

    @Override
    public int commission(String run) {
        return now().commission(run);
    }

    @Override
    public int accept(int proposal, Signature signature, String comment) {
        return now().accept(proposal, signature, comment);
    }

    @Override
    public void reject(int proposal, Signature signature, String comment) {
        now().reject(proposal, signature, comment);
    }

    @Override
    public int restore(int version, Signature signature, String comment) {
        return now().restore(version, signature, comment);
    }

    @Override
    public void worked(
            ToolChange.Kind kind,
            String asset,
            String oldSerial,
            String newSerial,
            double erodedShare,
            Signature signature,
            String comment) {
        now().worked(kind, asset, oldSerial, newSerial, erodedShare, signature, comment);
    }
}
