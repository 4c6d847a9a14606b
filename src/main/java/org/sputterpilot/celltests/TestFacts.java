package org.sputterpilot.celltests;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What one table of a file says, counted while it passes: extent, cycles, charge by the tester's counters and by
 * integration of the current.
 */
public final class TestFacts {
    private static final Set<String> CHARGES =
            Set.of("CC_Chg", "CCCV_Chg", "CP_Chg", "CC Chg", "CCCV Chg", "CP Chg", "C_CC", "C_CV");

    private static final double WORST_MISMATCH = 0.01;

    /** Charge of one cycle; {@code counted} is false when the file has no counters. */
    public static final class Cycle {
        private long records;
        private double chargeAh;
        private double dischargeAh;
        private double integratedChargeAh;
        private double integratedDischargeAh;

        public long records() {
            return records;
        }

        public double chargeAh() {
            return chargeAh;
        }

        public double dischargeAh() {
            return dischargeAh;
        }

        public double integratedChargeAh() {
            return integratedChargeAh;
        }

        public double integratedDischargeAh() {
            return integratedDischargeAh;
        }
    }

    private final String name;
    private final List<Column> columns;
    private final Map<Quantity, Integer> at = new EnumMap<>(Quantity.class);
    private final double[] least;
    private final double[] most;
    private final double[] first;
    private final double[] last;
    /** By the tester's label; one cycle labelled -1 when the file labels none. */
    private final Map<Long, Cycle> cycles = new LinkedHashMap<>();

    private final Map<String, Long> statuses = new LinkedHashMap<>();
    private long records;
    private long timeDecreases;
    private long timeRepeats;
    private long stepRuns;
    private long ownCycles = 1;
    private boolean charging;
    private boolean discharged;
    private double lastStep = Double.NaN;
    private String firstTimestamp = "";
    private String lastTimestamp = "";

    public TestFacts(String name, List<Column> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
        for (int i = 0; i < columns.size(); i++) {
            at.putIfAbsent(columns.get(i).quantity(), i);
        }
        least = filled();
        most = filled();
        first = filled();
        last = filled();
    }

    private double[] filled() {
        double[] row = new double[columns.size()];
        java.util.Arrays.fill(row, Double.NaN);
        return row;
    }

    /** Counts a record. */
    public void add(double[] values, String status, String timestamp) {
        double cycle = value(values, Quantity.CYCLE);
        Cycle of = cycles.computeIfAbsent(Double.isNaN(cycle) ? -1 : (long) cycle, label -> new Cycle());
        of.records++;
        of.chargeAh += counted(values, Quantity.CHARGE_AH);
        of.dischargeAh += counted(values, Quantity.DISCHARGE_AH);
        signed(of, values);
        own(status);
        if (records > 0) {
            time(value(last, Quantity.TEST_TIME_S), value(values, Quantity.TEST_TIME_S));
            integrate(of, values);
        }
        double step = value(values, Quantity.STEP);
        if (!Double.isNaN(step) && step != lastStep) {
            stepRuns++;
            lastStep = step;
        }
        if (!status.isEmpty()) {
            statuses.merge(status, 1L, Long::sum);
        }
        if (!timestamp.isEmpty()) {
            firstTimestamp = firstTimestamp.isEmpty() ? timestamp : firstTimestamp;
            lastTimestamp = timestamp;
        }
        for (int i = 0; i < last.length; i++) {
            double v = values[i];
            if (!Double.isNaN(v)) {
                least[i] = least[i] <= v ? least[i] : v;
                most[i] = most[i] >= v ? most[i] : v;
                first[i] = Double.isNaN(first[i]) ? v : first[i];
            }
            last[i] = v;
        }
        records++;
    }

    /** Our own count of cycles: a charge that follows a discharge begins one, whatever the tester calls it. */
    private void own(String status) {
        boolean begins = !charging && CHARGES.contains(status);
        charging = CHARGES.contains(status);
        if (begins && discharged) {
            ownCycles++;
            discharged = false;
        } else if (status.endsWith("DChg")) {
            discharged = true;
        }
    }

    private void time(double before, double now) {
        timeDecreases += now < before ? 1 : 0;
        timeRepeats += now == before ? 1 : 0;
    }

    /** What a counter gained; one that fell was reset and gained what it shows. */
    private double counted(double[] values, Quantity counter) {
        return gained(value(last, counter), value(values, counter));
    }

    private static double gained(double before, double now) {
        if (Double.isNaN(now)) {
            return 0;
        }
        return now >= before || Double.isNaN(before) ? now - (Double.isNaN(before) ? 0 : before) : now;
    }

    private void signed(Cycle of, double[] values) {
        if (at.containsKey(Quantity.SIGNED_CAPACITY_AH) && !at.containsKey(Quantity.CHARGE_AH)) {
            double before = value(last, Quantity.SIGNED_CAPACITY_AH);
            double now = value(values, Quantity.SIGNED_CAPACITY_AH);
            of.chargeAh += gained(Math.max(before, 0), Math.max(now, 0));
            of.dischargeAh += gained(Math.max(-before, 0), Math.max(-now, 0));
        }
    }

    /** Trapezoid on what charges and on what discharges apart, so that a change of sign cancels nothing. */
    private void integrate(Cycle of, double[] values) {
        double dt = value(values, Quantity.TEST_TIME_S) - value(last, Quantity.TEST_TIME_S);
        double before = value(last, Quantity.CURRENT_A);
        double now = value(values, Quantity.CURRENT_A);
        if (dt > 0 && !Double.isNaN(before + now)) {
            of.integratedChargeAh += (Math.max(before, 0) + Math.max(now, 0)) / 2 * dt / 3600;
            of.integratedDischargeAh += (Math.max(-before, 0) + Math.max(-now, 0)) / 2 * dt / 3600;
        }
    }

    private double value(double[] values, Quantity quantity) {
        Integer i = at.get(quantity);
        return i == null ? Double.NaN : values[i];
    }

    public String name() {
        return name;
    }

    public List<Column> columns() {
        return columns;
    }

    public long records() {
        return records;
    }

    public long timeDecreases() {
        return timeDecreases;
    }

    public long timeRepeats() {
        return timeRepeats;
    }

    /** How often the step's label changed, the first record included. */
    public long stepRuns() {
        return stepRuns;
    }

    /** Cycles by our own count from what the tester was doing; its label may say otherwise. */
    public long ownCycles() {
        return ownCycles;
    }

    public Map<Long, Cycle> cycles() {
        return cycles;
    }

    public Map<String, Long> statuses() {
        return statuses;
    }

    public String firstTimestamp() {
        return firstTimestamp;
    }

    public String lastTimestamp() {
        return lastTimestamp;
    }

    /** Whether the file has counters of charge. */
    public boolean counted() {
        return at.containsKey(Quantity.CHARGE_AH) || at.containsKey(Quantity.SIGNED_CAPACITY_AH);
    }

    public OptionalDouble least(Quantity quantity) {
        return of(least, quantity);
    }

    public OptionalDouble most(Quantity quantity) {
        return of(most, quantity);
    }

    public OptionalDouble first(Quantity quantity) {
        return of(first, quantity);
    }

    public OptionalDouble last(Quantity quantity) {
        return of(last, quantity);
    }

    /** Least value of a column by its place. */
    public double least(int column) {
        return least[column];
    }

    /** Greatest value of a column by its place. */
    public double most(int column) {
        return most[column];
    }

    private OptionalDouble of(double[] row, Quantity quantity) {
        double v = value(row, quantity);
        return Double.isNaN(v) ? OptionalDouble.empty() : OptionalDouble.of(v);
    }

    /** What does not agree with itself. A factor common to current and capacity cannot be found here. */
    public List<Warning> doubts() {
        List<Warning> doubts = new ArrayList<>();
        if (timeDecreases > 0) {
            doubts.add(new Warning(0, "TIME_BACKWARD", "the test time falls " + timeDecreases + " times"));
        }
        double counted = 0;
        double integrated = 0;
        for (Cycle c : cycles.values()) {
            counted += c.chargeAh + c.dischargeAh;
            integrated += c.integratedChargeAh + c.integratedDischargeAh;
        }
        boolean both = counted() && at.containsKey(Quantity.CURRENT_A) && at.containsKey(Quantity.TEST_TIME_S);
        if (both && Math.abs(counted - integrated) > WORST_MISMATCH * Math.max(counted, integrated)) {
            doubts.add(new Warning(
                    0,
                    "CAPACITY_MISMATCH",
                    "the counters say %.6g Ah, the current says %.6g Ah".formatted(counted, integrated)));
        }
        return doubts;
    }
}
