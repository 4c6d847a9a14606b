package org.sputterpilot.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The formulas against an independent implementation: inputs, outputs and tolerances from one file. */
class PhysicsCasesTest {
    static Stream<Arguments> cases() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        for (JsonNode one : file().get("cases")) {
            cases.add(Arguments.of(
                    one.get("id").asText() + " " + one.get("function").asText(), one));
        }
        return cases.stream();
    }

    private static JsonNode file() throws IOException {
        try (InputStream in = PhysicsCasesTest.class.getResourceAsStream("/oracles/physics_cases.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    @Test
    void everyCaseRuns() throws IOException {
        assertThat(file().get("cases")).hasSize(98);
        assertThat(cases()).hasSize(98);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void agreesWithTheIndependentImplementation(String name, JsonNode one) {
        Map<String, Object> got = PhysicsCases.run(one.get("function").asText(), one.get("inputs"));
        compare(
                name,
                one.get("outputs"),
                got,
                one.get("tol").get("rel").asDouble(),
                one.get("tol").get("abs").asDouble());
    }

    private static void compare(String where, JsonNode want, Object got, double rel, double abs) {
        assertThat(got).as(where).isNotNull();
        if (want.isObject()) {
            want.fields()
                    .forEachRemaining(field -> compare(
                            where + "." + field.getKey(),
                            field.getValue(),
                            ((Map<?, ?>) got).get(field.getKey()),
                            rel,
                            abs));
        } else if (want.isArray()) {
            List<?> items = (List<?>) got;
            assertThat(items).as(where).hasSize(want.size());
            for (int i = 0; i < want.size(); i++) {
                compare(where + "[" + i + "]", want.get(i), items.get(i), rel, abs);
            }
        } else if (want.isBoolean()) {
            assertThat(got).as(where).isEqualTo(want.asBoolean());
        } else if (got instanceof Integer count) {
            assertThat(count).as(where).isEqualTo(want.asInt());
        } else {
            double expected = want.asDouble();
            assertThat((Double) got).as(where).isCloseTo(expected, within(abs + rel * Math.abs(expected)));
        }
    }

    @Test
    void insideTheHysteresisThereAreThreeStatesAndOutsideOne() {
        ReactiveBalance balance = ReactiveBalance.atPower(ToolParameters.reference(), 150, 0.5);
        Map<Double, Integer> states = new LinkedHashMap<>();
        for (double flow = 0.4; flow < 1.2; flow += 0.1) {
            states.put(flow, balance.statesAt(flow).size());
        }
        assertThat(states.values()).contains(1, 3);
    }
}
