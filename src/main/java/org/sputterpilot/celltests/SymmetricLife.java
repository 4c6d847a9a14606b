package org.sputterpilot.celltests;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * End of life of a symmetric cell by rule {@value #RULE}: shorted, risen, at its limit, or still alive when the test
 * ended, which is a censored life and no failure.
 */
public record SymmetricLife(
        Status status, OptionalDouble lifeHours, OptionalDouble referenceMv, boolean suspectSoftShort) {
    public static final String RULE = "EOL-1";

    private static final int FIRST_REFERENCE = 4;
    private static final int LAST_REFERENCE = 14;
    private static final int IN_A_ROW = 3;
    private static final double SHORT_SHARE = 0.5;
    private static final double SHORT_MV = 2;
    private static final double RISE_SHARE = 2;
    private static final double LIMIT_MV = 500;
    private static final double SOFT_SHARE = 0.8;
    private static final int SOFT_WITHIN = 5;

    /** How a test ended. */
    public enum Status {
        SHORT,
        RISE,
        LIMIT,
        CENSORED,
        NO_STABLE_REFERENCE,
        NO_DATA
    }

    /** A half-cycle. */
    public record HalfCycle(double endHours, double meanMv, double mostMv) {}

    /** Judges the half-cycles of a test. */
    public static SymmetricLife of(List<HalfCycle> halves) {
        if (halves.isEmpty()) {
            return new SymmetricLife(Status.NO_DATA, OptionalDouble.empty(), OptionalDouble.empty(), false);
        }
        double[] stable = halves.stream()
                .skip(FIRST_REFERENCE)
                .limit(LAST_REFERENCE - FIRST_REFERENCE)
                .mapToDouble(HalfCycle::meanMv)
                .toArray();
        double reference = stable.length == 0 ? Double.NaN : CellMetrics.median(stable);
        if (!(reference > 0)) {
            return new SymmetricLife(Status.NO_STABLE_REFERENCE, OptionalDouble.empty(), OptionalDouble.empty(), false);
        }
        int low = 0;
        int high = 0;
        for (int i = 0; i < halves.size(); i++) {
            HalfCycle h = halves.get(i);
            low = h.meanMv < SHORT_SHARE * reference || h.meanMv < SHORT_MV ? low + 1 : 0;
            high = h.meanMv > RISE_SHARE * reference ? high + 1 : 0;
            Optional<Status> end = h.mostMv >= LIMIT_MV
                    ? Optional.of(Status.LIMIT)
                    : low == IN_A_ROW
                            ? Optional.of(Status.SHORT)
                            : high == IN_A_ROW ? Optional.of(Status.RISE) : Optional.empty();
            if (end.isPresent()) {
                int lastGood = i - (end.get() == Status.LIMIT ? 1 : IN_A_ROW);
                double life = lastGood < 0 ? 0 : halves.get(lastGood).endHours;
                return new SymmetricLife(
                        end.get(),
                        OptionalDouble.of(life),
                        OptionalDouble.of(reference),
                        soft(halves.subList(0, lastGood + 1)));
            }
        }
        double life = halves.get(halves.size() - 1).endHours;
        return new SymmetricLife(Status.CENSORED, OptionalDouble.of(life), OptionalDouble.of(reference), soft(halves));
    }

    /** A lasting drop by a fifth or more: the rule alone would call it an excellent cell. */
    private static boolean soft(List<HalfCycle> halves) {
        for (int i = LAST_REFERENCE; i + SOFT_WITHIN < halves.size(); i++) {
            double before = halves.get(i - 1).meanMv;
            boolean lasts = halves.subList(i + SOFT_WITHIN, halves.size()).stream()
                    .allMatch(h -> h.meanMv <= SOFT_SHARE * before);
            if (lasts) {
                return true;
            }
        }
        return false;
    }
}
