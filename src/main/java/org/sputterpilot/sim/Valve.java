package org.sputterpilot.sim;

/** A valve or shutter that takes its time and has a switch at each end. */
final class Valve {
    private final String name;
    private final double travelS;
    double position;

    Valve(String name, double travelS, boolean open) {
        this.name = name;
        this.travelS = travelS;
        this.position = open ? 1 : 0;
    }

    void move(boolean open, double seconds) {
        double step = seconds / travelS;
        position = open ? Math.min(1, position + step) : Math.max(0, position - step);
    }

    boolean isOpen() {
        return position > 0.98;
    }

    boolean isClosed() {
        return position < 0.02;
    }

    void keep(Ledger ledger) {
        position = ledger.keep("valve." + name, position);
    }
}
