package org.sputterpilot.celltests.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every statistical case that was computed elsewhere, to its tolerance, the undefined ones among them. */
class StatisticsCasesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, Function<JsonNode, JsonNode>> OPERATIONS = Map.of(
            "kaplan_meier", StatisticsCasesTest::survival,
            "logrank", StatisticsCasesTest::logRank,
            "weibull_mle", StatisticsCasesTest::weibull,
            "weibayes",
                    in -> JSON.numberNode(
                            Weibull.lowerBound(censored(in), in.get("k").asDouble())),
            "imr", StatisticsCasesTest::individuals,
            "nelson", StatisticsCasesTest::nelson,
            "capability", StatisticsCasesTest::capability);

    @TestFactory
    Stream<DynamicTest> everyCase() throws IOException {
        try (InputStream in = StatisticsCasesTest.class.getResourceAsStream("/cells_cases.json")) {
            List<JsonNode> cases = StreamSupport.stream(
                            new ObjectMapper().readTree(in).get("cases").spliterator(), false)
                    .filter(c -> OPERATIONS.containsKey(c.get("op").asText()))
                    .toList();
            assertThat(cases).hasSizeGreaterThanOrEqualTo(16);
            return cases.stream()
                    .map(c -> DynamicTest.dynamicTest(c.get("id").asText(), () -> {
                        JsonNode found = OPERATIONS.get(c.get("op").asText()).apply(c.get("input"));
                        List<String> wrong = new ArrayList<>();
                        compare("", c.get("expected"), found, c.path("rel_tol").asDouble(1e-9), wrong);
                        assertThat(wrong).isEmpty();
                    }));
        }
    }

    private static void compare(String path, JsonNode expected, JsonNode found, double tolerance, List<String> wrong) {
        if (expected.isObject()) {
            expected.fields()
                    .forEachRemaining(f ->
                            compare(path + "/" + f.getKey(), f.getValue(), found.path(f.getKey()), tolerance, wrong));
        } else if (expected.isArray()) {
            if (!found.isArray() || found.size() != expected.size()) {
                wrong.add(path + ": " + found + " for " + expected);
                return;
            }
            for (int i = 0; i < expected.size(); i++) {
                compare(path + "/" + i, expected.get(i), found.get(i), tolerance, wrong);
            }
        } else if (expected.isNumber()) {
            double e = expected.asDouble();
            if (!(Math.abs(found.asDouble(Double.NaN) - e) <= tolerance * Math.abs(e) + 1e-9)) {
                wrong.add(path + ": " + found + " for " + expected);
            }
        } else if (!expected.equals(found)) {
            wrong.add(path + ": " + found + " for " + expected);
        }
    }

    private static double[] numbers(JsonNode row) {
        return StreamSupport.stream(row.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static List<Lifetime> lives(JsonNode hours, JsonNode failed) {
        List<Lifetime> lives = new ArrayList<>();
        for (int i = 0; i < hours.size(); i++) {
            lives.add(new Lifetime(hours.get(i).asDouble(), failed.get(i).asInt() == 1));
        }
        return lives;
    }

    private static List<Lifetime> censored(JsonNode in) {
        return Arrays.stream(numbers(in.get("time")))
                .mapToObj(hours -> new Lifetime(hours, false))
                .toList();
    }

    private static void put(ObjectNode to, String name, double value) {
        if (Double.isNaN(value)) {
            to.putNull(name);
        } else {
            to.put(name, value);
        }
    }

    private static JsonNode survival(JsonNode in) {
        Survival curve = Survival.of(lives(in.get("time"), in.get("event")));
        ObjectNode found = JSON.objectNode();
        ArrayNode rows = found.putArray("rows");
        for (Survival.Step step : curve.steps()) {
            ObjectNode row = rows.addObject();
            row.put("t", step.hours());
            row.put("at_risk", step.atRisk());
            row.put("events", step.failures());
            row.put("S", step.share());
            put(row, "se", step.standardError());
            put(row, "ci_lo", step.low());
            put(row, "ci_hi", step.high());
        }
        put(found, "median", curve.median().orElse(Double.NaN));
        found.put("n", curve.cells());
        found.put("n_events", curve.failures());
        found.put("n_censored", curve.cells() - curve.failures());
        return found;
    }

    private static JsonNode logRank(JsonNode in) {
        LogRank test = LogRank.of(lives(in.get("t1"), in.get("e1")), lives(in.get("t2"), in.get("e2")));
        return JSON.objectNode()
                .put("O1", test.observed())
                .put("E1", test.expected())
                .put("V", test.variance())
                .put("chi2", test.chiSquare())
                .put("p", test.p());
    }

    private static JsonNode weibull(JsonNode in) {
        Weibull fit = Weibull.fit(lives(in.get("time"), in.get("event")));
        ObjectNode found = JSON.objectNode();
        put(found, "k", fit.shape());
        put(found, "eta", fit.scaleHours());
        found.put("flag", fit.state().name());
        put(found, "loglik", fit.logLikelihood());
        put(found, "se_k", fit.shapeError());
        put(found, "se_eta", fit.scaleError());
        found.putArray("k_ci")
                .add(fit.shapeInterval().low())
                .add(fit.shapeInterval().high());
        found.putArray("eta_ci")
                .add(fit.scaleInterval().low())
                .add(fit.scaleInterval().high());
        put(found, "B10", fit.lifeOf(0.1));
        put(found, "B50", fit.lifeOf(0.5));
        if (!Double.isNaN(fit.shape())) {
            found.put("mean", fit.mean());
        }
        return found;
    }

    private static JsonNode individuals(JsonNode in) {
        double[] values = numbers(in.get("x"));
        return IndividualsChart.of(values)
                .<JsonNode>map(chart -> {
                    ObjectNode found = JSON.objectNode()
                            .put("center", chart.centre())
                            .put("mr_bar", chart.meanRange())
                            .put("sigma_within", chart.sigmaWithin())
                            .put("ucl", chart.upper())
                            .put("lcl", chart.lower())
                            .put("mr_ucl", chart.upperRange());
                    chart.outside(values).forEach(found.putArray("out_of_limits")::add);
                    chart.jumps(values).forEach(found.putArray("mr_out")::add);
                    return found;
                })
                .orElse(JSON.nullNode());
    }

    private static JsonNode nelson(JsonNode in) {
        ObjectNode found = JSON.objectNode();
        for (NelsonRule rule : NelsonRule.values()) {
            ArrayNode at = found.putArray(Integer.toString(rule.number()));
            rule.brokenAt(
                            numbers(in.get("x")),
                            in.get("center").asDouble(),
                            in.get("sigma").asDouble())
                    .forEach(at::add);
        }
        return found;
    }

    private static JsonNode capability(JsonNode in) {
        return Capability.of(
                        numbers(in.get("x")),
                        in.get("lsl").asDouble(Double.NaN),
                        in.get("usl").asDouble(Double.NaN))
                .<JsonNode>map(c -> {
                    ObjectNode found = JSON.objectNode();
                    put(found, "mean", c.mean());
                    put(found, "s_overall", c.overall());
                    put(found, "sigma_within", c.within());
                    put(found, "Cp", c.cp());
                    put(found, "Cpk", c.cpk());
                    put(found, "Pp", c.pp());
                    put(found, "Ppk", c.ppk());
                    found.put("n", c.n());
                    return found;
                })
                .orElse(JSON.nullNode());
    }
}
