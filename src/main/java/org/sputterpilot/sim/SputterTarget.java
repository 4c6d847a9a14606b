package org.sputterpilot.sim;

import java.util.Optional;
import org.sputterpilot.physics.Emission;
import org.sputterpilot.physics.Erosion;
import org.sputterpilot.physics.Folds;
import org.sputterpilot.physics.PoweredCathode;
import org.sputterpilot.physics.ReactiveBalance;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;

/** The target in the gas: its oxide, the oxide on the walls, the oxygen pressure between them, and what flies off. */
final class SputterTarget {
    private static final double SUBSTEP_S = 0.010;
    private static final double LEAST_ARGON_PA = 0.05;
    private static final double WARM_S = 80;
    private static final double WARM_LOSS = 0.004;
    private static final double WARM_W = 150;

    private final ToolParameters tool;
    private final PoweredCathode cathode;
    private final ReactiveBalance balance;
    private final Emission emission = new Emission();
    private final double grooveAtoms;
    private final double[] y = {1, 1, 0};
    private double warmth;

    double eroded;
    double voltageV;
    double currentA;
    /** Titanium atoms that left in the last step, per second. */
    double atomsPerS;
    /** Film volume per second those atoms make, before geometry. */
    double filmM3PerS;

    SputterTarget(ChamberTruth truth) {
        tool = truth.tool;
        cathode = PoweredCathode.stepping(tool);
        balance = new ReactiveBalance(tool, cathode, tool.discharge().pressure0Pa(), tool.pumpingSpeedM3PerS());
        grooveAtoms = Erosion.grooveAtoms(tool);
        eroded = truth.erodedAtStart;
    }

    double oxygenPa() {
        return y[2];
    }

    double oxide() {
        return y[0];
    }

    double filmOxide() {
        return y[1];
    }

    /** Air was let in: target and walls carry their native oxide, the oxygen is counted as air. */
    void aired() {
        y[0] = 1;
        y[1] = 1;
        y[2] = 0;
    }

    void step(double watt, double argonPa, double oxygenSccm, double speedM3PerS, double seconds) {
        warmth += (watt / WARM_W - warmth) * (1 - Math.exp(-seconds / WARM_S));
        double voltageFactor = (1 - tool.value(ToolParameter.EROSION_VOLTAGE_LOSS) * eroded) * (1 - WARM_LOSS * warmth);
        double argon = Math.max(argonPa, LEAST_ARGON_PA);
        cathode.set(watt, argon, voltageFactor);
        int steps = watt > 0 || oxygenSccm > 0 || y[2] > 1e-7 ? (int) Math.ceil(seconds / SUBSTEP_S - 1e-9) : 1;
        double h = seconds / steps;
        double atoms = 0;
        double film = 0;
        for (int i = 0; i < steps; i++) {
            double leaving = balance.step(y, oxygenSccm, argon, speedM3PerS, emission, h);
            atoms += leaving;
            film += leaving * (y[1] * tool.oxideVolumeM3() + (1 - y[1]) * tool.metalVolumeM3());
        }
        atomsPerS = atoms / steps;
        filmM3PerS = film / steps;
        voltageV = emission.voltageV();
        currentA = emission.currentA();
        eroded += atomsPerS * seconds / grooveAtoms;
    }

    /** Where it would jump in the long run, with power, argon and pumping as they are. */
    Optional<Folds> folds(double watt, double argonPa, double speedM3PerS) {
        PoweredCathode still = PoweredCathode.stepping(tool);
        double voltageFactor = (1 - tool.value(ToolParameter.EROSION_VOLTAGE_LOSS) * eroded) * (1 - WARM_LOSS * warmth);
        still.set(watt, argonPa, voltageFactor);
        return new ReactiveBalance(tool, still, argonPa, speedM3PerS).folds();
    }

    void keep(Ledger ledger) {
        ledger.keep("target.balance", y);
        warmth = ledger.keep("target.warmth", warmth);
        eroded = ledger.keep("target.eroded", eroded);
        voltageV = ledger.keep("target.voltage", voltageV);
        currentA = ledger.keep("target.current", currentA);
        atomsPerS = ledger.keep("target.atoms", atomsPerS);
        filmM3PerS = ledger.keep("target.film", filmM3PerS);
    }
}
