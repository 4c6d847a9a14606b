package org.sputterpilot.scenarios;

import static org.sputterpilot.scenarios.Moment.runOver;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.sputterpilot.film.Commissioning;
import org.sputterpilot.film.ToolTrace;
import org.sputterpilot.film.ToolTrace.Channel;
import org.sputterpilot.film.fit.SweepFit;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.physics.*;
import org.sputterpilot.signals.TagId;

class CommissioningTest {
    static final Map<Channel, TagId> TAGS = new EnumMap<>(Map.of(
            Channel.POWER, TagId.of("cathode.power"),
            Channel.VOLTAGE, TagId.of("cathode.voltage"),
            Channel.CURRENT, TagId.of("cathode.current"),
            Channel.PRESSURE, TagId.of("chamber.pressure"),
            Channel.ARGON, TagId.of("gas.argon.flow"),
            Channel.OXYGEN, TagId.of("gas.oxygen.flow")));

    static class Rec {
        double from = Double.NaN, to;
        ToolTrace.Recorder r = new ToolTrace.Recorder();

        void see(CycleRecord turn) {
            if (!turn.run().phase().text().equals("Sweep")) return;
            double t = turn.tick().elapsed().toNanos() / 1e9;
            if (Double.isNaN(from)) from = t;
            to = t;
            TAGS.forEach((c, tag) -> r.add(c, t, turn.image().number(tag)));
        }
    }

    public static void main(String[] a) throws Exception {
        long first = Long.parseLong(a[0]), last = Long.parseLong(a[1]);
        double worst = 0;
        for (long seed = first; seed <= last; seed++) {
            SplittableRandom d = new SplittableRandom(seed * 977);
            ToolParameters ref = ToolParameters.reference();
            var sw = VirtualPlant.shipped().seed(seed);
            ToolParameters truth = ref;
            Map<ToolParameter, Double> o = new EnumMap<>(ToolParameter.class);
            o.put(ToolParameter.METAL_YIELD_SCALE, Math.exp(0.2 * g(d)));
            o.put(ToolParameter.OXIDE_YIELD_AT_300_EV, 0.03 * Math.exp(0.3 * g(d)));
            o.put(ToolParameter.COLLECTING_AREA, 0.15 * Math.exp(0.3 * g(d)));
            o.put(ToolParameter.KAPPA, 0.75 + 0.65 * d.nextDouble());
            o.put(ToolParameter.TARGET_SKIN, 1.5e20 * Math.exp(0.4 * g(d)));
            o.put(ToolParameter.VOLTAGE_0, 350 * Math.exp(0.05 * g(d)));
            for (var e : o.entrySet()) {
                sw.really(e.getKey(), e.getValue());
                truth = truth.with(e.getKey(), e.getValue());
            }
            Rec rec = new Rec();
            VirtualPlant plant = sw.start("hysteresis-sweep").check(rec::see);
            try {
                plant.until(runOver());
            } catch (Throwable t) {
                System.out.println("seed " + seed + " " + t.getMessage().split("\n")[0]);
                continue;
            }
            ToolTrace trace = rec.r.slices(rec.from, rec.to, 1);
            long t0 = System.nanoTime();
            try {
                Commissioning c = SweepFit.of("R", trace, VirtualPlant.SHIPPED.tool());
                double ms = (System.nanoTime() - t0) / 1e6;
                var s = new StringBuilder();
                for (var k : c.learned())
                    s.append(String.format(
                            " %s %.4g±%.1f%% true %.4g z %.1f |",
                            k.parameter().key(),
                            k.value(),
                            100 * k.sigma() / k.value(),
                            truth.value(k.parameter()),
                            (k.value() - truth.value(k.parameter())) / k.sigma()));
                var g = c.goodness();
                double S = VirtualPlantTruth.speed(plant);
                Folds f = ReactiveBalance.atPower(
                                truth,
                                VirtualPlantTruth.power(plant, c.powerW()),
                                c.argonPa(),
                                c.learned().get(3).value())
                        .folds()
                        .orElse(null);
                System.out.printf(
                        "seed %d %s %s alarms %s trace %d fit %.0f ms chi %.2f rms V %.2f I %.4f p %.5f folds %.3f±%.3f/%.3f±%.3f true~ %.3f/%.3f : %s%n",
                        seed,
                        plant.run().state(),
                        plant.run().endReason(),
                        plant.alarms(),
                        trace.count(),
                        ms,
                        g.perFreedom(),
                        g.voltageV(),
                        g.currentA(),
                        g.pressurePa(),
                        c.loop().get().after().upSccm(),
                        c.loop().get().after().upSigmaSccm(),
                        c.loop().get().after().downSccm(),
                        c.loop().get().after().downSigmaSccm(),
                        f == null ? Double.NaN : f.upSccm(),
                        f == null ? Double.NaN : f.downSccm(),
                        s);
            } catch (Exception e) {
                System.out.println("seed " + seed + " " + plant.run().state() + " " + o + e);
                e.printStackTrace(System.out);
            }
        }
    }

    static double g(SplittableRandom d) {
        return (d.nextDouble() + d.nextDouble() + d.nextDouble() + d.nextDouble() - 2) * Math.sqrt(3);
    }

    static class VirtualPlantTruth {
        static double speed(VirtualPlant p) {
            return 0;
        }

        static double power(VirtualPlant p, double shown) {
            return shown;
        }
    }
}
