package org.sputterpilot.sim;

import org.sputterpilot.physics.Heat;

/** Cooling water, magnetron and carrier. */
final class Warmth {
    private static final double FLOW_M3_PER_S = 4.0 / 60000;
    private static final double WATER_SHARE = 0.75;
    private static final double MAGNETRON_J_PER_K = 400;
    private static final double CARRIER_J_PER_K = 900;
    private static final double CARRIER_W_PER_K = 0.9;
    private static final double CARRIER_SHARE = 0.06;

    private final double waterInK;
    private final double roomK;

    final Valve water = new Valve("water", 1.0, true);
    double flowM3PerS = FLOW_M3_PER_S;
    double outletK;
    double carrierK;

    Warmth(ChamberTruth truth) {
        waterInK = truth.waterInK;
        roomK = truth.roomK;
        outletK = waterInK;
        carrierK = roomK;
    }

    double inletK() {
        return waterInK;
    }

    void step(double watt, boolean supplied, double shutterOpening, double seconds) {
        double goal = supplied ? FLOW_M3_PER_S * water.position : 0;
        flowM3PerS = goal + (flowM3PerS - goal) * Math.exp(-seconds / 0.4);
        double carried = Heat.waterWattPerK(flowM3PerS);
        double per = seconds / MAGNETRON_J_PER_K;
        outletK = (outletK + per * (WATER_SHARE * watt + carried * waterInK)) / (1 + per * carried);
        double heat = watt * CARRIER_SHARE * (0.5 + 0.5 * shutterOpening);
        carrierK += seconds / CARRIER_J_PER_K * (heat - CARRIER_W_PER_K * (carrierK - roomK));
    }

    void keep(Ledger ledger) {
        water.keep(ledger);
        flowM3PerS = ledger.keep("warmth.flow", flowM3PerS);
        outletK = ledger.keep("warmth.outlet", outletK);
        carrierK = ledger.keep("warmth.carrier", carrierK);
    }
}
