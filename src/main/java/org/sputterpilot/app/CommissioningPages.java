package org.sputterpilot.app;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.sputterpilot.film.Commissioning;
import org.sputterpilot.film.Learned;
import org.sputterpilot.hmi.wire.CalibrationPage;
import org.sputterpilot.hmi.wire.CommissioningFit;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.units.Unit;

/** Commissioning fits in the words of the wire. */
final class CommissioningPages {
    /** Units people use where the base unit is unwieldy. */
    private static final Map<ToolParameter, String> SHOWN_IN = Map.of(ToolParameter.PUMPING_SPEED, "L/s");

    private static final MathContext SHOWN = new MathContext(6);

    private CommissioningPages() {}

    static CommissioningFit fit(Commissioning c) {
        return new CommissioningFit(
                c.kind().name(),
                c.run(),
                c.powerW(),
                c.argonPa(),
                c.learned().stream().map(CommissioningPages::known).toList(),
                c.correlation(),
                c.goodness().values(),
                finite(c.goodness().perFreedom()),
                finite(c.goodness().voltageV()),
                finite(c.goodness().currentA()),
                finite(c.goodness().pressurePa()),
                finite(c.goodness().rateShare()),
                c.loop().map(CommissioningPages::loop).orElse(null),
                c.grid().map(CommissioningPages::grid).orElse(null));
    }

    private static CommissioningFit.Known known(Commissioning.Known k) {
        Unit unit = unit(k.parameter());
        DoubleUnaryOperator shown = base -> base / unit.factor();
        return new CommissioningFit.Known(
                k.parameter().key(),
                unit.symbol(),
                shown.applyAsDouble(k.before()),
                shown.applyAsDouble(k.prior()),
                shown.applyAsDouble(k.value()),
                shown.applyAsDouble(k.sigma()));
    }

    static List<CalibrationPage.ToolNumber> tool(Map<ToolParameter, Learned> tool) {
        return tool.entrySet().stream()
                .map(one -> new CalibrationPage.ToolNumber(
                        one.getKey().key(),
                        unit(one.getKey()).symbol(),
                        one.getValue().value() / unit(one.getKey()).factor(),
                        one.getValue().sigma() / unit(one.getKey()).factor()))
                .toList();
    }

    private static Unit unit(ToolParameter parameter) {
        return Unit.of(SHOWN_IN.getOrDefault(parameter, parameter.dimension().baseSymbol()))
                .orElseThrow();
    }

    private static CommissioningFit.Loop loop(Commissioning.Loop loop) {
        return new CommissioningFit.Loop(
                jumps(loop.before()),
                jumps(loop.after()),
                loop.points().stream()
                        .map(p -> new CommissioningFit.LoopPoint(
                                p.up(),
                                finite(p.oxygenSccm()),
                                finite(p.voltageV()),
                                finite(p.pressurePa()),
                                finite(p.modelledVoltageV()),
                                finite(p.modelledPressurePa())))
                        .toList(),
                curve(loop.curveBefore()),
                curve(loop.curveAfter()));
    }

    private static CommissioningFit.Jumps jumps(Commissioning.Jumps j) {
        return new CommissioningFit.Jumps(
                finite(j.upSccm()), finite(j.upSigmaSccm()), finite(j.downSccm()), finite(j.downSigmaSccm()));
    }

    private static List<CommissioningFit.SteadyPoint> curve(List<Commissioning.SteadyPoint> curve) {
        return curve.stream()
                .map(p -> new CommissioningFit.SteadyPoint(
                        rounded(p.oxygenSccm()), rounded(p.voltageV()), rounded(p.pressurePa())))
                .toList();
    }

    private static CommissioningFit.Grid grid(Commissioning.Grid grid) {
        return new CommissioningFit.Grid(
                grid.poisoned(),
                grid.powerExponent(),
                grid.powerExponentSigma(),
                grid.factor(),
                grid.points().stream()
                        .map(p -> new CommissioningFit.GridPoint(
                                p.powerW(),
                                p.pressurePa(),
                                nmPerMin(p.rateMPerS()),
                                nmPerMin(p.sigmaMPerS()),
                                nmPerMin(p.fittedMPerS())))
                        .toList());
    }

    private static double nmPerMin(double metrePerSecond) {
        return metrePerSecond * 60e9;
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? rounded(value) : null;
    }

    /** To what a picture can show: a proposal keeps its fit for ever. */
    private static double rounded(double value) {
        return value == 0 ? 0 : new BigDecimal(value).round(SHOWN).doubleValue();
    }
}
