package org.sputterpilot.film.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.sputterpilot.film.Commissioning;
import org.sputterpilot.film.Commissioning.Goodness;
import org.sputterpilot.film.Commissioning.Grid;
import org.sputterpilot.film.Commissioning.GridPoint;
import org.sputterpilot.film.Commissioning.Known;
import org.sputterpilot.film.ToolTrace;
import org.sputterpilot.film.ToolTrace.Channel;
import org.sputterpilot.leastsquares.LeastSquares;
import org.sputterpilot.leastsquares.NoFitException;
import org.sputterpilot.physics.Crystal;
import org.sputterpilot.physics.OperatingPoint;
import org.sputterpilot.physics.RateModel;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.physics.Transport;

/**
 * Reads from a rate grid how the rate follows power and pressure: {@code rate = k P^a F_KS^m}. In logarithms that is a
 * plane; it is laid through the steps by least squares, held by what was believed before.
 */
public final class GridFit {
    /** After power and pressure have arrived, target and crystal get this long. */
    private static final double SETTLING_S = 15;
    /** Off by less is arrived, relative. */
    private static final double ARRIVED = 0.03;

    /** Set points nearer than this, relative, are the same. */
    private static final double SAME = 1e-3;

    private static final int LEAST_SLICES = 10;
    private static final int LEAST_POINTS = 4;
    /** Powers, or pressures, nearer together than this ratio say nothing about an exponent. */
    private static final double LEAST_RATIO = 1.3;

    private static final double NO_OXYGEN_SCCM = 0.1;
    private static final double[] STEPS = {1e-3, 1e-3, 1e-3};
    private static final double LEVEL_SIGMA = 5;

    /** One step as it was measured, its middle at a time within the phase. */
    private record Step(
            double atS, double powerW, double pressurePa, double rateMPerS, double sigmaMPerS, double oxygenSccm) {
        Step withOxygen(double factor) {
            return new Step(atS, powerW, pressurePa, rateMPerS, sigmaMPerS, oxygenSccm * factor);
        }
    }

    /** Slices between which one step stood still. */
    private record Stretch(int first, int last) {
        int slices() {
            return last - first;
        }
    }

    private final String run;
    private final ToolTrace trace;
    private final ToolParameters base;
    private final List<Step> steps;
    private final double middleW;
    private final double middlePa;

    private GridFit(String run, ToolTrace trace, ToolParameters base) throws UnfitRunException {
        this.run = run;
        this.trace = trace;
        this.base = base;
        this.steps = steps();
        spread(steps.stream().mapToDouble(Step::powerW).toArray(), "powers");
        spread(steps.stream().mapToDouble(Step::pressurePa).toArray(), "pressures");
        middleW = base.value(ToolParameter.POWER_REFERENCE);
        middlePa = Math.exp(steps.stream()
                .mapToDouble(s -> Math.log(s.pressurePa))
                .average()
                .orElseThrow());
    }

    /**
     * What a rate grid says about the tool.
     *
     * @param run its id
     * @param trace of the phase, set points of power and pressure included
     * @param base the tool as it is known
     * @throws UnfitRunException when fewer steps were measured than there are numbers to learn
     */
    public static Commissioning of(String run, ToolTrace trace, ToolParameters base) throws UnfitRunException {
        try {
            return new GridFit(run, trace, base).fit();
        } catch (NoFitException none) {
            throw new UnfitRunException(none);
        }
    }

    private static void spread(double[] values, String what) throws UnfitRunException {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (!(high > LEAST_RATIO * low)) {
            throw new UnfitRunException("the " + what + " of the measured steps lie too near together");
        }
    }

    // ---------------------------------------------------------------- the record

    /**
     * The measured steps. The first one also waits until the crystal is warm, and while it warms it shows film that is
     * not there: of no step more is taken than of the one in the middle of them all.
     */
    private List<Step> steps() throws UnfitRunException {
        List<Stretch> found = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= trace.count(); i++) {
            if (i == trace.count() || another(from, i)) {
                steady(from, i).ifPresent(found::add);
                from = i;
            }
        }
        if (found.size() < LEAST_POINTS) {
            throw new UnfitRunException("only " + found.size() + " steps of the grid were measured");
        }
        int usual = found.stream().mapToInt(Stretch::slices).sorted().toArray()[found.size() / 2];
        return found.stream()
                .map(s -> line(Math.max(s.first, s.last - usual), s.last))
                .toList();
    }

    /** Other set points than those a step began with; a slice in which nobody told them is no other step. */
    private boolean another(int from, int slice) {
        return differs(Channel.POWER_SET, from, slice) || differs(Channel.PRESSURE_SET, from, slice);
    }

    private boolean differs(Channel channel, int from, int slice) {
        double then = trace.at(channel, from);
        double now = trace.at(channel, slice);
        return !Double.isNaN(now) && !(Math.abs(now - then) <= SAME * then);
    }

    /** The steady end of a stretch with the same set points; empty when there is none. */
    private Optional<Stretch> steady(int from, int to) {
        double watt = trace.at(Channel.POWER_SET, from);
        double pascal = trace.at(Channel.PRESSURE_SET, from);
        int first = from;
        for (int i = from; i < to; i++) {
            boolean there = Math.abs(trace.at(Channel.POWER, i) - watt) <= ARRIVED * watt
                    && Math.abs(trace.at(Channel.PRESSURE, i) - pascal) <= ARRIVED * pascal
                    && trace.at(Channel.CRYSTAL, i) > 0;
            first = there ? first : i + 1;
        }
        first += (int) Math.ceil(SETTLING_S / trace.sliceS());
        // the last slice may hold the first moment of the next step
        int last = to - 1;
        return last - first < LEAST_SLICES ? Optional.empty() : Optional.of(new Stretch(first, last));
    }

    /** A straight line through the film on the crystal. */
    private Step line(int first, int last) {
        int n = last - first;
        double meanT = (n - 1) / 2.0 * trace.sliceS();
        double[] film = new double[n];
        double meanZ = 0;
        for (int i = 0; i < n; i++) {
            film[i] = Crystal.thicknessM(
                    base.value(ToolParameter.CRYSTAL_FREQUENCY),
                    trace.at(Channel.CRYSTAL, first + i),
                    base.filmDensityKgPerM3(),
                    base.value(ToolParameter.ACOUSTIC_RATIO));
            meanZ += film[i] / n;
        }
        double spread = 0;
        double together = 0;
        for (int i = 0; i < n; i++) {
            double t = i * trace.sliceS() - meanT;
            spread += t * t;
            together += t * (film[i] - meanZ);
        }
        double slope = together / spread;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double off = film[i] - meanZ - slope * (i * trace.sliceS() - meanT);
            squares += off * off;
        }
        double own = Math.sqrt(squares / (n - 2) / spread);
        double sigma = Math.hypot(own, base.value(ToolParameter.GRID_STEP_SIGMA) * slope);
        return new Step(
                (first + last) / 2.0 * trace.sliceS(),
                trace.mean(Channel.POWER, first, last),
                trace.mean(Channel.PRESSURE, first, last),
                slope,
                sigma,
                trace.mean(Channel.OXYGEN, first, last));
    }

    // ---------------------------------------------------------------- the fit

    private double lnTransport(double pascal) {
        return Math.log(Transport.share(pascal, base.throwDistanceM(), base.stoppingPaM()));
    }

    private Commissioning fit() throws NoFitException {
        boolean poisoned =
                steps.stream().mapToDouble(Step::oxygenSccm).average().orElse(0) > NO_OXYGEN_SCCM;
        RateModel plain =
                RateModel.of(base.with(ToolParameter.POWER_EXCESS, 0).with(ToolParameter.TRANSPORT_EXPONENT, 0));
        double[] modelled = new double[steps.size()];
        for (int i = 0; i < modelled.length; i++) {
            modelled[i] = Math.log(point(plain, steps.get(i), poisoned).rateMPerS());
        }
        double ownA = slopeOfModel(plain, poisoned);
        double[][] root = together(plain, poisoned, modelled);
        double[] prior = {0, base.value(ToolParameter.POWER_EXCESS), base.transportExponent()};
        double[] sigma = {
            LEVEL_SIGMA,
            base.value(ToolParameter.POWER_EXCESS_SIGMA),
            base.value(ToolParameter.TRANSPORT_EXPONENT_SIGMA)
        };
        LeastSquares.Found found = LeastSquares.from(
                prior.clone(),
                STEPS,
                x -> {
                    double[] off = Arrays.copyOf(apart(root, x, modelled), steps.size() + prior.length);
                    for (int i = 0; i < prior.length; i++) {
                        off[steps.size() + i] = (x[i] - prior[i]) / sigma[i];
                    }
                    return off;
                },
                x -> x);
        double[] x = found.at();
        double squares =
                Arrays.stream(apart(root, x, modelled)).map(off -> off * off).sum();
        double relative = 0;
        List<GridPoint> points = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step s = steps.get(i);
            double fitted = Math.exp(modelled[i] + plane(x, s));
            relative += Math.pow(fitted / s.rateMPerS - 1, 2) / steps.size();
            points.add(new GridPoint(s.powerW, s.pressurePa, s.rateMPerS, s.sigmaMPerS, fitted));
        }
        double perFreedom = squares / Math.max(1, steps.size() - x.length);
        double wider = Math.sqrt(Math.max(1, perFreedom));
        double[][] c = found.covariance();
        double excessSigma = wider * Math.sqrt(c[1][1]);
        List<Known> learned = List.of(
                new Known(ToolParameter.POWER_EXCESS, prior[1], sigma[1], x[1], excessSigma),
                new Known(ToolParameter.TRANSPORT_EXPONENT, prior[2], sigma[2], x[2], wider * Math.sqrt(c[2][2])));
        double factor = Math.exp(x[0] + (x[2] - prior[2]) * lnTransport(middlePa));
        return new Commissioning(
                Commissioning.Kind.GRID,
                run,
                middleW,
                middlePa,
                learned,
                Commissioning.correlations(new double[][] {{c[1][1], c[1][2]}, {c[2][1], c[2][2]}}),
                new Goodness(steps.size(), perFreedom, Double.NaN, Double.NaN, Double.NaN, Math.sqrt(relative)),
                Optional.empty(),
                Optional.of(new Grid(poisoned, ownA + x[1], excessSigma, factor, points)));
    }

    /**
     * What the steps may be off, and off together, in logarithms; its lower root. Every step has a scatter of its own.
     * The rate wanders from step to step and does not come back, which over an hour looks like a law of whatever was
     * changed last. And the oxygen that really flows and is really pumped moves the poisoned rate more at one power
     * than at another.
     */
    private double[][] together(RateModel plain, boolean poisoned, double[] modelled) {
        int size = steps.size();
        double oxygen =
                Math.hypot(base.value(ToolParameter.OXYGEN_FLOW_SIGMA), base.value(ToolParameter.PUMPING_SIGMA));
        double walk = base.value(ToolParameter.RATE_WALK);
        double[] byOxygen = new double[size];
        for (int i = 0; poisoned && i < size; i++) {
            Step more = steps.get(i).withOxygen(1 + oxygen);
            byOxygen[i] = Math.log(point(plain, more, true).rateMPerS()) - modelled[i];
        }
        Array2DRowRealMatrix covariance = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double wandered = walk * walk * Math.min(steps.get(i).atS, steps.get(j).atS);
                covariance.setEntry(i, j, wandered + byOxygen[i] * byOxygen[j]);
            }
            covariance.addToEntry(i, i, Math.pow(steps.get(i).sigmaMPerS / steps.get(i).rateMPerS, 2));
        }
        return new CholeskyDecomposition(covariance).getL().getData();
    }

    /** How far the steps lie off the plane, in sigmas that know nothing of each other. */
    private double[] apart(double[][] root, double[] x, double[] modelled) {
        double[] off = new double[steps.size()];
        for (int i = 0; i < off.length; i++) {
            Step s = steps.get(i);
            double left = modelled[i] + plane(x, s) - Math.log(s.rateMPerS);
            for (int j = 0; j < i; j++) {
                left -= root[i][j] * off[j];
            }
            off[i] = left / root[i][i];
        }
        return off;
    }

    /** What level, excess of the power law and transport exponent add to the logarithm of the plain model's rate. */
    private double plane(double[] x, Step s) {
        return x[0] + x[1] * Math.log(s.powerW / middleW) + x[2] * lnTransport(s.pressurePa);
    }

    private OperatingPoint point(RateModel rates, Step s, boolean poisoned) {
        if (!poisoned) {
            return rates.metallic(s.powerW, s.pressurePa);
        }
        double argon = trace.mean(Channel.ARGON, 0, trace.count());
        return rates.poisonedByFlow(s.powerW, argon, s.pressurePa * argon / (argon + s.oxygenSccm), s.oxygenSccm);
    }

    /** The plain model's own power law at the middle of the grid. */
    private double slopeOfModel(RateModel plain, boolean poisoned) {
        Step middle = new Step(0, middleW, middlePa, 1, 1, steps.get(0).oxygenSccm);
        return point(plain, middle, poisoned).powerElasticity();
    }
}
