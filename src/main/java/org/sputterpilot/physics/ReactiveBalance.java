package org.sputterpilot.physics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the oxygen goes: target, growing film, pump (Berg's model). Steady states are explicit in the oxygen pressure:
 * the flow is a single-valued function of the pressure, never the other way round.
 */
public final class ReactiveBalance {
    private static final double LOWEST_PA = 1e-8;
    private static final double HIGHEST_PA = 20;
    private static final int GRID = 800;

    private final ToolParameters tool;
    private final Cathode cathode;
    private final double argonPa;
    private final double speedM3PerS;
    private final double impactsPerPa;
    private final double kT;

    /**
     * A balance around one cathode.
     *
     * @param argonPa partial pressure of argon
     * @param speedM3PerS effective pumping speed for oxygen at the chamber
     */
    public ReactiveBalance(ToolParameters tool, Cathode cathode, double argonPa, double speedM3PerS) {
        this.tool = tool;
        this.cathode = cathode;
        this.argonPa = argonPa;
        this.speedM3PerS = speedM3PerS;
        this.impactsPerPa = Gas.oxygenImpactsPerPa(tool.gasTemperatureK());
        this.kT = Nature.BOLTZMANN_J_PER_K * tool.gasTemperatureK();
    }

    /** The tool at constant power with its nominal pumping speed. */
    public static ReactiveBalance atPower(ToolParameters tool, double powerW, double argonPa) {
        return atPower(tool, powerW, argonPa, tool.pumpingSpeedM3PerS());
    }

    /** The tool at constant power. */
    public static ReactiveBalance atPower(ToolParameters tool, double powerW, double argonPa, double speedM3PerS) {
        return new ReactiveBalance(tool, Cathode.atPower(tool, powerW, argonPa), argonPa, speedM3PerS);
    }

    private double uptake(double oxygenPa, double ions) {
        return tool.targetSticking() * impactsPerPa * oxygenPa
                + tool.ionisedOxygen() * ions * oxygenPa / (oxygenPa + argonPa);
    }

    private double oxideGain(double share, double oxygenPa, Emission emission) {
        cathode.emission(share, emission);
        return 2 / tool.oxygenPerTitanium() * uptake(oxygenPa, emission.ionsPerM2S) * (1 - share)
                - emission.ionsPerM2S * emission.oxideYield * share;
    }

    /** The steady state at an oxygen pressure. */
    public BalanceState steady(double oxygenPa) {
        Emission emission = new Emission();
        double target = Roots.between(share -> oxideGain(share, oxygenPa, emission), 0, 1);
        cathode.emission(target, emission);
        double metal = emission.ionsPerM2S * emission.metalYield * (1 - target) * tool.participationAreaM2();
        double oxide = emission.ionsPerM2S * emission.oxideYield * target * tool.participationAreaM2();
        double impacts = impactsPerPa * oxygenPa;
        double fed = 2 / tool.oxygenPerTitanium() * tool.filmSticking() * impacts * tool.collectingAreaM2() + oxide;
        double film = fed + metal == 0 ? 1 : fed / (fed + metal);
        double toTarget = uptake(oxygenPa, emission.ionsPerM2S) * (1 - target) * tool.participationAreaM2();
        double toFilm = tool.filmSticking() * impacts * (1 - film) * tool.collectingAreaM2();
        double toPump = oxygenPa * speedM3PerS / kT;
        double flow = toTarget + toFilm + toPump;
        return new BalanceState(
                oxygenPa,
                target,
                film,
                Gas.sccm(flow),
                toTarget / flow,
                toFilm / flow,
                toPump / flow,
                emission.voltageV,
                emission.currentA,
                metal,
                oxide);
    }

    private double flowAt(double lnPa) {
        return steady(Math.exp(lnPa)).oxygenSccm();
    }

    private static double gridLn(int i) {
        return Math.log(LOWEST_PA) + i * (Math.log(HIGHEST_PA) - Math.log(LOWEST_PA)) / (GRID - 1);
    }

    /** The edges of the hysteresis; empty when the pump is strong enough that there is none. */
    public Optional<Folds> folds() {
        double[] flow = new double[GRID];
        int top = -1;
        for (int i = 0; i < GRID; i++) {
            flow[i] = flowAt(gridLn(i));
            if (top < 0 && i >= 2 && flow[i - 1] > flow[i - 2] && flow[i - 1] >= flow[i]) {
                top = i - 1;
            }
            if (top >= 0 && i - 1 > top && flow[i - 1] < flow[i - 2] && flow[i - 1] <= flow[i]) {
                double upper = Roots.maximum(this::flowAt, gridLn(top - 1), gridLn(top + 1));
                double lower = Roots.maximum(x -> -flowAt(x), gridLn(i - 2), gridLn(i));
                return Optional.of(new Folds(steady(Math.exp(upper)), steady(Math.exp(lower))));
            }
        }
        return Optional.empty();
    }

    /** Every steady state at an oxygen flow, by rising pressure; of three, the middle one is unstable. */
    public List<BalanceState> statesAt(double oxygenSccm) {
        List<BalanceState> found = new ArrayList<>();
        double before = flowAt(gridLn(0)) - oxygenSccm;
        for (int i = 1; i < GRID; i++) {
            double here = flowAt(gridLn(i)) - oxygenSccm;
            if ((before < 0) != (here < 0)) {
                found.add(steady(Math.exp(Roots.between(x -> flowAt(x) - oxygenSccm, gridLn(i - 1), gridLn(i)))));
            }
            before = here;
        }
        return found;
    }

    /** The poisoned state at an oxygen flow; meaningful above the lower fold. */
    public BalanceState poisonedAt(double oxygenSccm) {
        double ceiling = Gas.moleculesPerSecond(oxygenSccm) * kT / speedM3PerS;
        double low = ceiling;
        while (low > LOWEST_PA && steady(low).oxygenSccm() > oxygenSccm) {
            low *= 0.9;
        }
        double from = low;
        double pa = Roots.between(p -> steady(p).oxygenSccm() - oxygenSccm, from, Math.min(ceiling, from / 0.9));
        return steady(pa);
    }

    /**
     * The state a clean target comes to when the oxygen is let in: the metallic side while the flow is below the upper
     * fold, the poisoned one beyond it. Cheap where the upper fold is roughly known.
     *
     * @param nearUpperPa oxygen pressure about where the upper fold lies, within a factor of two
     */
    public BalanceState fromCleanAt(double oxygenSccm, double nearUpperPa) {
        double around = Math.log(nearUpperPa);
        double top = Roots.maximum(this::flowAt, around - Math.log(2), around + Math.log(2));
        if (oxygenSccm >= flowAt(top)) {
            return poisonedAt(oxygenSccm);
        }
        return steady(Math.exp(Roots.between(x -> flowAt(x) - oxygenSccm, Math.log(LOWEST_PA), top)));
    }

    /** The metallic state without oxygen. */
    public BalanceState metallic() {
        Emission emission = new Emission();
        cathode.emission(0, emission);
        return new BalanceState(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                emission.voltageV,
                emission.currentA,
                emission.ionsPerM2S * emission.metalYield * tool.participationAreaM2(),
                0);
    }

    /** Pumping speed above which the hysteresis vanishes. */
    public double criticalSpeedM3PerS() {
        return gettering(Math.log(criticalPressurePa()));
    }

    /** Oxygen pressure at which the getter's appetite falls most steeply. */
    public double criticalPressurePa() {
        int best = 1;
        double steepest = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < GRID - 1; i++) {
            double slope = gettering(gridLn(i));
            if (slope > steepest) {
                steepest = slope;
                best = i;
            }
        }
        return Math.exp(Roots.maximum(this::gettering, gridLn(best - 1), gridLn(best + 1)));
    }

    /** How fast the getter's appetite falls with pressure, as a pumping speed. */
    private double gettering(double lnPa) {
        double step = 1e-4;
        double pa = Math.exp(lnPa);
        return -kT * (gettered(pa * (1 + step)) - gettered(pa * (1 - step))) / (2 * step * pa);
    }

    private double gettered(double pa) {
        BalanceState state = steady(pa);
        return Gas.moleculesPerSecond(state.oxygenSccm()) * (state.targetShare() + state.filmShare());
    }

    // ---------------------------------------------------------------- in time

    /**
     * Rates of change of {target oxide, film oxide, oxygen pressure}.
     *
     * @param y the three
     * @param into receives their rates per second
     */
    void rates(double[] y, double oxygenSccm, Emission emission, double[] into) {
        double target = y[0];
        double film = y[1];
        double pa = Math.max(y[2], 0);
        cathode.emission(target, emission);
        double area = tool.participationAreaM2();
        double impacts = impactsPerPa * pa;
        double uptake = uptake(pa, emission.ionsPerM2S);
        double per = 2 / tool.oxygenPerTitanium();
        double metal = emission.ionsPerM2S * emission.metalYield * (1 - target) * area;
        double oxide = emission.ionsPerM2S * emission.oxideYield * target * area;
        into[0] = (per * uptake * (1 - target) - emission.ionsPerM2S * emission.oxideYield * target)
                / tool.targetSkinPerM2();
        into[1] = (per * tool.filmSticking() * impacts * (1 - film)
                        + (oxide * (1 - film) - metal * film) / tool.collectingAreaM2())
                / tool.filmLayerPerM2();
        into[2] = (Gas.moleculesPerSecond(oxygenSccm)
                        - uptake * (1 - target) * area
                        - tool.filmSticking() * impacts * (1 - film) * tool.collectingAreaM2()
                        - pa * speedM3PerS / kT)
                * kT
                / tool.chamberVolumeM3();
    }

    /** One explicit fourth-order step of {target oxide, film oxide, oxygen pressure}; at most a millisecond. */
    public void referenceStep(double[] y, double oxygenSccm, double seconds) {
        Emission emission = new Emission();
        double[] k1 = new double[3];
        double[] k2 = new double[3];
        double[] k3 = new double[3];
        double[] k4 = new double[3];
        rates(y, oxygenSccm, emission, k1);
        rates(moved(y, k1, seconds / 2), oxygenSccm, emission, k2);
        rates(moved(y, k2, seconds / 2), oxygenSccm, emission, k3);
        rates(moved(y, k3, seconds), oxygenSccm, emission, k4);
        for (int i = 0; i < 3; i++) {
            y[i] = Math.max(0, y[i] + seconds / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
        }
        y[0] = Math.min(1, y[0]);
        y[1] = Math.min(1, y[1]);
    }

    /**
     * One step of {target oxide, film oxide, oxygen pressure} that stays stable at any length: the pressure is taken at
     * the end of the step, the oxides relax towards what it asks for. Good to about a percent at 10 ms.
     *
     * @param argonNowPa argon pressure in this step
     * @param speedNowM3PerS pumping speed in this step
     * @param emission receives what the cathode does at the start of the step
     * @return titanium atoms per second that leave the target
     */
    public double step(
            double[] y,
            double oxygenSccm,
            double argonNowPa,
            double speedNowM3PerS,
            Emission emission,
            double seconds) {
        double target = y[0];
        double film = y[1];
        cathode.emission(target, emission);
        double area = tool.participationAreaM2();
        double ions = emission.ionsPerM2S;
        double per = 2 / tool.oxygenPerTitanium();
        double uptakePerPa =
                tool.targetSticking() * impactsPerPa + tool.ionisedOxygen() * ions / (Math.max(y[2], 0) + argonNowPa);
        double filmPerPa = tool.filmSticking() * impactsPerPa;
        double sinkM3PerS = speedNowM3PerS
                + kT * (uptakePerPa * (1 - target) * area + filmPerPa * (1 - film) * tool.collectingAreaM2());
        double perVolume = seconds / tool.chamberVolumeM3();
        double pa = (y[2] + perVolume * Gas.moleculesPerSecond(oxygenSccm) * kT) / (1 + perVolume * sinkM3PerS);
        double metal = ions * emission.metalYield * (1 - target) * area;
        double oxide = ions * emission.oxideYield * target * area;
        double oxidises = seconds * per * uptakePerPa * pa / tool.targetSkinPerM2();
        double cleans = seconds * ions * emission.oxideYield / tool.targetSkinPerM2();
        y[0] = (target + oxidises) / (1 + oxidises + cleans);
        double filmOxidises =
                seconds * (per * filmPerPa * pa + oxide / tool.collectingAreaM2()) / tool.filmLayerPerM2();
        double buries = seconds * metal / tool.collectingAreaM2() / tool.filmLayerPerM2();
        y[1] = (film + filmOxidises) / (1 + filmOxidises + buries);
        y[2] = pa;
        return metal + oxide;
    }

    private static double[] moved(double[] y, double[] rate, double seconds) {
        return new double[] {y[0] + seconds * rate[0], y[1] + seconds * rate[1], y[2] + seconds * rate[2]};
    }

    /** Fastest growth (1/s) of a small disturbance of the steady state at an oxygen pressure; positive is unstable. */
    public double growthPerS(double oxygenPa) {
        BalanceState state = steady(oxygenPa);
        double[] y = {state.targetOxide(), state.filmOxide(), state.oxygenPa()};
        double[][] j = new double[3][3];
        Emission emission = new Emission();
        double[] up = new double[3];
        double[] down = new double[3];
        for (int c = 0; c < 3; c++) {
            double step = Math.max(1e-9, 1e-6 * Math.abs(y[c]));
            if (c == 2) {
                step = 1e-6 * y[2];
            }
            double[] moved = y.clone();
            moved[c] = y[c] + step;
            rates(moved, state.oxygenSccm(), emission, up);
            moved[c] = y[c] - step;
            rates(moved, state.oxygenSccm(), emission, down);
            for (int r = 0; r < 3; r++) {
                j[r][c] = (up[r] - down[r]) / (2 * step);
            }
        }
        return Cubic.largestRealEigenvalue(j);
    }
}
