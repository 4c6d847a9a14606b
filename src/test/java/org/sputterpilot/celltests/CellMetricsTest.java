package org.sputterpilot.celltests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Metrics against cases that were computed elsewhere, the undefined ones among them. */
class CellMetricsTest {
    private static final Set<String> METRICS = Set.of(
            "exchange_current",
            "transference",
            "arrhenius",
            "coulombic_efficiency",
            "ce_reservoir",
            "nucleation_overpotential",
            "hysteresis",
            "retention",
            "cycles_to_fraction",
            "zn_dod",
            "specific_capacity",
            "areal",
            "tafel_icorr",
            "potential_at_current",
            "bet",
            "symmetric_eol",
            "cycles_from_hours");

    @TestFactory
    Stream<DynamicTest> everyCase() throws IOException {
        try (InputStream in = CellMetricsTest.class.getResourceAsStream("/cells_cases.json")) {
            JsonNode cases = new ObjectMapper().readTree(in).get("cases");
            return StreamSupport.stream(cases.spliterator(), false)
                    .filter(c -> METRICS.contains(c.get("op").asText()))
                    .map(c -> DynamicTest.dynamicTest(c.get("id").asText(), () -> assertThat(differences(c))
                            .isEmpty()));
        }
    }

    static List<String> differences(JsonNode c) {
        List<String> wrong = new ArrayList<>();
        JsonNode in = c.get("input");
        JsonNode expected = c.get("expected");
        if (c.get("op").asText().equals("symmetric_eol")) {
            List<SymmetricLife.HalfCycle> halves = new ArrayList<>();
            in.get("half_cycles")
                    .forEach(h -> halves.add(new SymmetricLife.HalfCycle(
                            number(h, "t_end_h"), number(h, "mean_abs_mV"), number(h, "max_abs_mV"))));
            SymmetricLife life = SymmetricLife.of(halves);
            near("life", number(expected, "life_h"), life.lifeHours().orElse(Double.NaN), wrong);
            if (!life.status().name().equals(expected.get("status").asText())) {
                wrong.add("status " + life.status());
            }
            return wrong;
        }
        Metric m = metric(c.get("op").asText(), in);
        if (expected.isNull()) {
            if (m.undefined().isEmpty()) {
                wrong.add("defined as " + m.values());
            }
        } else if (expected.isNumber()) {
            near("value", expected.asDouble(), m.values().values().iterator().next(), wrong);
        } else {
            expected.fields().forEachRemaining(f -> {
                if (f.getValue().isNumber() && !f.getKey().equals("se_kJ_mol")) {
                    near(f.getKey(), f.getValue().asDouble(), m.value(f.getKey()), wrong);
                }
            });
            String flag = expected.path("flag").asText("OK").replace("OK_", "");
            if (!flag.equals("OK") && !m.flags().contains(flag)) {
                wrong.add("flags " + m.flags());
            }
            if (expected.has("linear_range_ok")
                    && expected.get("linear_range_ok").asBoolean() != m.flags().isEmpty()) {
                wrong.add("flags " + m.flags());
            }
        }
        return wrong;
    }

    private static Metric metric(String op, JsonNode in) {
        return switch (op) {
            case "exchange_current" ->
                CellMetrics.exchangeCurrent(
                        row(in, "i_mA_cm2"),
                        row(in, "eta_total_mV"),
                        in.path("T_K").asDouble(298.15),
                        in.path("fit").asText("origin").equals("origin"));
            case "transference" ->
                CellMetrics.transference(
                        number(in, "I0"), number(in, "Is"), number(in, "R0"), number(in, "Rs"), number(in, "dV"));
            case "arrhenius" -> CellMetrics.activationEnergy(row(in, "T_C"), row(in, "Rct_ohm"));
            case "coulombic_efficiency" -> CellMetrics.efficiencies(row(in, "plate_mAh"), row(in, "strip_mAh"));
            case "ce_reservoir" ->
                CellMetrics.reservoirEfficiency(
                        number(in, "n_cycles"), number(in, "Qc"), number(in, "Qs"), number(in, "Qt"));
            case "nucleation_overpotential" -> CellMetrics.nucleationOverpotential(row(in, "V_mV"));
            case "hysteresis" -> CellMetrics.hysteresis(row(in, "V_plate_mV"), row(in, "V_strip_mV"));
            case "retention" ->
                CellMetrics.retention(row(in, "cap"), in.get("ref_cycle").asInt());
            case "cycles_to_fraction" -> CellMetrics.cyclesToFraction(row(in, "cap"), number(in, "frac"));
            case "zn_dod" -> CellMetrics.depthOfDischarge(number(in, "areal_mAh_cm2"), number(in, "foil_um"));
            case "specific_capacity" -> CellMetrics.per(number(in, "Q_mAh"), number(in, "mass_mg"), 1000);
            case "areal" -> CellMetrics.per(number(in, "I_mA"), number(in, "area_cm2"), 1);
            case "tafel_icorr" -> CellMetrics.tafel(row(in, "E_V"), row(in, "i_mA_cm2"), 0.05, 0.12);
            case "potential_at_current" ->
                CellMetrics.potentialAtCurrent(row(in, "E"), row(in, "i"), number(in, "target"));
            case "bet" -> CellMetrics.bet(row(in, "p_rel"), row(in, "v_cm3_g"));
            default ->
                new Metric(
                        java.util.Map.of(
                                "cycles",
                                CellMetrics.cyclesFromHours(number(in, "hours"), number(in, "j"), number(in, "q"))),
                        Optional.empty(),
                        List.of());
        };
    }

    private static double[] row(JsonNode in, String name) {
        return StreamSupport.stream(in.get(name).spliterator(), false)
                .mapToDouble(v -> v.isNumber() ? v.asDouble() : Double.NaN)
                .toArray();
    }

    private static double number(JsonNode in, String name) {
        return in.path(name).isNumber() ? in.get(name).asDouble() : Double.NaN;
    }

    private static void near(String name, double expected, double found, List<String> wrong) {
        boolean bothUndefined = Double.isNaN(expected) && Double.isNaN(found);
        if (!bothUndefined && !(Math.abs(expected - found) <= 1e-9 + 1e-6 * Math.abs(expected))) {
            wrong.add(name + " is " + found + ", not " + expected);
        }
    }
}
