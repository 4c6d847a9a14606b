package org.sputterpilot.film.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.sputterpilot.film.Commissioning;
import org.sputterpilot.film.Commissioning.Goodness;
import org.sputterpilot.film.Commissioning.Jumps;
import org.sputterpilot.film.Commissioning.Known;
import org.sputterpilot.film.Commissioning.Loop;
import org.sputterpilot.film.Commissioning.LoopPoint;
import org.sputterpilot.film.Commissioning.SteadyPoint;
import org.sputterpilot.film.SweepModel;
import org.sputterpilot.film.ToolTrace;
import org.sputterpilot.film.ToolTrace.Channel;
import org.sputterpilot.leastsquares.LeastSquares;
import org.sputterpilot.leastsquares.NoFitException;
import org.sputterpilot.physics.BalanceState;
import org.sputterpilot.physics.Folds;
import org.sputterpilot.physics.Gas;
import org.sputterpilot.physics.ReactiveBalance;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.physics.ToolParameters;

/**
 * Reads the tool's own numbers out of a recorded sweep: least squares of voltage, current and pressure, slice by slice,
 * against the balance followed in time, held by what was believed before. First the two jumps and the ends of the
 * branches are brought together, because a jump at the wrong time says little about how to move it; then every slice.
 */
public final class SweepFit {
    /** Oxygen below this is none. */
    private static final double NO_OXYGEN_SCCM = 0.02;
    /** Less time than this on the clean target, or fewer slices in all, teach nothing. */
    private static final int LEAST_CLEAN = 10;

    private static final int LEAST_SLICES = 200;
    /** Slices on each side of a jump that are compared to find it. */
    private static final int JUMP_WINDOW = 15;
    /** A jump smaller than so many sigmas of a window's mean is none. */
    private static final double JUMP_SIGMAS = 12;

    private static final double COARSE = 0.03;
    private static final double COARSE_VOLTAGE = 0.003;
    /** Residuals beyond this many sigmas count with their root: a jump a second off must not outweigh its branches. */
    private static final double TAIL = 30;

    private static final int SHOWN_POINTS = 250;
    private static final int CURVE_POINTS = 120;
    private static final double CURVE_FROM_PA = 2e-6;

    /** What is fitted, in the order of the vector. Logarithms but for kappa. */
    private enum Number {
        METAL_YIELD(ToolParameter.METAL_YIELD_SCALE, ToolParameter.METAL_YIELD_SIGMA, true),
        OXIDE_YIELD(ToolParameter.OXIDE_YIELD_AT_300_EV, ToolParameter.OXIDE_YIELD_SIGMA, true),
        AREA(ToolParameter.COLLECTING_AREA, ToolParameter.COLLECTING_AREA_SIGMA, true),
        SPEED(ToolParameter.PUMPING_SPEED, ToolParameter.PUMPING_SPEED_SIGMA, true),
        KAPPA(ToolParameter.KAPPA, ToolParameter.KAPPA_SIGMA, false),
        SKIN(ToolParameter.TARGET_SKIN, ToolParameter.TARGET_SKIN_SIGMA, true),
        VOLTAGE(ToolParameter.VOLTAGE_0, ToolParameter.VOLTAGE_0_SIGMA, true);

        private final ToolParameter parameter;
        private final ToolParameter sigma;
        private final boolean logarithm;

        Number(ToolParameter parameter, ToolParameter sigma, boolean logarithm) {
            this.parameter = parameter;
            this.sigma = sigma;
            this.logarithm = logarithm;
        }
    }

    private static final Number[] NUMBERS = Number.values();
    /** What is not the tool's but fitted: power in the plasma over power shown; voltage times current tells it. */
    private static final int SUPPLY = NUMBERS.length;

    private static final int SIZE = SUPPLY + 1;
    /** What no record tells, so that only its doubt is carried on: oxygen that flows over oxygen shown, voltage. */
    private static final int FLOW = SIZE;

    private static final int VOLTMETER = FLOW + 1;
    private static final int ALL = VOLTMETER + 1;

    private final String run;
    private final ToolTrace trace;
    private final ToolParameters base;
    private final SweepModel model;
    private final int top;
    private final double powerW;
    private final double voltageSigma;
    private final double currentSigma;
    private final double pressureSigma;
    private final double[] prior = new double[SIZE];
    private final double[] priorSigma = new double[SIZE];
    private final int upJump;
    private final int downJump;

    private SweepFit(String run, ToolTrace trace, ToolParameters base) throws UnfitRunException {
        this.run = run;
        this.trace = trace;
        this.base = base;
        int clean = cleanSlices();
        model = new SweepModel(trace, clean);
        top = topSlice();
        powerW = trace.mean(Channel.POWER, 0, trace.count());
        voltageSigma = scatter(Channel.VOLTAGE, "voltage");
        currentSigma = scatter(Channel.CURRENT, "current");
        pressureSigma = scatter(Channel.PRESSURE, "pressure");
        if (!(model.argonPa() > 0) || !(powerW > 0)) {
            throw new UnfitRunException("pressure or power of the clean target was not recorded");
        }
        for (Number number : NUMBERS) {
            double value = number == Number.SPEED ? speedOfArgon() : base.value(number.parameter);
            prior[number.ordinal()] = number.logarithm ? Math.log(value) : 1;
            priorSigma[number.ordinal()] = base.value(number.sigma);
        }
        priorSigma[SUPPLY] = base.value(ToolParameter.SUPPLY_SIGMA);
        upJump = jump(clean, top, "upwards");
        downJump = jump(top, trace.count(), "downwards");
    }

    /**
     * What a sweep says about the tool.
     *
     * @param run its id
     * @param trace from the clean target without oxygen, up, and down again
     * @param base the tool as it is known: where the fit begins, with its priors
     * @throws UnfitRunException when the record does not show a whole loop
     */
    public static Commissioning of(String run, ToolTrace trace, ToolParameters base) throws UnfitRunException {
        try {
            return new SweepFit(run, trace, base).fit();
        } catch (NoFitException none) {
            throw new UnfitRunException(none);
        }
    }

    // ---------------------------------------------------------------- the record

    private int cleanSlices() throws UnfitRunException {
        int clean = 0;
        while (clean < trace.count() && !(trace.at(Channel.OXYGEN, clean) > NO_OXYGEN_SCCM)) {
            clean++;
        }
        if (clean < LEAST_CLEAN || trace.count() < LEAST_SLICES) {
            throw new UnfitRunException("the record does not begin with a clean target, or is too short");
        }
        return clean;
    }

    /** Where oxygen stands highest: the middle of the turn. */
    private int topSlice() throws UnfitRunException {
        double most = 0;
        for (int i = 0; i < trace.count(); i++) {
            most = Math.max(most, smoothOxygen(i));
        }
        int first = -1;
        int last = -1;
        for (int i = 0; i < trace.count(); i++) {
            if (smoothOxygen(i) > 0.98 * most) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0 || last > trace.count() - JUMP_WINDOW) {
            throw new UnfitRunException("oxygen does not come down again in the record");
        }
        return (first + last) / 2;
    }

    private double smoothOxygen(int slice) {
        return trace.mean(Channel.OXYGEN, slice - 5, slice + 6);
    }

    private double scatter(Channel channel, String name) throws UnfitRunException {
        double scatter = trace.scatter(channel);
        if (!(scatter > 0)) {
            throw new UnfitRunException(
                    "the " + name + " was not recorded, stood still, or came less often than every two seconds");
        }
        return scatter;
    }

    private double speedOfArgon() throws UnfitRunException {
        double argon = trace.mean(Channel.ARGON, 0, trace.count());
        if (!(argon > 0)) {
            throw new UnfitRunException("the argon flow was not recorded");
        }
        return Gas.throughputPaM3PerS(argon, base.gasTemperatureK()) / model.argonPa();
    }

    /** Where voltage and pressure together change most within seconds. */
    private int jump(int from, int to, String way) throws UnfitRunException {
        int at = -1;
        double largest = 0;
        for (int i = from + JUMP_WINDOW; i < to - JUMP_WINDOW; i++) {
            double step =
                    Math.hypot(step(Channel.VOLTAGE, i) / voltageSigma, step(Channel.PRESSURE, i) / pressureSigma);
            if (step > largest) {
                largest = step;
                at = i;
            }
        }
        if (largest < JUMP_SIGMAS / Math.sqrt(JUMP_WINDOW)) {
            throw new UnfitRunException("the target does not change " + way + " in the record");
        }
        return at;
    }

    private double step(Channel channel, int at) {
        double after = trace.mean(channel, at + 3, at + JUMP_WINDOW);
        double before = trace.mean(channel, at - JUMP_WINDOW, at - 3);
        return Double.isNaN(after - before) ? 0 : after - before;
    }

    // ---------------------------------------------------------------- the fit

    private ToolParameters tool(double[] x) {
        ToolParameters tool = base;
        for (Number number : NUMBERS) {
            double value = x[number.ordinal()];
            tool = tool.with(number.parameter, number.logarithm ? Math.exp(value) : value);
        }
        return tool;
    }

    private double[] within(double[] x) {
        double[] inside = x.clone();
        for (int i = 0; i < SIZE; i++) {
            double far = (i < SUPPLY ? 3 : 5) * priorSigma[i];
            inside[i] = Math.max(prior[i] - far, Math.min(prior[i] + far, x[i]));
        }
        int kappa = Number.KAPPA.ordinal();
        inside[kappa] = Math.max(0.4, inside[kappa]);
        return inside;
    }

    /** Nothing in the fit itself; something when its doubt is carried on. */
    private static double flow(double[] x) {
        return x.length > FLOW ? x[FLOW] : 0;
    }

    private Commissioning fit() throws NoFitException {
        double[] steps = new double[SIZE];
        Arrays.fill(steps, 1e-3);
        steps[SUPPLY] = 1e-4;
        double[] start = prior.clone();
        double clean = model.cleanV();
        double full = trace.mean(Channel.VOLTAGE, top - JUMP_WINDOW, top + JUMP_WINDOW);
        // at constant power the voltage goes as this root of what kappa says
        double power = base.discharge().currentExponent() / (base.discharge().currentExponent() + 1);
        start[Number.VOLTAGE.ordinal()] += Math.log(clean / cleanVoltage(base)) / power;
        start[Number.KAPPA.ordinal()] = Math.pow(full / clean, 1 / power);
        LeastSquares.Found coarse = LeastSquares.from(within(start), steps, this::coarse, this::within);
        LeastSquares.Found fine = LeastSquares.from(coarse.at(), steps, this::fine, this::within);
        return answer(fine);
    }

    private double cleanVoltage(ToolParameters tool) {
        return model.balance(tool, powerW).metallic().voltageV();
    }

    private double[] withPrior(double[] x, double[] data) {
        double[] all = Arrays.copyOf(data, data.length + SIZE);
        for (int i = 0; i < SIZE; i++) {
            all[data.length + i] = (x[i] - prior[i]) / priorSigma[i];
        }
        return all;
    }

    /** Jumps and ends of the branches. */
    private double[] coarse(double[] x) {
        ToolParameters tool = tool(x);
        double watt = powerW * (1 + x[SUPPLY]);
        ReactiveBalance balance = model.balance(tool, watt);
        Optional<Folds> folds = balance.folds();
        double steepest = folds.isPresent()
                ? 0
                : balance.steady(balance.criticalPressurePa()).oxygenSccm();
        double up = folds.map(Folds::upSccm).orElse(steepest);
        double down = folds.map(Folds::downSccm).orElse(steepest);
        double topFlow = trace.mean(Channel.OXYGEN, top - JUMP_WINDOW, top + JUMP_WINDOW);
        double topV = trace.mean(Channel.VOLTAGE, top - JUMP_WINDOW, top + JUMP_WINDOW);
        double topPa = trace.mean(Channel.PRESSURE, top - JUMP_WINDOW, top + JUMP_WINDOW) - model.argonPa();
        BalanceState full = balance.poisonedAt(topFlow);
        double metalV = trace.mean(Channel.VOLTAGE, upJump - 3 * JUMP_WINDOW, upJump - 2 * JUMP_WINDOW);
        double metalFlow = trace.mean(Channel.OXYGEN, upJump - 3 * JUMP_WINDOW, upJump - 2 * JUMP_WINDOW);
        double expectedV = metalV(balance, metalFlow);
        return withPrior(x, new double[] {
            Math.log(up / smoothOxygen(upJump)) / COARSE,
            Math.log(down / smoothOxygen(downJump)) / COARSE,
            (balance.metallic().voltageV() / model.cleanV() - 1) / COARSE_VOLTAGE,
            (full.voltageV() / topV - 1) / COARSE_VOLTAGE,
            (full.oxygenPa() / topPa - 1) / COARSE,
            (expectedV / metalV - 1) / (2 * COARSE_VOLTAGE),
        });
    }

    /** Voltage on the clean branch at a flow, or at its end when it ends before. */
    private static double metalV(ReactiveBalance balance, double sccm) {
        double low = CURVE_FROM_PA;
        double pa = low;
        double before = 0;
        while (pa < 1) {
            double flow = balance.steady(pa).oxygenSccm();
            if (flow >= sccm || flow < before) {
                break;
            }
            before = flow;
            low = pa;
            pa *= 1.3;
        }
        return balance.steady(Math.sqrt(low * pa)).voltageV();
    }

    /** Every slice. */
    private double[] fine(double[] x) {
        SweepModel.Course course = model.course(tool(x), 1 + x[SUPPLY], 1 + flow(x));
        double voltmeter = x.length > VOLTMETER ? 1 + x[VOLTMETER] : 1;
        int count = trace.count();
        double[] data = new double[3 * count];
        for (int i = 0; i < count; i++) {
            data[i] = sigmas(course.voltageV()[i] * voltmeter - trace.at(Channel.VOLTAGE, i), voltageSigma);
            data[count + i] = sigmas(course.currentA()[i] - trace.at(Channel.CURRENT, i), currentSigma);
            data[2 * count + i] = sigmas(course.pressurePa()[i] - trace.at(Channel.PRESSURE, i), pressureSigma);
        }
        return withPrior(x, data);
    }

    /** Off by so many sigmas; nothing where nobody measured. */
    private static double sigmas(double off, double sigma) {
        double sigmas = off / sigma;
        if (Double.isNaN(sigmas)) {
            return 0;
        }
        double size = Math.abs(sigmas);
        return size <= TAIL ? sigmas : Math.signum(sigmas) * Math.sqrt(2 * TAIL * size - TAIL * TAIL);
    }

    // ---------------------------------------------------------------- the answer

    private Commissioning answer(LeastSquares.Found found) {
        double[] x = found.at();
        ToolParameters tool = tool(x);
        SweepModel.Course course = model.course(tool, 1 + x[SUPPLY], 1 + flow(x));
        double[][] off = {
            off(course.voltageV(), Channel.VOLTAGE),
            off(course.currentA(), Channel.CURRENT),
            off(course.pressurePa(), Channel.PRESSURE)
        };
        double[] sigmas = {voltageSigma, currentSigma, pressureSigma};
        int values = 0;
        double squares = 0;
        double widening = 1;
        for (int c = 0; c < off.length; c++) {
            double own = 0;
            int known = 0;
            for (double one : off[c]) {
                if (!Double.isNaN(one)) {
                    own += one * one / (sigmas[c] * sigmas[c]);
                    known++;
                }
            }
            values += known;
            squares += own;
            widening = Math.max(widening, together(off[c]));
        }
        double perFreedom = squares / Math.max(1, values - SIZE);
        double scale = Math.max(1, perFreedom) * widening;
        double[][] covariance = doubted(found, widened(found.covariance(), scale));
        List<Known> learned = new ArrayList<>();
        for (Number number : NUMBERS) {
            int i = number.ordinal();
            double value = number.logarithm ? Math.exp(x[i]) : x[i];
            double unit = number.logarithm ? value : 1;
            learned.add(new Known(
                    number.parameter,
                    base.value(number.parameter),
                    priorSigma[i] * (number.logarithm ? base.value(number.parameter) : 1),
                    value,
                    Math.sqrt(covariance[i][i]) * unit));
        }
        double watt = powerW * (1 + x[SUPPLY]);
        Loop loop = new Loop(
                before(),
                jumps(x, covariance),
                points(course),
                curve(model.balance(base, powerW), 1),
                curve(model.balance(tool, watt), 1 + flow(x)));
        return new Commissioning(
                Commissioning.Kind.SWEEP,
                run,
                powerW,
                model.argonPa(),
                learned,
                Commissioning.correlations(part(covariance)),
                new Goodness(values, perFreedom, rms(off[0]), rms(off[1]), rms(off[2]), Double.NaN),
                Optional.of(loop),
                Optional.empty());
    }

    private double[] off(double[] modelled, Channel channel) {
        double[] off = new double[modelled.length];
        for (int i = 0; i < off.length; i++) {
            off[i] = trace.at(channel, i) - modelled[i];
        }
        return off;
    }

    private static double rms(double[] off) {
        double sum = 0;
        int known = 0;
        for (double one : off) {
            if (!Double.isNaN(one)) {
                sum += one * one;
                known++;
            }
        }
        return known == 0 ? Double.NaN : Math.sqrt(sum / known);
    }

    /** How many neighbouring residuals say the same thing: sigmas grow with the root of it. */
    private static double together(double[] off) {
        double own = 0;
        for (double one : off) {
            own += Double.isNaN(one) ? 0 : one * one;
        }
        double length = 1;
        for (int lag = 1; lag < off.length / 10 && own > 0; lag++) {
            double sum = 0;
            for (int i = lag; i < off.length; i++) {
                double both = off[i] * off[i - lag];
                sum += Double.isNaN(both) ? 0 : both;
            }
            if (sum / own < 0.05) {
                break;
            }
            length += 2 * sum / own;
        }
        return length;
    }

    /** The data's part of the covariance widened; the prior's stays what it is. */
    private double[][] widened(double[][] covariance, double scale) {
        RealMatrix information = MatrixUtils.inverse(new Array2DRowRealMatrix(covariance));
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                double held = i == j ? 1 / (priorSigma[i] * priorSigma[i]) : 0;
                information.setEntry(i, j, (information.getEntry(i, j) - held) / scale + held);
            }
        }
        return MatrixUtils.inverse(information).getData();
    }

    /**
     * Adds what instruments nobody checked here may be off: how far each number would move if the oxygen controller or
     * the voltmeter were off by one sigma.
     */
    private double[][] doubted(LeastSquares.Found found, double[][] covariance) {
        double[] x = Arrays.copyOf(found.at(), ALL);
        double[] step = new double[ALL];
        Arrays.fill(step, 1e-3);
        step[SUPPLY] = 1e-4;
        double[][] slope = new double[ALL][];
        for (int c = 0; c < ALL; c++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[c] += step[c];
            down[c] -= step[c];
            double[] above = fine(up);
            double[] below = fine(down);
            slope[c] = new double[above.length];
            for (int r = 0; r < above.length; r++) {
                slope[c][r] = (above[r] - below[r]) / (2 * step[c]);
            }
        }
        double[][] all = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            all[i] = covariance[i].clone();
        }
        double[] sigma = {base.value(ToolParameter.OXYGEN_FLOW_SIGMA), base.value(ToolParameter.VOLTAGE_TELLS_SIGMA)};
        for (int c = FLOW; c < ALL; c++) {
            double[] moved = new double[SIZE];
            for (int i = 0; i < SIZE; i++) {
                for (int k = 0; k < SIZE; k++) {
                    double both = 0;
                    for (int r = 0; r < slope[k].length; r++) {
                        both += slope[k][r] * slope[c][r];
                    }
                    moved[i] -= found.covariance()[i][k] * both * sigma[c - FLOW];
                }
            }
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    all[i][j] += moved[i] * moved[j];
                }
            }
        }
        return all;
    }

    private static double[][] part(double[][] covariance) {
        double[][] part = new double[NUMBERS.length][];
        for (int i = 0; i < part.length; i++) {
            part[i] = Arrays.copyOf(covariance[i], NUMBERS.length);
        }
        return part;
    }

    /** Where the tool in force was expected to jump, as unsure as its numbers were before the sweep. */
    private Jumps before() {
        double[] known = prior.clone();
        double[][] covariance = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            covariance[i][i] = priorSigma[i] * priorSigma[i];
        }
        for (Number number : NUMBERS) {
            double value = base.value(number.parameter);
            known[number.ordinal()] = number.logarithm ? Math.log(value) : value;
        }
        return jumps(known, covariance);
    }

    /** Where the fitted tool jumps, in flow as it is shown, with what the numbers' sigmas make of it. */
    private Jumps jumps(double[] x, double[][] covariance) {
        double[] here = shownFolds(x);
        double[][] slope = new double[SIZE][2];
        for (int i = 0; i < SIZE; i++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[i] += 0.1 * priorSigma[i];
            down[i] -= 0.1 * priorSigma[i];
            double[] above = shownFolds(up);
            double[] below = shownFolds(down);
            for (int k = 0; k < 2; k++) {
                slope[i][k] = (above[k] - below[k]) / (0.2 * priorSigma[i]);
            }
        }
        double[] variance = new double[2];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                for (int k = 0; k < 2; k++) {
                    variance[k] += slope[i][k] * covariance[i][j] * slope[j][k];
                }
            }
        }
        return new Jumps(here[0], Math.sqrt(variance[0]), here[1], Math.sqrt(variance[1]));
    }

    private double[] shownFolds(double[] x) {
        Optional<Folds> folds = model.balance(tool(x), powerW * (1 + x[SUPPLY])).folds();
        double flow = 1 + flow(x);
        return new double[] {
            folds.map(Folds::upSccm).orElse(Double.NaN) / flow,
            folds.map(Folds::downSccm).orElse(Double.NaN) / flow
        };
    }

    private List<LoopPoint> points(SweepModel.Course course) {
        List<LoopPoint> points = new ArrayList<>();
        int every = Math.max(1, trace.count() / SHOWN_POINTS);
        for (int i = 0; i < trace.count(); i += every) {
            points.add(new LoopPoint(
                    i <= top,
                    trace.mean(Channel.OXYGEN, i - every, i + every + 1),
                    trace.at(Channel.VOLTAGE, i),
                    trace.at(Channel.PRESSURE, i),
                    course.voltageV()[i],
                    course.pressurePa()[i]));
        }
        return points;
    }

    private List<SteadyPoint> curve(ReactiveBalance balance, double flowFactor) {
        double topPa = Math.max(2 * CURVE_FROM_PA, trace.mean(Channel.PRESSURE, top - 5, top + 6) - model.argonPa());
        double most = trace.mean(Channel.OXYGEN, top - 5, top + 6);
        List<SteadyPoint> curve = new ArrayList<>();
        curve.add(new SteadyPoint(0, balance.metallic().voltageV(), model.argonPa()));
        for (int i = 0; i < CURVE_POINTS; i++) {
            double pa = CURVE_FROM_PA * Math.pow(2 * topPa / CURVE_FROM_PA, i / (CURVE_POINTS - 1.0));
            BalanceState state = balance.steady(pa);
            double shown = state.oxygenSccm() / flowFactor;
            if (shown <= 1.05 * most) {
                curve.add(new SteadyPoint(shown, state.voltageV(), model.argonPa() + pa));
            }
        }
        return curve;
    }
}
