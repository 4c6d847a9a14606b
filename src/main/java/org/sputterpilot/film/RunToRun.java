package org.sputterpilot.film;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;

/**
 * What measured films say about the tool, run after run: the rate against the model, and the film on the foil against
 * the film on the crystal (tooling). Both are logarithms that wander a little with every run.
 *
 * <p>Measurements come days late and in any order. Each is applied at the run it belongs to and everything is computed
 * anew from the facts, so the order of arrival never shows in the answer. Nothing here changes a run or the calibration
 * in force: the answer is what a person may be asked to accept.
 *
 * <p>Sources: scalar Kalman filter on the logarithm of the rate as in Kuo and Lee 2011; gates, doubts and clamps from
 * the practice of deposition shops, all in {@code equipment/calibrations/learning.yaml}, marked as assumptions.
 */
public final class RunToRun {
    /**
     * What was believed before the first run.
     *
     * @param lnRate logarithm of rate over modelled rate, and its variance
     * @param lnTooling logarithm of film on foil over film on crystal, and its variance
     * @param rateWalk one sigma of the rate from run to run: supply, throw, pump, flows, target
     */
    public record Prior(Learned lnRate, Learned lnTooling, double rateWalk) {
        /** What a film model says of itself: its sigma before a run includes the run's own. */
        public static Prior of(FilmModel model) {
            double walk = model.tool().value(ToolParameter.RUN_TO_RUN_SIGMA);
            double variance = model.lnRateSigma() * model.lnRateSigma() - walk * walk;
            return new Prior(
                    new Learned(Math.log(model.tool().calibration()), Math.max(0, variance)),
                    new Learned(Math.log(model.crystalTooling()), model.toolingSigma() * model.toolingSigma()),
                    walk);
        }
    }

    /** What became of one measurement. */
    public enum Use {
        /** Learned from. */
        LEARNED,
        /** Too far off to be believed: kept, shown, not learned from. */
        HELD,
        /** Nothing to compare with. */
        NOT_COMPARED
    }

    /**
     * One measurement beside its forecast.
     *
     * @param run whose film it is
     * @param innovation logarithm of what was seen over what was expected
     * @param innovationSigma one sigma of that
     * @param rate what the rate made of it
     * @param tooling what the tooling made of it
     */
    public record Seen(
            Measured measured, String run, double innovation, double innovationSigma, Use rate, Use tooling) {}

    /**
     * Everything that is known after the last run.
     *
     * @param lnRate rate over modelled rate
     * @param lnTooling film on foil over film on crystal
     * @param seen every measurement of a known run, in the order of runs
     * @param measuredRuns runs that have been learned from
     * @param runsSinceMeasured runs since the last one that has a measurement
     * @param changes runs before which the tool had changed without anybody saying so
     * @param driftPerRun steady change of the logarithm of the rate per run; NaN with too few runs to tell
     * @param drifting whether that is so much that the forecast follows it
     * @param lnRateNext forecast for the next run
     * @param lnRateSigmaNext its sigma
     * @param lnToolingSigmaNext sigma of the logarithm of the next run's tooling
     * @param witnessRatio film on silicon over film on zinc
     */
    public record Posterior(
            Learned lnRate,
            Learned lnTooling,
            List<Seen> seen,
            int measuredRuns,
            int runsSinceMeasured,
            Set<String> changes,
            double driftPerRun,
            boolean drifting,
            double lnRateNext,
            double lnRateSigmaNext,
            double lnToolingSigmaNext,
            WitnessRatio witnessRatio) {
        public Posterior {
            seen = List.copyOf(seen);
            changes = Set.copyOf(changes);
        }

        public boolean hasHeld() {
            return seen.stream().anyMatch(s -> s.rate == Use.HELD || s.tooling == Use.HELD);
        }
    }

    private final Prior prior;
    private final ToolParameters tool;
    private final Map<String, Coating> coatings = new HashMap<>();
    private final Map<String, Measured> measured = new HashMap<>();
    private final List<ToolChange> changes = new ArrayList<>();

    /** @param tool what learning assumes */
    public RunToRun(Prior prior, ToolParameters tool) {
        this.prior = prior;
        this.tool = tool;
    }

    private double assumed(ToolParameter parameter) {
        return tool.value(parameter);
    }

    /** A run that put film on something. */
    public RunToRun add(Coating coating) {
        coatings.put(coating.run(), coating);
        return this;
    }

    /** A measurement, whenever it arrives; one of a run that is not known yet waits. */
    public RunToRun add(Measured measurement) {
        measured.put(measurement.id(), measurement);
        return this;
    }

    /** Work on the tool. */
    public RunToRun add(ToolChange change) {
        changes.add(change);
        return this;
    }

    /**
     * What a person is asked to accept: the posterior as a calibration for the next run, with every measured film
     * beside what the model says of it before and after.
     *
     * @param inForce the calibration it would replace
     */
    public CalibrationProposal propose(Calibration inForce) {
        Posterior known = posterior();
        Set<CalibrationProposal.Flag> flags = EnumSet.noneOf(CalibrationProposal.Flag.class);
        if (known.hasHeld()) {
            flags.add(CalibrationProposal.Flag.HELD);
        }
        if (!known.changes.isEmpty()) {
            flags.add(CalibrationProposal.Flag.UNEXPLAINED_CHANGE);
        }
        if (known.drifting) {
            flags.add(CalibrationProposal.Flag.DRIFTING);
        }
        double from = Math.log(inForce.rateFactor());
        double wanted = known.lnRateNext - from;
        double step = wanted;
        if (known.measuredRuns > assumed(ToolParameter.FREE_RUNS)) {
            double largest = assumed(ToolParameter.LARGEST_STEP);
            // deposition time goes as one over the rate
            step = Math.min(-Math.log(1 - largest), Math.max(-Math.log(1 + largest), wanted));
            if (step != wanted) {
                flags.add(CalibrationProposal.Flag.LIMITED);
            }
        }
        Calibration after = new Calibration(
                Math.exp(from + step),
                Math.hypot(known.lnRateSigmaNext(), wanted - step),
                Math.exp(known.lnTooling.value()),
                known.lnToolingSigmaNext(),
                inForce.tool());
        List<CalibrationProposal.Row> rows = new ArrayList<>();
        for (Seen seen : known.seen) {
            Coating run = coatings.get(seen.run);
            // on a witness the film is what the foil has, times the ratio
            double perCalibration =
                    run.modelledNm() / run.calibration() * Math.exp(known.witnessRatio.shift(seen.measured));
            rows.add(new CalibrationProposal.Row(
                    seen.measured.id(),
                    seen.run,
                    seen.measured.thicknessNm(),
                    seen.measured.sigmaNm(),
                    perCalibration * inForce.rateFactor(),
                    perCalibration * after.rateFactor(),
                    seen.innovation / seen.innovationSigma,
                    seen.rate,
                    seen.tooling));
        }
        return new CalibrationProposal(
                inForce, after, rows, known.measuredRuns, known.runsSinceMeasured, known.driftPerRun, flags);
    }

    /** One of the two numbers that are learned, and how it is seen. */
    private record Channel(
            Learned prior,
            double walk,
            ToDoubleFunction<ToolChange.Kind> doubt,
            double idleDoubt,
            double ownSigma,
            Reading reading) {}

    /** What a measurement says about a number; NaN when it says nothing. */
    private interface Reading {
        double of(Coating coating, Measured measured);
    }

    /** One measurement as one channel saw it. */
    private record Look(double reading, double sigma, double innovation, double innovationSigma, Use use) {}

    /**
     * A channel computed from the first run to the last.
     *
     * @param leaning how much of what is known came over witnesses, 0 to 1: so much of the doubt about their ratio to
     *     foil is in it
     */
    private record Course(Learned last, Map<String, Look> looks, Set<String> unexplained, double leaning) {}

    /** Computes everything anew from the facts. */
    public Posterior posterior() {
        List<Coating> runs = coatings.values().stream()
                .sorted(Comparator.comparing(Coating::startedAt).thenComparing(Coating::run))
                .toList();
        Map<String, List<Measured>> byRun = new HashMap<>();
        measured.values().stream()
                .sorted(Comparator.comparing(Measured::measuredAt).thenComparing(Measured::id))
                .forEach(m ->
                        byRun.computeIfAbsent(m.run(), any -> new ArrayList<>()).add(m));
        WitnessRatio ratio = WitnessRatio.of(tool, byRun);
        Channel rate = new Channel(
                prior.lnRate,
                prior.rateWalk,
                kind -> kind.rateSigma(tool),
                assumed(ToolParameter.REST_RATE_SIGMA),
                0,
                (run, m) -> Math.log(m.thicknessNm() / run.modelledNm() * run.calibration())
                        - ratio.without(run.run()).shift(m));
        Course rates = course(rate, runs, byRun);
        Channel tooling = new Channel(
                prior.lnTooling,
                assumed(ToolParameter.TOOLING_WALK),
                kind -> kind.toolingSigma(tool),
                0,
                assumed(ToolParameter.CRYSTAL_RUN_SIGMA),
                // a film that the rate does not believe teaches nothing about the crystal
                (run, m) -> run.hasCrystal() && rates.looks.get(m.id()).use == Use.LEARNED
                        ? Math.log(m.thicknessNm() / run.crystalNm() * run.tooling())
                                - ratio.without(run.run()).shift(m)
                        : Double.NaN);
        Course toolings = course(tooling, runs, byRun);
        return answer(runs, byRun, rates, toolings, ratio);
    }

    /**
     * A measured run that surprised.
     *
     * @param run which
     * @param forecast what had been expected of it, carried on without having learned from it
     * @param reading what its measurements said together
     * @param sigmas how far off that was
     */
    private record Surprise(String run, Learned forecast, Learned reading, double sigmas) {}

    /** Two runs in a row that surprise alike are news about the tool: its doubt is widened there, and all is redone. */
    private Course course(Channel channel, List<Coating> runs, Map<String, List<Measured>> byRun) {
        Set<String> unexplained = new TreeSet<>();
        while (true) {
            Map<String, Look> looks = new LinkedHashMap<>();
            Learned now = channel.prior;
            Coating before = null;
            Surprise surprise = null;
            boolean again = false;
            double leaning = 0;
            for (Coating run : runs) {
                now = doubted(channel, now.after(channel.walk), before, run, unexplained.contains(run.run()));
                if (surprise != null) {
                    Learned forecast = doubted(channel, surprise.forecast.after(channel.walk), before, run, false);
                    surprise = new Surprise(surprise.run, forecast, surprise.reading, surprise.sigmas);
                }
                Learned expected = now;
                List<Look> own = new ArrayList<>();
                for (Measured m : byRun.getOrDefault(run.run(), List.of())) {
                    Look look = look(channel, now, run, m);
                    looks.put(m.id(), look);
                    if (look.use == Use.LEARNED) {
                        double gain = now.gain(look.sigma);
                        leaning += gain * ((m.piece() == Measured.Piece.WITNESS ? 1 : 0) - leaning);
                        now = now.with(look.reading, look.sigma);
                    }
                    own.add(look);
                }
                Learned together = together(own);
                if (together != null) {
                    if (surprise != null && again(channel, surprise, together)) {
                        again = unexplained.add(surprise.run);
                        if (again) {
                            break;
                        }
                    }
                    double sigmas = (together.value() - expected.value()) / expected.innovationSigma(together.sigma());
                    surprise = Math.abs(sigmas) > assumed(ToolParameter.LEARNING_SURPRISE)
                            ? new Surprise(run.run(), expected, together, sigmas)
                            : null;
                }
                before = run;
            }
            if (!again) {
                return new Course(now, looks, unexplained, leaning);
            }
        }
    }

    /** What the measurements of one run say together; null when they say nothing. */
    private static Learned together(List<Look> looks) {
        double weight = 0;
        double sum = 0;
        for (Look look : looks) {
            if (look.use != Use.NOT_COMPARED) {
                weight += 1 / (look.sigma * look.sigma);
                sum += look.reading / (look.sigma * look.sigma);
            }
        }
        return weight == 0 ? null : new Learned(sum / weight, 1 / weight);
    }

    /** Whether a second run says the same unexpected thing as the one before it. */
    private boolean again(Channel channel, Surprise first, Learned reading) {
        double sigmas = (reading.value() - first.forecast.value()) / first.forecast.innovationSigma(reading.sigma());
        double between = Math.sqrt(reading.variance() + first.reading.variance() + channel.walk * channel.walk);
        return Math.abs(sigmas) > assumed(ToolParameter.LEARNING_SURPRISE)
                && Math.signum(sigmas) == Math.signum(first.sigmas)
                && Math.abs(reading.value() - first.reading.value()) <= assumed(ToolParameter.LEARNING_GATE) * between;
    }

    private Learned doubted(Channel channel, Learned now, Coating before, Coating run, boolean unexplained) {
        Learned wider = now;
        for (ToolChange change : sorted(changes)) {
            boolean since = before == null || change.at().isAfter(before.startedAt());
            if (since && !change.at().isAfter(run.startedAt())) {
                wider = wider.doubted(channel.doubt.applyAsDouble(change.kind()));
            }
        }
        if (before != null && rested(before, run)) {
            wider = wider.doubted(channel.idleDoubt);
        }
        return unexplained ? wider.doubted(channel.doubt.applyAsDouble(ToolChange.Kind.UNEXPLAINED)) : wider;
    }

    private static List<ToolChange> sorted(List<ToolChange> changes) {
        return changes.stream()
                .sorted(Comparator.comparing(ToolChange::at).thenComparing(ToolChange::kind))
                .toList();
    }

    private Look look(Channel channel, Learned now, Coating run, Measured m) {
        double reading = channel.reading.of(run, m);
        double sigma = Math.hypot(m.relativeSigma(), channel.ownSigma);
        if (Double.isNaN(reading)) {
            return new Look(reading, sigma, Double.NaN, Double.NaN, Use.NOT_COMPARED);
        }
        double innovation = reading - now.value();
        double innovationSigma = now.innovationSigma(sigma);
        boolean believed = Math.abs(innovation) <= assumed(ToolParameter.LEARNING_GATE) * innovationSigma;
        return new Look(reading, sigma, innovation, innovationSigma, believed ? Use.LEARNED : Use.HELD);
    }

    private Posterior answer(
            List<Coating> runs, Map<String, List<Measured>> byRun, Course rates, Course toolings, WitnessRatio ratio) {
        List<Seen> seen = new ArrayList<>();
        int measuredRuns = 0;
        int since = 0;
        for (Coating run : runs) {
            List<Measured> own = byRun.getOrDefault(run.run(), List.of());
            since = own.isEmpty() ? since + 1 : 0;
            boolean learned = false;
            for (Measured m : own) {
                Look rate = rates.looks.get(m.id());
                Look tooling = toolings.looks.get(m.id());
                learned |= rate.use == Use.LEARNED;
                seen.add(new Seen(m, run.run(), rate.innovation, rate.innovationSigma, rate.use, tooling.use));
            }
            measuredRuns += learned ? 1 : 0;
        }
        Drift drift = drift(runs, byRun, rates);
        Set<String> unexplained = new TreeSet<>(rates.unexplained);
        unexplained.addAll(toolings.unexplained);
        return new Posterior(
                rates.last,
                toolings.last,
                seen,
                measuredRuns,
                since,
                unexplained,
                drift.perRun,
                drift.tooFast,
                drift.tooFast ? drift.next : rates.last.value(),
                Math.hypot(rates.last.after(prior.rateWalk).sigma(), rates.leaning * ratio.sigma()),
                Math.hypot(
                        toolings.last.after(assumed(ToolParameter.TOOLING_WALK)).sigma(),
                        toolings.leaning * ratio.sigma()),
                ratio);
    }

    private record Drift(double perRun, boolean tooFast, double next) {
        static final Drift UNKNOWN = new Drift(Double.NaN, false, Double.NaN);
    }

    /** A straight line through what the last measured runs said, since the tool was last changed. */
    private Drift drift(List<Coating> runs, Map<String, List<Measured>> byRun, Course rates) {
        TreeMap<Integer, Learned> points = new TreeMap<>();
        for (int i = runs.size() - 1; i >= 0 && points.size() < assumed(ToolParameter.DRIFT_WINDOW); i--) {
            Coating run = runs.get(i);
            double weight = 0;
            double sum = 0;
            for (Measured m : byRun.getOrDefault(run.run(), List.of())) {
                Look look = rates.looks.get(m.id());
                if (look.use == Use.LEARNED) {
                    weight += 1 / (look.sigma * look.sigma);
                    sum += look.reading / (look.sigma * look.sigma);
                }
            }
            if (weight > 0) {
                points.put(i, new Learned(sum / weight, 1 / weight));
            }
            if (rates.unexplained.contains(run.run()) || i > 0 && changedBetween(runs.get(i - 1), run)) {
                break;
            }
        }
        if (points.size() < assumed(ToolParameter.DRIFT_LEAST_RUNS)) {
            return Drift.UNKNOWN;
        }
        double weight = 0;
        double meanRun = 0;
        double meanRate = 0;
        for (Map.Entry<Integer, Learned> point : points.entrySet()) {
            double w = 1 / point.getValue().variance();
            weight += w;
            meanRun += w * point.getKey();
            meanRate += w * point.getValue().value();
        }
        meanRun /= weight;
        meanRate /= weight;
        double spread = 0;
        double together = 0;
        for (Map.Entry<Integer, Learned> point : points.entrySet()) {
            double w = 1 / point.getValue().variance();
            spread += w * (point.getKey() - meanRun) * (point.getKey() - meanRun);
            together += w * (point.getKey() - meanRun) * (point.getValue().value() - meanRate);
        }
        double slope = together / spread;
        // a number that wanders has a slope by chance: 1.2 walk² / runs; what the readings add is 1 / spread
        double chance = Math.sqrt(1.2 * prior.rateWalk * prior.rateWalk / points.size() + 1 / spread);
        boolean tooFast = Math.abs(slope) > assumed(ToolParameter.DRIFT_PER_RUN)
                && Math.abs(slope) > assumed(ToolParameter.DRIFT_SIGMAS) * chance;
        double start = meanRate + slope * (points.firstKey() - meanRun);
        MovingAverage average = new MovingAverage(start - slope, slope);
        for (int i = points.firstKey(); i < runs.size(); i++) {
            Learned point = points.get(i);
            average = point == null
                    ? average.unseen()
                    : average.twice(
                            point.value(),
                            Learned.settledGain(prior.rateWalk, Math.sqrt(point.variance())),
                            assumed(ToolParameter.DRIFT_WEIGHT));
        }
        return new Drift(slope, tooFast, average.next());
    }

    private boolean changedBetween(Coating before, Coating run) {
        boolean worked = changes.stream()
                .anyMatch(c -> c.kind().rateSigma(tool) > 0
                        && c.at().isAfter(before.startedAt())
                        && !c.at().isAfter(run.startedAt()));
        return worked || rested(before, run);
    }

    private boolean rested(Coating before, Coating run) {
        double seconds = Duration.between(before.endedAt(), run.startedAt()).toMillis() / 1e3;
        return seconds > assumed(ToolParameter.LONGEST_REST);
    }
}
