package org.sputterpilot.celltests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a test says in the quantities of the papers. Which of them apply follows from the kind of cell and from what was
 * done to it: a symmetric cell has no coulombic efficiency, because equal charge is imposed on it.
 */
public final class TestAnalysis {
    /** Cycles of a Zn‖Cu cell outside these efficiencies are no good cycles, %. */
    private static final double LEAST_CE = 95;

    private static final double MOST_CE = 102;
    private static final String CE_RULE = "EOL-CE-1";
    private static final String CAPACITY_RULE = "EOL-80-1";
    private static final double END_SHARE = 0.8;
    private static final int IN_A_ROW = 3;
    private static final double SAME_CURRENT = 0.02;
    private static final double ROOM_K = 298.15;
    private static final double FORMED_CYCLE = 10;
    private static final double HER_MA = 20;
    private static final double TAFEL_FROM_V = 0.05;
    private static final double TAFEL_TO_V = 0.12;
    private static final double HOUR_S = 3600;

    private final Specimen cell;
    private final List<HalfCycle> halves;
    private final Function<HalfCycle, double[]> millivolts;
    private final List<TestResult> results = new ArrayList<>();

    private TestAnalysis(Specimen cell, List<HalfCycle> halves, Function<HalfCycle, double[]> millivolts) {
        this.cell = cell;
        this.halves = halves;
        this.millivolts = millivolts;
    }

    /**
     * Of long cycling.
     *
     * @param halves of all its files, in order
     * @param millivolts the voltage of a half-cycle, record by record, with its sign
     */
    public static List<TestResult> cycling(
            Specimen cell, List<HalfCycle> halves, Function<HalfCycle, double[]> millivolts) {
        TestAnalysis analysis = new TestAnalysis(cell, halves, millivolts);
        switch (cell.cellType()) {
            case "ZN_ZN" -> analysis.symmetric();
            case "ZN_CU" -> analysis.asymmetric();
            case "ZN_MNO2" -> analysis.full();
            default -> analysis.nucleation();
        }
        return analysis.results;
    }

    private void add(String quantity, String formula, Metric metric) {
        results.add(TestResult.of(quantity, formula, metric));
    }

    // ---------------------------------------------------------------- Zn‖Zn

    private void symmetric() {
        SymmetricLife life = SymmetricLife.of(halves.stream()
                .map(half -> new SymmetricLife.HalfCycle(half.endS() / HOUR_S, half.meanV() * 1e3, half.mostV() * 1e3))
                .toList());
        results.add(new TestResult(
                "life",
                life(life),
                Optional.of(life.status().name()),
                SymmetricLife.RULE,
                "end of the last good half-cycle; test time without pauses"));
        nucleation();
        exchangeCurrent();
        depth();
    }

    private Metric life(SymmetricLife life) {
        if (life.lifeHours().isEmpty()) {
            return Metric.undefined(
                    life.status() == SymmetricLife.Status.NO_DATA
                            ? "NO_DATA: no half-cycle was found"
                            : "NO_STABLE_REFERENCE: fewer than five half-cycles, or none stable");
        }
        double hours = life.lifeHours().getAsDouble();
        List<HalfCycle> lived =
                halves.stream().filter(half -> half.endS() / HOUR_S <= hours).toList();
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("life_h", hours);
        values.put("life_cycles", Math.floor(lived.size() / 2.0));
        life.referenceMv().ifPresent(mv -> values.put("reference_mV", mv));
        double platedMah = lived.stream().mapToDouble(HalfCycle::chargeAh).sum() * 1e3 / 2;
        if (cell.areaCm2() > 0) {
            values.put("plated_mAh_cm2", platedMah / cell.areaCm2());
        }
        return Metric.of(values, life.suspectSoftShort() ? new String[] {"SUSPECT_SOFT_SHORT"} : new String[0]);
    }

    private void nucleation() {
        add(
                "nucleation overpotential",
                "greatest |V| of the first half-cycle; against 0 V as the paper, against its plateau as most"
                        + " literature",
                halves.isEmpty()
                        ? Metric.undefined("NO_DATA: no half-cycle was found")
                        : CellMetrics.nucleationOverpotential(millivolts.apply(halves.get(0))));
    }

    /** Half-cycles by their current: one overpotential for each. */
    private void exchangeCurrent() {
        if (!(cell.areaCm2() > 0)) {
            add("exchange current density", "slope of j over η times 2RT/F", Metric.undefined("AREA_MISSING"));
            return;
        }
        List<List<HalfCycle>> steps = steps();
        if (steps.size() < 2) {
            return;
        }
        double[] density = new double[steps.size()];
        double[] eta = new double[steps.size()];
        for (int i = 0; i < density.length; i++) {
            density[i] = mean(steps.get(i), HalfCycle::currentA) * 1e3 / cell.areaCm2();
            eta[i] = mean(steps.get(i), HalfCycle::lateV) * 1e3;
        }
        boolean assumed = Double.isNaN(cell.temperatureK());
        Metric metric = CellMetrics.exchangeCurrent(density, eta, assumed ? ROOM_K : cell.temperatureK(), true);
        List<String> flags = new ArrayList<>(metric.flags());
        if (assumed) {
            flags.add("TEMPERATURE_ASSUMED");
        }
        add(
                "exchange current density",
                "slope of j over η through the origin times 2RT/F; η is mean |V| of the last half of each half-cycle",
                new Metric(metric.values(), metric.undefined(), flags));
    }

    private List<List<HalfCycle>> steps() {
        List<List<HalfCycle>> steps = new ArrayList<>();
        for (HalfCycle half : halves) {
            Optional<List<HalfCycle>> same = steps.stream()
                    .filter(step ->
                            Math.abs(step.get(0).currentA() - half.currentA()) <= SAME_CURRENT * half.currentA())
                    .findFirst();
            if (half.currentA() > 0) {
                same.orElseGet(() -> {
                            List<HalfCycle> step = new ArrayList<>();
                            steps.add(step);
                            return step;
                        })
                        .add(half);
            }
        }
        return steps;
    }

    private static double mean(List<HalfCycle> some, java.util.function.ToDoubleFunction<HalfCycle> of) {
        return some.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    private void depth() {
        if (halves.isEmpty()) {
            return;
        }
        double chargeMah = mean(halves, HalfCycle::chargeAh) * 1e3;
        add(
                "depth of discharge",
                "areal capacity over that of the foil, 7.14 g/cm³ and 820 mAh/g",
                cell.areaCm2() > 0
                        ? CellMetrics.depthOfDischarge(chargeMah / cell.areaCm2(), cell.foilUm())
                        : Metric.undefined("AREA_MISSING"));
    }

    // ---------------------------------------------------------------- Zn‖Cu

    /** Plating comes first: there is no zinc on the copper to strip. */
    private void asymmetric() {
        List<HalfCycle[]> cycles = new ArrayList<>();
        int plates = halves.isEmpty() ? 0 : halves.get(0).direction();
        for (int i = 0; i + 1 < halves.size(); i++) {
            if (halves.get(i).direction() == plates) {
                cycles.add(new HalfCycle[] {halves.get(i), halves.get(i + 1)});
            }
        }
        double[] plated =
                cycles.stream().mapToDouble(c -> c[0].chargeAh() * 1e3).toArray();
        double[] stripped =
                cycles.stream().mapToDouble(c -> c[1].chargeAh() * 1e3).toArray();
        add(
                "coulombic efficiency",
                "100 · stripped / plated; mean over cycles 2…N; over 100 % is kept and counted",
                CellMetrics.efficiencies(plated, stripped));
        results.add(efficiencyLife(CellMetrics.coulombicEfficiency(plated, stripped), cycles));
        if (!cycles.isEmpty()) {
            int at = (int) Math.min(FORMED_CYCLE, cycles.size()) - 1;
            Metric hysteresis =
                    CellMetrics.hysteresis(millivolts.apply(cycles.get(at)[0]), millivolts.apply(cycles.get(at)[1]));
            Map<String, Double> values = new LinkedHashMap<>();
            hysteresis.values().forEach((name, value) -> values.put(name + "_mV", Math.abs(value)));
            values.put("cycle", at + 1.0);
            add(
                    "voltage hysteresis",
                    "strip − plate in the middle of the half-cycles of one cycle",
                    new Metric(values, hysteresis.undefined(), hysteresis.flags()));
        }
        nucleation();
    }

    private static TestResult efficiencyLife(double[] ce, List<HalfCycle[]> cycles) {
        int bad = 0;
        for (int i = 0; i < ce.length; i++) {
            bad = ce[i] < LEAST_CE || ce[i] > MOST_CE ? bad + 1 : 0;
            if (bad == IN_A_ROW) {
                return cycleLife(i - IN_A_ROW + 1, "LIMIT", cycles, CE_RULE);
            }
        }
        return cycleLife(ce.length, "CENSORED", cycles, CE_RULE);
    }

    private static TestResult cycleLife(int cycles, String verdict, List<HalfCycle[]> all, String rule) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("life_cycles", (double) cycles);
        values.put("life_h", cycles == 0 ? 0 : all.get(cycles - 1)[1].endS() / HOUR_S);
        return new TestResult(
                "life",
                all.isEmpty() ? Metric.undefined("NO_DATA: no whole cycle was found") : Metric.of(values),
                Optional.of(all.isEmpty() ? "NO_DATA" : verdict),
                rule,
                rule.equals(CE_RULE)
                        ? "CE below 95 % or above 102 % in three cycles in a row"
                        : "capacity below 80 % of the first cycle's in three cycles in a row");
    }

    // ---------------------------------------------------------------- Zn‖MnO2

    private void full() {
        List<HalfCycle> discharges =
                halves.stream().filter(half -> half.direction() < 0).toList();
        double[] mah = discharges.stream().mapToDouble(h -> h.chargeAh() * 1e3).toArray();
        add(
                "first discharge capacity",
                "discharge of cycle 1 over the active mass, mAh/g",
                mah.length == 0
                        ? Metric.undefined("NO_DATA: no discharge was found")
                        : CellMetrics.per(mah[0], cell.activeMassMg(), 1000));
        add("capacity retention", "100 · last discharge / that of cycle 1", CellMetrics.retention(mah, 1));
        Metric fraction = CellMetrics.cyclesToFraction(mah, END_SHARE);
        List<HalfCycle[]> cycles =
                discharges.stream().map(half -> new HalfCycle[] {half, half}).toList();
        results.add(cycleLife(
                fraction.undefined().isPresent() ? mah.length : (int) fraction.value("cycles") - 1,
                fraction.undefined().isPresent() ? "CENSORED" : "LIMIT",
                cycles,
                CAPACITY_RULE));
        fullEfficiency();
        rates(discharges, mah);
    }

    private void fullEfficiency() {
        List<HalfCycle[]> cycles = new ArrayList<>();
        for (int i = 0; i + 1 < halves.size(); i++) {
            if (halves.get(i).direction() > 0) {
                cycles.add(new HalfCycle[] {halves.get(i), halves.get(i + 1)});
            }
        }
        add(
                "coulombic efficiency",
                "100 · discharged / charged of the same cycle",
                CellMetrics.efficiencies(
                        cycles.stream().mapToDouble(c -> c[0].chargeAh() * 1e3).toArray(),
                        cycles.stream().mapToDouble(c -> c[1].chargeAh() * 1e3).toArray()));
        if (!cycles.isEmpty()) {
            HalfCycle[] first = cycles.get(0);
            add(
                    "midpoint overpotential",
                    "charge − discharge voltage at half the charge of cycle 1",
                    Metric.of(Map.of("midpoint_V", first[0].middleV() - first[1].middleV(), "cycle", 1.0)));
        }
    }

    private void rates(List<HalfCycle> discharges, double[] mah) {
        if (!(cell.activeMassMg() > 0)) {
            return;
        }
        double grams = cell.activeMassMg() / 1e3;
        RateCapability rates = RateCapability.of(
                discharges.stream().mapToDouble(h -> h.currentA() / grams).toArray(),
                Arrays.stream(mah).map(q -> q / grams).toArray());
        if (rates.steps().size() < 2) {
            return;
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < rates.steps().size(); i++) {
            RateCapability.Step step = rates.steps().get(i);
            values.put("step" + (i + 1) + "_A_g", step.rateAPerG());
            values.put("step" + (i + 1) + "_mAh_g", step.meanCapacity());
            values.put("step" + (i + 1) + "_retained_pct", step.retainedPercent());
        }
        values.values().removeIf(value -> !Double.isFinite(value));
        add("rate capability", "mean capacity of the cycles at each rate", Metric.of(values));
    }

    // ---------------------------------------------------------------- single experiments

    /** Of a constant voltage. */
    public static List<TestResult> chronoamperometry(Records records) {
        double[] t = records.column(Quantity.TEST_TIME_S);
        double[] i = records.column(Quantity.CURRENT_A);
        Metric period = Chronoamperometry.diffusionPeriod(t, i);
        return List.of(new TestResult(
                "2D diffusion period",
                period,
                Optional.empty(),
                Chronoamperometry.RULE,
                "until the current changes by less than 1 % in 10 s for 60 s"));
    }

    /** Of a sweep to hydrogen. */
    public static List<TestResult> sweep(Specimen cell, Records records) {
        double[] e = records.column(Quantity.VOLTAGE_V);
        double[] ma = scaled(records.column(Quantity.CURRENT_A), 1e3);
        double[] density = scaled(ma, 1 / cell.areaCm2());
        return List.of(
                TestResult.of(
                        "HER potential",
                        "potential where the current first crosses −20 mA, by interpolation",
                        CellMetrics.potentialAtCurrent(e, ma, -HER_MA)),
                TestResult.of(
                        "HER potential per area",
                        "potential where the current density first crosses −20 mA/cm²",
                        cell.areaCm2() > 0
                                ? CellMetrics.potentialAtCurrent(e, density, -HER_MA)
                                : Metric.undefined("AREA_MISSING")));
    }

    /** Of a Tafel plot. */
    public static List<TestResult> tafel(Specimen cell, Records records) {
        double[] density = scaled(records.column(Quantity.CURRENT_A), 1e3 / cell.areaCm2());
        return List.of(TestResult.of(
                "corrosion current density",
                "lines of log|j| over E from 50 to 120 mV on each side of the zero crossing",
                cell.areaCm2() > 0
                        ? CellMetrics.tafel(records.column(Quantity.VOLTAGE_V), density, TAFEL_FROM_V, TAFEL_TO_V)
                        : Metric.undefined("AREA_MISSING")));
    }

    /** Of a cyclic voltammogram. */
    public static List<TestResult> voltammetry(Records records) {
        double[] e = records.column(Quantity.VOLTAGE_V);
        double[] i = records.column(Quantity.CURRENT_A);
        int anodic = 0;
        int cathodic = 0;
        for (int k = 1; k < i.length; k++) {
            anodic = i[k] > i[anodic] ? k : anodic;
            cathodic = i[k] < i[cathodic] ? k : cathodic;
        }
        boolean both = i.length > 0 && i[anodic] > 0 && i[cathodic] < 0;
        return List.of(TestResult.of(
                "peak separation",
                "potential of the greatest current − that of the least",
                both
                        ? Metric.of(Map.of(
                                "Epa_V", e[anodic], "Epc_V", e[cathodic], "separation_V", e[anodic] - e[cathodic]))
                        : Metric.undefined("NO_PEAKS: the current has one sign only")));
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(v -> v * factor).toArray();
    }

    /** A number of a result by its name, for those who compare cells. */
    public static OptionalDouble number(List<TestResult> results, String quantity, String name) {
        return results.stream()
                .filter(one -> one.quantity().equals(quantity) && one.values().containsKey(name))
                .mapToDouble(one -> one.values().get(name))
                .findFirst();
    }
}
