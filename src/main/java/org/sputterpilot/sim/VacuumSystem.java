package org.sputterpilot.sim;

import org.sputterpilot.physics.Gas;
import org.sputterpilot.physics.Vacuum;

/**
 * Vessel, valves and pumps: one backing pump shared by the roughing line and the turbo's outlet, a high-vacuum valve
 * with the throttle behind it. Air (which stands for nitrogen and water too) and argon are balanced here, oxygen by the
 * target, which takes most of it.
 */
final class VacuumSystem {
    private static final double LINE_M3_PER_S = 0.1;
    private static final double BACKING_M3_PER_S = 0.004;
    private static final double BACKING_END_PA = 0.3;
    private static final double FORELINE_M3 = 0.002;
    private static final double THROUGH_TURBO_M3_PER_S = 0.02;
    private static final double SPIN_UP_S = 240;
    private static final double SPIN_DOWN_S = 600;
    private static final double SAG_S = 15;
    private static final double SLOW_VENT = 0.4;
    private static final double FAST_VENT = 45;
    private static final double RELIEF_PA = 5_000;
    private static final double WET_PA = 5_000;

    private final ChamberTruth truth;
    private final double volumeM3;
    private final double temperatureK;

    final Valve gate = new Valve("gate", 2.0, false);
    final Valve rough = new Valve("rough", 0.8, false);
    final Valve fore = new Valve("fore", 0.8, true);
    final Valve vent = new Valve("vent", 0.5, false);
    final Valve nitrogen = new Valve("nitrogen", 0.2, false);
    final Valve manometer = new Valve("manometer", 0.5, true);

    double airPa;
    double argonPa;
    double forelinePa = 1;
    double turboSpeed = 1;
    boolean turboDriven = true;
    boolean backingRuns = true;
    /** Opening of the throttle, 0 to 1. */
    double throttle = 1;
    /** How much water the walls took up at the last opening; 1 is ten minutes in a room of 45 %. */
    double wetness = 1;

    private double pumpedS;
    private double outletM3PerS;

    VacuumSystem(ChamberTruth truth) {
        this.truth = truth;
        volumeM3 = truth.tool.chamberVolumeM3();
        temperatureK = truth.tool.gasTemperatureK();
        airPa = truth.roomPa;
    }

    double totalPa(double oxygenPa) {
        return airPa + argonPa + oxygenPa;
    }

    /** Speed at which the chamber loses any gas now. */
    double outletM3PerS() {
        return outletM3PerS;
    }

    /** Door opened for a while in a room: water is taken up, the pump-down starts afresh. */
    void opened(double minutes, double humidity) {
        wetness = Math.min(2.0, Math.max(0.8, Math.pow(minutes / 10, 0.3) * Math.pow(humidity / 0.45, 0.7)));
        pumpedS = 0;
        airPa = truth.roomPa;
        argonPa = 0;
    }

    /**
     * One step.
     *
     * @param oxygenPa of the step before, for totals
     * @param argonSccm that really flows in
     * @param inrushPaM3PerS air that should not come in
     * @param nitrogenSupply share of the nitrogen supply that is there, 0 to 1
     */
    void step(
            double oxygenPa,
            double argonSccm,
            double inrushPaM3PerS,
            double nitrogenSupply,
            double roomPa,
            double seconds) {
        double total = totalPa(oxygenPa);
        double wanted = turboSpeeds(total, seconds);

        double conductance = truth.throttleM3PerS * throttle * throttle * throttle * gate.position;
        double pump = truth.turboM3PerS * wanted;
        double turbo = gate.position == 0 ? 0 : Vacuum.throttledM3PerS(pump + backwards(), conductance);
        double back = gate.position == 0 ? 0 : Vacuum.throttledM3PerS(backwards(), conductance);

        double roughLine = LINE_M3_PER_S * rough.position;
        double foreLine = LINE_M3_PER_S * fore.position;
        double backing = backingRuns ? BACKING_M3_PER_S : 0;
        double node = roughLine + foreLine + backing;
        double roughOut = node == 0 ? 0 : roughLine * (1 - roughLine / node);
        double fromNode = node == 0 ? 0 : roughLine / node * (foreLine * forelinePa + backing * BACKING_END_PA);

        outletM3PerS = turbo + roughOut;
        double into = gasLoad(total, seconds)
                + inrush(inrushPaM3PerS, total)
                + venting(total, nitrogenSupply, roomPa)
                + fromNode
                + back * forelinePa;
        double per = seconds / volumeM3;
        airPa = (airPa + per * into) / (1 + per * outletM3PerS);
        argonPa = (argonPa + per * Gas.throughputPaM3PerS(argonSccm, temperatureK)) / (1 + per * outletM3PerS);
        double relief = roomPa + RELIEF_PA;
        if (airPa + argonPa + oxygenPa > relief) {
            airPa = Math.max(0, relief - argonPa - oxygenPa);
        }

        double perFore = seconds / FORELINE_M3;
        double foreOut = node == 0 ? 0 : foreLine * (1 - foreLine / node);
        double intoFore = turbo * totalPa(oxygenPa)
                + (node == 0 ? 0 : foreLine / node * (roughLine * total + backing * BACKING_END_PA));
        forelinePa = (forelinePa + perFore * intoFore) / (1 + perFore * (foreOut + back));
    }

    private double backwards() {
        double slack = 1 - turboSpeed;
        return THROUGH_TURBO_M3_PER_S * slack * slack;
    }

    /** Moves the rotor and answers the share of its pumping speed it gives now. */
    private double turboSpeeds(double total, double seconds) {
        if (turboDriven) {
            double inlet = outletM3PerS > 0 && gate.position > 0
                    ? total * Math.min(1, outletM3PerS / (truth.turboM3PerS * Math.max(0.05, turboSpeed)))
                    : 0;
            double loaded = 1 / ((1 + 0.04 * Math.max(0, inlet - 0.1)) * (1 + Math.max(0, forelinePa - 100) / 500));
            turboSpeed = turboSpeed < loaded
                    ? Math.min(loaded, turboSpeed + seconds / SPIN_UP_S)
                    : loaded + (turboSpeed - loaded) * Math.exp(-seconds / SAG_S);
        } else {
            turboSpeed = Math.max(0, turboSpeed - seconds / SPIN_DOWN_S);
        }
        double inViscousFlow = 1 / (1 + total / 20);
        return turboSpeed * inViscousFlow;
    }

    private double gasLoad(double total, double seconds) {
        if (total > WET_PA) {
            pumpedS = 0;
            return truth.leakPaM3PerS;
        }
        pumpedS += seconds;
        return truth.leakPaM3PerS + truth.outgassingPaM3PerS * wetness * (3600 / Math.max(10, pumpedS));
    }

    private static double inrush(double paM3PerS, double total) {
        return total < 90_000 ? paM3PerS : 0;
    }

    private double venting(double total, double nitrogenSupply, double roomPa) {
        if (total > roomPa + RELIEF_PA) {
            return 0;
        }
        return nitrogenSupply * (SLOW_VENT * nitrogen.position + FAST_VENT * vent.position);
    }

    /** The throttle's own drive: 30 % a second. */
    void moveThrottle(double towards, double seconds) {
        double step = 0.30 * seconds;
        throttle = Math.max(0, Math.min(1, throttle + Math.max(-step, Math.min(step, towards - throttle))));
    }

    void keep(Ledger ledger) {
        gate.keep(ledger);
        rough.keep(ledger);
        fore.keep(ledger);
        vent.keep(ledger);
        nitrogen.keep(ledger);
        manometer.keep(ledger);
        airPa = ledger.keep("vessel.air", airPa);
        argonPa = ledger.keep("vessel.argon", argonPa);
        forelinePa = ledger.keep("vessel.foreline", forelinePa);
        turboSpeed = ledger.keep("vessel.turbo_speed", turboSpeed);
        turboDriven = ledger.keep("vessel.turbo_driven", turboDriven);
        backingRuns = ledger.keep("vessel.backing_runs", backingRuns);
        throttle = ledger.keep("vessel.throttle", throttle);
        wetness = ledger.keep("vessel.wetness", wetness);
        pumpedS = ledger.keep("vessel.pumped", pumpedS);
        outletM3PerS = ledger.keep("vessel.outlet", outletM3PerS);
    }
}
