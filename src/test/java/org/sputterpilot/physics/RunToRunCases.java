package org.sputterpilot.physics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.sputterpilot.film.Learned;
import org.sputterpilot.film.MovingAverage;

/** The run-to-run reference cases: the case file's plants, our controllers. */
final class RunToRunCases {
    private RunToRunCases() {}

    static Map<String, Object> run(String function, JsonNode in) {
        return switch (function) {
            case "mult" -> multiplied(in, run -> d(in, "true_rate"), run -> 1, true);
            case "mult noisy + drift" ->
                multiplied(
                        in,
                        run -> d(in, "r0") * Math.pow(0.995, run),
                        run -> 1 + in.get("metrology_error").get((int) run - 1).asDouble(),
                        false);
            case "single, ramp" -> ramp(in, false);
            case "double, ramp" -> ramp(in, true);
            case "single, step bias with gain error" -> step(in);
            case "kalman_lambda" -> settled(in);
            case "kalman_rate" -> rate(in);
            default -> throw new IllegalArgumentException("no run-to-run case is called '" + function + "'");
        };
    }

    private static double d(JsonNode in, String key) {
        return in.get(key).asDouble();
    }

    /** The law of the filter with a fixed gain, on the logarithm of the rate. */
    private static Map<String, Object> multiplied(
            JsonNode in, DoubleUnaryOperator trueRate, DoubleUnaryOperator error, boolean times) {
        MovingAverage ln = new MovingAverage(Math.log(d(in, "r0")), 0);
        List<Double> thickness = new ArrayList<>();
        List<Double> minutes = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (int run = 1; run <= in.get("runs").asInt(); run++) {
            double time = d(in, "T") / Math.exp(ln.next());
            double film = trueRate.applyAsDouble(run) * time;
            ln = ln.single(Math.log(film * error.applyAsDouble(run) / time), d(in, "lam"));
            thickness.add(film);
            minutes.add(time);
            rates.add(Math.exp(ln.next()));
        }
        return times
                ? Map.of("thickness", thickness, "time_min", minutes, "rate_est", rates)
                : Map.of("thickness", thickness, "rate_est", rates);
    }

    private static Map<String, Object> ramp(JsonNode in, boolean twice) {
        MovingAverage offset = new MovingAverage(d(in, "a0"), twice ? d(in, "D0") : 0);
        List<Double> errors = new ArrayList<>();
        for (int run = 1; run <= in.get("runs").asInt(); run++) {
            double x = (d(in, "T") - offset.next()) / d(in, "b");
            double y = -3 - 0.2 * run + 4 * x;
            double seen = y - d(in, "b") * x;
            offset = twice ? offset.twice(seen, d(in, "l1"), d(in, "l2")) : offset.single(seen, d(in, "lam"));
            errors.add(y - d(in, "T"));
        }
        return twice ? Map.of("error", errors) : Map.of("error", errors, "limit", -0.2 / d(in, "lam"));
    }

    private static Map<String, Object> step(JsonNode in) {
        MovingAverage offset = new MovingAverage(d(in, "a0"), 0);
        List<Double> errors = new ArrayList<>();
        for (int run = 1; run <= in.get("runs").asInt(); run++) {
            double x = (d(in, "T") - offset.next()) / d(in, "b");
            double y = -3 + 5 * x;
            offset = offset.single(y - d(in, "b") * x, d(in, "lam"));
            errors.add(y - d(in, "T"));
        }
        return Map.of("error", errors);
    }

    private static Map<String, Object> settled(JsonNode in) {
        double walk = d(in, "sw_pct") / 100;
        double reading = d(in, "sv_pct") / 100;
        double sigma = Math.sqrt(Learned.settledVariance(walk, reading));
        return Map.of(
                "lam", Learned.settledGain(walk, reading),
                "sigma_pred_pct", sigma * 100,
                "sigma_pred_nm_at_32", sigma * 32);
    }

    private static Map<String, Object> rate(JsonNode in) {
        Learned ln = new Learned(d(in, "L0"), d(in, "P0"));
        List<Double> values = new ArrayList<>();
        List<Double> variances = new ArrayList<>();
        List<Double> gains = new ArrayList<>();
        for (JsonNode z : in.get("z_ln_rate")) {
            ln = ln.after(d(in, "sw"));
            gains.add(z.isNull() ? 0.0 : ln.gain(d(in, "sv")));
            ln = z.isNull() ? ln : ln.with(z.asDouble(), d(in, "sv"));
            values.add(ln.value());
            variances.add(ln.variance());
        }
        return Map.of("L", values, "P", variances, "K", gains);
    }
}
