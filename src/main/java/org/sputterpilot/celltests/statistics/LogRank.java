package org.sputterpilot.celltests.statistics;

import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.special.Erf;

/**
 * Whether two arms live equally long (log-rank test, one degree of freedom).
 *
 * @param observed failures seen in the first arm
 * @param expected failures the first arm would have had, were both alike
 * @param variance of that
 * @param chiSquare of the difference; NaN when nothing can be compared
 * @param p how often two like arms differ at least so much; NaN when nothing can be compared
 * @param events failures of both arms
 */
public record LogRank(double observed, double expected, double variance, double chiSquare, double p, int events) {
    /** Below this many failures a p value says little. */
    private static final int FEW_EVENTS = 5;

    public static LogRank of(List<Lifetime> first, List<Lifetime> second) {
        List<Lifetime> both = Stream.concat(first.stream(), second.stream()).toList();
        double expected = 0;
        double variance = 0;
        for (double time : Survival.failureTimes(both)) {
            double failed = Survival.failedAt(both, time);
            double atRisk = Survival.atRisk(both, time);
            double ofFirst = Survival.atRisk(first, time) / atRisk;
            expected += failed * ofFirst;
            if (atRisk > 1) {
                variance += failed * ofFirst * (1 - ofFirst) * (atRisk - failed) / (atRisk - 1);
            }
        }
        int observed = (int) first.stream().filter(Lifetime::failed).count();
        double difference = observed - expected;
        double chiSquare = variance > 0 ? difference * difference / variance : Double.NaN;
        double p = variance > 0 ? Erf.erfc(Math.sqrt(chiSquare / 2)) : Double.NaN;
        int events = (int) both.stream().filter(Lifetime::failed).count();
        return new LogRank(observed, expected, variance, chiSquare, p, events);
    }

    /** Whether p has to be shown with a warning. */
    public boolean tooFewFailures() {
        return events < FEW_EVENTS;
    }
}
