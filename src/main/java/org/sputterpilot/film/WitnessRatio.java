package org.sputterpilot.film;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;

/**
 * How film on a polished silicon witness stands to film on the zinc foil beside it: a fixed ratio, learned from films
 * that were measured on both in one run. What is told never depends on the order in which the measurements came.
 */
public final class WitnessRatio {
    /** What one run says of the logarithm of the ratio. */
    private record Pair(double lnRatio, double variance) {}

    private final Learned prior;
    private final Map<String, Pair> pairs;
    private final Learned known;

    private WitnessRatio(Learned prior, Map<String, Pair> pairs) {
        this.prior = prior;
        this.pairs = pairs;
        double weight = 1 / prior.variance();
        double sum = prior.value() * weight;
        for (Pair pair : pairs.values()) {
            weight += 1 / pair.variance;
            sum += pair.lnRatio / pair.variance;
        }
        known = new Learned(sum / weight, 1 / weight);
    }

    /**
     * Learns the ratio.
     *
     * @param byRun every measurement that is to be learned from, by its run
     */
    static WitnessRatio of(ToolParameters tool, Map<String, List<Measured>> byRun) {
        double sigma = tool.value(ToolParameter.WITNESS_RATIO_SIGMA);
        Learned prior = new Learned(Math.log(tool.value(ToolParameter.WITNESS_RATIO)), sigma * sigma);
        double gate = tool.value(ToolParameter.LEARNING_GATE);
        Map<String, Pair> pairs = new TreeMap<>();
        byRun.forEach((run, measured) -> {
            Learned witness = mean(measured, Measured.Piece.WITNESS);
            Learned foil = mean(measured, Measured.Piece.FOIL);
            if (witness != null && foil != null) {
                double lnRatio = witness.value() - foil.value();
                double variance = witness.variance() + foil.variance();
                boolean believed =
                        Math.abs(lnRatio - prior.value()) <= gate * prior.innovationSigma(Math.sqrt(variance));
                if (believed) {
                    pairs.put(run, new Pair(lnRatio, variance));
                }
            }
        });
        return new WitnessRatio(prior, pairs);
    }

    /** Logarithm of the thickness by every film of a kind; null without any. */
    private static Learned mean(List<Measured> measured, Measured.Piece piece) {
        List<Measured> own = new ArrayList<>(measured);
        own.removeIf(m -> m.piece() != piece);
        double weight = 0;
        double sum = 0;
        for (Measured m : own) {
            double w = 1 / (m.relativeSigma() * m.relativeSigma());
            weight += w;
            sum += w * Math.log(m.thicknessNm());
        }
        return weight == 0 ? null : new Learned(sum / weight, 1 / weight);
    }

    /** What the other runs say: a run that teaches the ratio must not use its own lesson. */
    WitnessRatio without(String run) {
        if (!pairs.containsKey(run)) {
            return this;
        }
        Map<String, Pair> others = new TreeMap<>(pairs);
        others.remove(run);
        return new WitnessRatio(prior, others);
    }

    /** What to take off the logarithm of a measured film to have the foil's. */
    double shift(Measured measured) {
        return measured.piece() == Measured.Piece.WITNESS ? known.value() : 0;
    }

    /** Film on the witness over film on the foil. */
    public double ratio() {
        return Math.exp(known.value());
    }

    /** One sigma of its logarithm. */
    public double sigma() {
        return known.sigma();
    }

    /** Runs whose film was measured on both. */
    public int runs() {
        return pairs.size();
    }
}
