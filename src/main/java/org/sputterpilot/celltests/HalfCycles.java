package org.sputterpilot.celltests;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds the half-cycles of a test while its records pass. A rest belongs to none and ends none: only a current in the
 * other direction does, so that a rest at the boundary splits no capacity.
 */
public final class HalfCycles implements RecordSink {
    /** A current below this share of the greatest is a rest: testers report some at rest, of either sign. */
    private static final double REST_SHARE = 0.02;
    /** So many points of a half-cycle are looked at; of a longer one every second, every fourth and so on. */
    private static final int MOST_POINTS = 1 << 18;

    private final Consumer<HalfCycle> found;
    private final Map<Quantity, Integer> at = new EnumMap<>(Quantity.class);
    private double greatestA;
    private int number;

    private int direction;
    private double startS;
    private double endS;
    private double chargeAs;
    private double secondsOn;
    private double lastS;
    private double lastA;
    private double[] volts = new double[64];
    private double[] passed = new double[64];
    private int points;
    private int every;
    private int seen;
    private double mostV;
    private boolean mostIsLast;

    /** @param found is given each half-cycle when it has ended */
    public HalfCycles(Consumer<HalfCycle> found) {
        this.found = found;
    }

    @Override
    public void table(String name, List<Column> columns) {
        close();
        at.clear();
        for (int i = 0; i < columns.size(); i++) {
            at.putIfAbsent(columns.get(i).quantity(), i);
        }
        lastS = Double.NaN;
    }

    @Override
    public void record(double[] values, String status, String timestamp) {
        double amperes = value(values, Quantity.CURRENT_A);
        double seconds = value(values, Quantity.TEST_TIME_S);
        double voltage = value(values, Quantity.VOLTAGE_V);
        if (Double.isNaN(amperes) || Double.isNaN(seconds) || Double.isNaN(voltage)) {
            return;
        }
        greatestA = Math.max(greatestA, Math.abs(amperes));
        int now = Math.abs(amperes) <= REST_SHARE * greatestA ? 0 : amperes > 0 ? 1 : -1;
        if (now != 0 && now != direction) {
            close();
            begin(now, seconds);
        } else if (now != 0 && seconds > lastS) {
            pass(amperes, seconds);
        }
        if (now != 0) {
            keep(voltage);
            endS = Math.max(endS, seconds);
        }
        lastS = seconds;
        lastA = now == 0 ? 0 : amperes;
    }

    private double value(double[] values, Quantity quantity) {
        Integer i = at.get(quantity);
        return i == null ? Double.NaN : values[i];
    }

    private void begin(int now, double seconds) {
        direction = now;
        startS = seconds;
        endS = seconds;
        chargeAs = 0;
        secondsOn = 0;
        points = 0;
        every = 1;
        seen = 0;
        mostV = -1;
        mostIsLast = false;
    }

    private void pass(double amperes, double seconds) {
        // after a rest the current begins anew: what lies between the two records is not known and counts as rest
        if (lastA != 0) {
            chargeAs += (Math.abs(lastA) + Math.abs(amperes)) / 2 * (seconds - lastS);
            secondsOn += seconds - lastS;
        }
    }

    private void keep(double voltage) {
        mostIsLast = Math.abs(voltage) > mostV;
        mostV = Math.max(mostV, Math.abs(voltage));
        if (seen++ % every != 0) {
            return;
        }
        if (points == MOST_POINTS) {
            for (int i = 0; i < points / 2; i++) {
                volts[i] = volts[2 * i];
                passed[i] = passed[2 * i];
            }
            points /= 2;
            every *= 2;
        }
        if (points == volts.length) {
            volts = Arrays.copyOf(volts, 2 * points);
            passed = Arrays.copyOf(passed, 2 * points);
        }
        volts[points] = voltage;
        passed[points++] = chargeAs;
    }

    /** The file ends: what has begun is the last half-cycle. */
    public void close() {
        if (direction != 0 && points > 0 && endS > startS) {
            number++;
            double[] sorted = Arrays.copyOf(volts, points);
            Arrays.sort(sorted);
            found.accept(new HalfCycle(
                    number,
                    direction,
                    startS,
                    endS,
                    chargeAs / 3600,
                    secondsOn > 0 ? chargeAs / secondsOn : 0,
                    mean(0),
                    mean(points / 2),
                    mean(points - Math.max(1, points / 5)),
                    mostV,
                    !mostIsLast && points >= 5,
                    middle(),
                    (sorted[(points - 1) / 2] + sorted[points / 2]) / 2));
        }
        direction = 0;
        points = 0;
    }

    private double mean(int from) {
        double sum = 0;
        for (int i = from; i < points; i++) {
            sum += Math.abs(volts[i]);
        }
        return sum / (points - from);
    }

    private double middle() {
        int i = 0;
        while (i < points - 1 && passed[i] < chargeAs / 2) {
            i++;
        }
        return volts[i];
    }
}
