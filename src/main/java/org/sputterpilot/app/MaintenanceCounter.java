package org.sputterpilot.app;

import java.util.List;
import java.util.Optional;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.historian.MaintenanceBook;
import org.sputterpilot.hmi.MaintenanceDesk;
import org.sputterpilot.hmi.wire.ProofTestPage;
import org.sputterpilot.hmi.wire.ProofTestRow;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.security.Signature;

/** The maintenance of the unit in the control room, once there is one. */
final class MaintenanceCounter implements MaintenanceDesk {
    private final ControlRoom room;

    MaintenanceCounter(ControlRoom room) {
        this.room = room;
    }

    private MaintenanceDesk now() {
        return room.running().maintenance();
    }

    @Override
    public List<ProofTestRow> rows() {
        return now().rows();
    }

    @Override
    public Optional<ProofTestPage> test(String id) {
        return now().test(id);
    }

    @Override
    public void expect(String id, Signature signature, String comment) {
        now().expect(id, signature, comment);
    }

    @Override
    public void notBegun(String id) {
        now().notBegun(id);
    }

    @Override
    public void record(MaintenanceBook.ProofTest test) {
        now().record(test);
    }

    @Override
    public Matrix matrix() {
        return now().matrix();
    }

    @Override
    public PhysicalModel unit() {
        return now().unit();
    }

    @Override
    public List<MaintenanceLock> locks() {
        return now().locks();
    }

    @Override
    public void keep(MaintenanceLock lock) {
        now().keep(lock);
    }

    @Override
    public void forget(MaintenanceLock lock, String reason) {
        now().forget(lock, reason);
    }
}
