package org.sputterpilot.celltests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers that a paper prints, by the formulae of its equations, each undefined with a reason where it means nothing.
 */
public final class CellMetrics {
    private static final double FARADAY = 96485.33212;
    private static final double GAS = 8.314462618;
    private static final double ZERO_CELSIUS = 273.15;
    private static final double LINEAR_RANGE_MV = 10;
    private static final double SMALL_POLARISATION_V = 0.010;
    private static final double ZINC_G_CM3 = 7.14;
    private static final double ZINC_MAH_G = 820;
    private static final double NITROGEN_M2 = 0.162e-18;
    private static final double AVOGADRO = 6.02214076e23;
    private static final double MOLAR_CM3 = 22414;
    private static final double LEAST_PLATED_MAH = 1e-6;

    private CellMetrics() {}

    /** Exchange current density of a symmetric cell: i0 = slope · 2RT/F, slope of i over the total overpotential. */
    public static Metric exchangeCurrent(double[] iMaCm2, double[] etaMv, double kelvin, boolean throughOrigin) {
        double sum = 0;
        double square = 0;
        double most = 0;
        for (int i = 0; i < iMaCm2.length; i++) {
            sum += etaMv[i] / 1000 * iMaCm2[i];
            square += etaMv[i] / 1000 * etaMv[i] / 1000;
            most = Math.max(most, Math.abs(etaMv[i]) / 2);
        }
        if (!(square > 0)) {
            return Metric.undefined("SHORTED: no overpotential at any current");
        }
        double slope = sum / square;
        double intercept = 0;
        if (!throughOrigin) {
            Line line = Line.through(Arrays.stream(etaMv).map(v -> v / 1000).toArray(), iMaCm2);
            slope = line.slope();
            intercept = line.intercept();
        }
        if (Double.isNaN(slope)) {
            return Metric.undefined("ONE_OVERPOTENTIAL: a line needs two");
        }
        Map<String, Double> values = Map.of(
                "i0_mA_cm2", slope * 2 * GAS * kelvin / FARADAY,
                "slope_mA_cm2_per_V", slope,
                "intercept_mA_cm2", intercept,
                "max_single_electrode_eta_mV", most);
        return most <= LINEAR_RANGE_MV ? Metric.of(values) : Metric.of(values, "OUT_OF_LINEAR_RANGE");
    }

    /** Transference number after Bruce, Vincent and Evans; ampere, ohm and volt. */
    public static Metric transference(double i0A, double isA, double r0Ohm, double rsOhm, double dvV) {
        double below = i0A * (dvV - isA * rsOhm);
        if (i0A == 0 || below == 0) {
            return Metric.undefined(
                    "DENOMINATOR_ZERO: no initial current, or all of the step falls over the interface");
        }
        double t = isA * (dvV - i0A * r0Ohm) / below;
        List<String> flags = new ArrayList<>();
        if (Math.abs(isA) > Math.abs(i0A)) {
            flags.add("IS_GT_I0");
        } else if (t < 0 || t > 1) {
            flags.add("OUT_OF_RANGE");
        }
        if (Math.abs(dvV) > SMALL_POLARISATION_V) {
            flags.add("LARGE_DV");
        }
        return Metric.of(Map.of("t", t), flags.toArray(String[]::new));
    }

    /** Activation energy from the charge-transfer resistance at several temperatures. */
    public static Metric activationEnergy(double[] celsius, double[] rctOhm) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < celsius.length; i++) {
            if (rctOhm[i] > 0) {
                points.add(new double[] {1 / (celsius[i] + ZERO_CELSIUS), -Math.log(rctOhm[i])});
            }
        }
        double[] x = points.stream().mapToDouble(p -> p[0]).toArray();
        double[] y = points.stream().mapToDouble(p -> p[1]).toArray();
        if (Arrays.stream(x).distinct().count() < 2) {
            return Metric.undefined("ONE_TEMPERATURE: needs two with a resistance above zero");
        }
        Line line = Line.through(x, y);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("Ea_kJ_mol", -line.slope() * GAS / 1000);
        values.put("lnA", line.intercept());
        values.put("r2", line.r2());
        values.put("n", (double) line.n());
        if (line.n() > 2) {
            values.put("se_kJ_mol", line.slopeError() * GAS / 1000);
        }
        return Metric.of(values);
    }

    /** Coulombic efficiency of a Zn‖Cu cell, %, NaN where a cycle has none; over 100 % is kept. */
    public static double[] coulombicEfficiency(double[] plateMah, double[] stripMah) {
        double[] ce = new double[plateMah.length];
        for (int i = 0; i < ce.length; i++) {
            ce[i] = plateMah[i] > LEAST_PLATED_MAH ? 100 * stripMah[i] / plateMah[i] : Double.NaN;
        }
        return ce;
    }

    /** First and mean efficiencies, with and without the first cycle. */
    public static Metric efficiencies(double[] plateMah, double[] stripMah) {
        double[] ce = coulombicEfficiency(plateMah, stripMah);
        double[] valid = Arrays.stream(ce).filter(v -> !Double.isNaN(v)).toArray();
        if (valid.length == 0) {
            return Metric.undefined("NO_CYCLE: no cycle plated and stripped");
        }
        Map<String, Double> values = new LinkedHashMap<>();
        put(values, "ICE", ce[0]);
        put(values, "average_all", Arrays.stream(valid).average().orElse(Double.NaN));
        put(
                values,
                "average_without_first",
                Arrays.stream(ce)
                        .skip(1)
                        .filter(v -> !Double.isNaN(v))
                        .average()
                        .orElse(Double.NaN));
        values.put("n_valid", (double) valid.length);
        values.put(
                "n_over_100", (double) Arrays.stream(valid).filter(v -> v > 100).count());
        return Metric.of(values);
    }

    private static void put(Map<String, Double> values, String name, double value) {
        if (!Double.isNaN(value)) {
            values.put(name, value);
        }
    }

    /** Reservoir protocol: deposit Qt, n cycles of Qc, strip Qs. */
    public static Metric reservoirEfficiency(double cycles, double qcMah, double qsMah, double qtMah) {
        double invested = cycles * qcMah + qtMah;
        return invested > 0
                ? Metric.of(Map.of("CE", 100 * (cycles * qcMah + qsMah) / invested))
                : Metric.undefined("NOTHING_DEPOSITED");
    }

    /** Tip of the first plating half-cycle against 0 V (as the paper) and against its plateau (as most literature). */
    public static Metric nucleationOverpotential(double[] mv) {
        if (mv.length < 5) {
            return Metric.undefined("TOO_FEW_POINTS");
        }
        int tip = 0;
        for (int i = 1; i < mv.length; i++) {
            tip = Math.abs(mv[i]) > Math.abs(mv[tip]) ? i : tip;
        }
        if (tip == mv.length - 1) {
            return Metric.undefined("NO_TIP: the greatest overpotential is the last");
        }
        int from = mv.length - Math.max(1, mv.length / 5);
        double plateau =
                Arrays.stream(mv, from, mv.length).map(Math::abs).average().orElseThrow();
        double most = Math.abs(mv[tip]);
        return Metric.of(Map.of(
                "tip_mV", most,
                "plateau_mV", plateau,
                "nucleation_overpotential_paper_mV", most,
                "nucleation_overpotential_literature_mV", most - plateau,
                "tip_index", (double) tip));
    }

    /** Stripping above plating: at the middle of the half-cycles, and of their medians. */
    public static Metric hysteresis(double[] plateMv, double[] stripMv) {
        if (plateMv.length == 0 || stripMv.length == 0) {
            return Metric.undefined("HALF_CYCLE_MISSING");
        }
        return Metric.of(Map.of(
                "mid",
                stripMv[stripMv.length / 2] - plateMv[plateMv.length / 2],
                "median",
                median(stripMv) - median(plateMv)));
    }

    static double median(double[] v) {
        double[] sorted = v.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** Capacity against that of a reference cycle, counted from 1, %. */
    public static Metric retention(double[] capacity, int referenceCycle) {
        if (referenceCycle < 1 || referenceCycle > capacity.length || !(capacity[referenceCycle - 1] > 0)) {
            return Metric.undefined("REFERENCE: the reference cycle has no capacity");
        }
        return Metric.of(Map.of("retention_pct", 100 * capacity[capacity.length - 1] / capacity[referenceCycle - 1]));
    }

    /** First of three cycles in a row below a share of the first; undefined means censored at the last cycle. */
    public static Metric cyclesToFraction(double[] capacity, double fraction) {
        for (int i = 0; i + 2 < capacity.length; i++) {
            double limit = fraction * capacity[0];
            if (capacity[i] < limit && capacity[i + 1] < limit && capacity[i + 2] < limit) {
                return Metric.of(Map.of("cycles", i + 1.0));
            }
        }
        return Metric.undefined("NOT_REACHED: censored at cycle " + capacity.length);
    }

    /** Potential where a current is first crossed, by interpolation. */
    public static Metric potentialAtCurrent(double[] e, double[] i, double target) {
        for (int k = 1; k < e.length; k++) {
            if ((i[k - 1] - target) * (i[k] - target) <= 0 && i[k] != i[k - 1]) {
                return Metric.of(Map.of("E", e[k - 1] + (target - i[k - 1]) / (i[k] - i[k - 1]) * (e[k] - e[k - 1])));
            }
        }
        return Metric.undefined("NOT_REACHED: the current never crosses it");
    }

    /** Corrosion current from the cathodic line at the corrosion potential, and where both lines meet. */
    public static Metric tafel(double[] e, double[] i, double fromV, double toV) {
        double corrosion = Double.NaN;
        for (int k = 1; k < e.length && Double.isNaN(corrosion); k++) {
            if (i[k - 1] * i[k] <= 0 && i[k] != i[k - 1]) {
                corrosion = e[k - 1] - i[k - 1] / (i[k] - i[k - 1]) * (e[k] - e[k - 1]);
            }
        }
        if (Double.isNaN(corrosion)) {
            return Metric.undefined("NO_ZERO_CROSSING");
        }
        Line cathodic = branch(e, i, corrosion, fromV, toV, -1);
        Line anodic = branch(e, i, corrosion, fromV, toV, 1);
        if (Double.isNaN(cathodic.slope())) {
            return Metric.undefined("NO_CATHODIC_BRANCH between " + fromV + " and " + toV + " V");
        }
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("Ecorr_V", corrosion);
        values.put("icorr_cathodic_mA_cm2", Math.pow(10, cathodic.intercept() + cathodic.slope() * corrosion));
        if (!Double.isNaN(anodic.slope()) && anodic.slope() != cathodic.slope()) {
            double meet = (anodic.intercept() - cathodic.intercept()) / (cathodic.slope() - anodic.slope());
            values.put("icorr_two_line_mA_cm2", Math.pow(10, cathodic.intercept() + cathodic.slope() * meet));
        }
        return Metric.of(values);
    }

    private static Line branch(double[] e, double[] i, double corrosion, double fromV, double toV, int side) {
        List<Integer> in = new ArrayList<>();
        for (int k = 0; k < e.length; k++) {
            double away = (e[k] - corrosion) * side;
            if (away >= fromV && away <= toV && i[k] != 0) {
                in.add(k);
            }
        }
        double[] x = in.stream().mapToDouble(k -> e[k]).toArray();
        return Line.through(
                x, in.stream().mapToDouble(k -> Math.log10(Math.abs(i[k]))).toArray());
    }

    /** Specific surface by BET with nitrogen, on relative pressures from 0.05 to 0.30. */
    public static Metric bet(double[] relative, double[] vCm3G) {
        int[] in = java.util.stream.IntStream.range(0, relative.length)
                .filter(k -> relative[k] >= 0.05 && relative[k] <= 0.30 && vCm3G[k] > 0)
                .toArray();
        double[] x = Arrays.stream(in).mapToDouble(k -> relative[k]).toArray();
        double[] y = Arrays.stream(in)
                .mapToDouble(k -> relative[k] / (vCm3G[k] * (1 - relative[k])))
                .toArray();
        Line line = Line.through(x, y);
        if (in.length < 2 || !(line.intercept() > 0) || !(line.slope() > 0)) {
            return Metric.undefined("INTERCEPT: not positive, or fewer than two points in range");
        }
        double vm = 1 / (line.slope() + line.intercept());
        return Metric.of(Map.of(
                "S_m2_g",
                vm / MOLAR_CM3 * AVOGADRO * NITROGEN_M2,
                "C",
                1 + line.slope() / line.intercept(),
                "vm",
                vm,
                "n",
                (double) in.length));
    }

    /** Share of a zinc foil that is cycled, %. */
    public static Metric depthOfDischarge(double arealMahCm2, double foilUm) {
        return foilUm > 0
                ? Metric.of(Map.of("dod_pct", 100 * arealMahCm2 / (foilUm * 1e-4 * ZINC_G_CM3 * ZINC_MAH_G)))
                : Metric.undefined("FOIL_THICKNESS_MISSING");
    }

    /** A value per area or per mass; a missing divisor is never taken as 1. */
    public static Metric per(double value, double divisor, double factor) {
        return divisor > 0 ? Metric.of(Map.of("value", value / divisor * factor)) : Metric.undefined("DIVISOR_MISSING");
    }

    /** Full cycles of a symmetric test from its hours. */
    public static double cyclesFromHours(double hours, double jMaCm2, double qMahCm2) {
        return hours * jMaCm2 / (2 * qMahCm2);
    }
}
