package org.sputterpilot.celltests.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.FactsSink;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.ReadFile;
import org.sputterpilot.celltests.TestFacts;
import org.sputterpilot.celltests.UnreadableFileException;
import org.sputterpilot.celltests.Warning;

/** Real files of eleven testers against facts that were computed from them by other programs. */
class RealFilesTest {
    private static final String FOLDER = System.getenv("SPUTTERPILOT_REFERENCE_DATA");

    private record Read(ReadFile file, List<TestFacts> tables) {}

    private static Path folder() {
        assumeTrue(
                FOLDER != null && Files.isDirectory(Path.of(FOLDER, "cell-tests")),
                "SPUTTERPILOT_REFERENCE_DATA does not name the folder of the real files, which are not in the tree");
        return Path.of(FOLDER, "cell-tests");
    }

    private static Read read(String name) throws IOException, UnreadableFileException {
        FactsSink facts = new FactsSink();
        ReadFile file = CellTestReader.read(name, folder().resolve(name), facts);
        return new Read(file, facts.tables());
    }

    @TestFactory
    Stream<DynamicTest> everyFactIsReproduced() throws IOException {
        JsonNode all =
                new ObjectMapper().readTree(folder().resolve("expected.json").toFile());
        return StreamSupport.stream(all.spliterator(), false)
                .filter(e -> {
                    String name = e.get("file").asText();
                    return !name.startsWith("afm/") && !name.endsWith(".parquet") && !name.contains("Metadata");
                })
                .map(e -> DynamicTest.dynamicTest(
                        e.get("file").asText(), () -> assertThat(differences(e)).isEmpty()));
    }

    static List<String> differences(JsonNode entry) throws IOException, UnreadableFileException {
        List<String> wrong = new ArrayList<>();
        Read read = read(entry.get("file").asText());
        JsonNode facts = entry.get("facts");
        if (facts.has("newarenda_error")) {
            facts = facts.get("btsda_reference");
            // the vendor shows the tester's local time, the file holds UTC: one hour apart
            ((com.fasterxml.jackson.databind.node.ObjectNode) facts)
                    .remove(List.of("first_timestamp", "last_timestamp"));
        }
        if (!read.file.sha256().equals(entry.get("sha256").asText())) {
            wrong.add("sha256 " + read.file.sha256());
        }
        if (facts.has("tables")) {
            tables(facts.get("tables"), read.tables, wrong);
            return wrong;
        }
        TestFacts t = read.tables.get(0);
        number("records", facts, t.records(), wrong);
        number("time_decreases", facts, t.timeDecreases(), wrong);
        number("time_repeats", facts, t.timeRepeats(), wrong);
        number("step_label_runs", facts, t.stepRuns(), wrong);
        number("test_time_first_s", facts, t.first(Quantity.TEST_TIME_S), wrong);
        number("test_time_last_s", facts, t.last(Quantity.TEST_TIME_S), wrong);
        number("min_voltage_V", facts, t.least(Quantity.VOLTAGE_V), wrong);
        number("max_voltage_V", facts, t.most(Quantity.VOLTAGE_V), wrong);
        number("min_current_A", facts, t.least(Quantity.CURRENT_A), wrong);
        number("max_current_A", facts, t.most(Quantity.CURRENT_A), wrong);
        number("freq_max_Hz", facts, t.most(Quantity.FREQUENCY_HZ), wrong);
        number("freq_min_Hz", facts, t.least(Quantity.FREQUENCY_HZ), wrong);
        number("freq_first", facts, t.first(Quantity.FREQUENCY_HZ), wrong);
        number("freq_last", facts, t.last(Quantity.FREQUENCY_HZ), wrong);
        number("reZ_min_ohm", facts, t.least(Quantity.REAL_OHM), wrong);
        number("reZ_max_ohm", facts, t.most(Quantity.REAL_OHM), wrong);
        boolean relabelled = facts.path("cycle_labels").asLong(t.cycles().size())
                != t.cycles().size();
        if (relabelled) { // the other program counted cycles itself; the vendor's own labels stand beside it, or
            // nowhere
            number("cycle_labels", facts, t.ownCycles(), wrong);
            facts = facts.has("btsda_reference") ? vendorCycles(facts) : new ObjectMapper().createObjectNode();
        }
        number("cycle_first", facts, t.least(Quantity.CYCLE), wrong);
        number("cycle_last", facts, t.most(Quantity.CYCLE), wrong);
        number("cycle_labels", facts, t.cycles().size(), wrong);
        if (facts.has("half_cycles")) {
            number("half_cycles", facts, 1 + t.most(Quantity.HALF_CYCLE).orElse(-1), wrong);
        }
        if (facts.has("minus_imZ_max_ohm")) {
            number("minus_imZ_max_ohm", facts, -t.least(Quantity.IMAGINARY_OHM).orElse(Double.NaN), wrong);
        }
        for (String label : List.of("status_records", "state_records", "step_type_records", "step_name_records")) {
            if (facts.has(label) && !facts.get(label).isEmpty()) {
                Map<String, Long> found = t.statuses();
                facts.get(label).fields().forEachRemaining(f -> {
                    if (found.getOrDefault(
                                    f.getKey(), found.getOrDefault(f.getKey().replace(' ', '_'), 0L))
                            != f.getValue().asLong()) {
                        wrong.add(label + " " + f + ", read " + found);
                    }
                });
            }
        }
        timestamp("first_timestamp", facts, t.firstTimestamp(), wrong);
        timestamp("last_timestamp", facts, t.lastTimestamp(), wrong);
        if (facts.has("per_cycle")) {
            cycles(facts.get("per_cycle"), t, wrong);
        }
        if (facts.has("minmax")) {
            minmax(facts.get("minmax"), t, wrong);
        }
        if (facts.has("decimal_comma")
                && facts.path("decimal_comma").asBoolean() != read.file.notes().containsKey("decimal sign")) {
            wrong.add("decimal sign " + read.file.notes().get("decimal sign"));
        }
        return wrong;
    }

    /** The vendor's export rounds to four digits, so that only its labels and counts are held against ours. */
    private static JsonNode vendorCycles(JsonNode facts) {
        var labels = new ObjectMapper().createObjectNode();
        for (String name : List.of("cycle_first", "cycle_last", "cycle_labels", "records")) {
            labels.set(name, facts.get("btsda_reference").get(name));
        }
        return labels;
    }

    private static void tables(JsonNode expected, List<TestFacts> tables, List<String> wrong) {
        if (expected.size() != tables.size()) {
            wrong.add(tables.size() + " tables");
            return;
        }
        for (int i = 0; i < tables.size(); i++) {
            JsonNode e = expected.get(i);
            TestFacts t = tables.get(i);
            number("rows", e, t.records(), wrong);
            for (String name : List.of("Vf", "Im", "T")) {
                if (e.has(name + "_min_max")) {
                    JsonNode one = new ObjectMapper().createObjectNode().set(name, e.get(name + "_min_max"));
                    minmax(one, t, wrong);
                }
            }
        }
    }

    private static void minmax(JsonNode expected, TestFacts t, List<String> wrong) {
        expected.fields().forEachRemaining(f -> {
            for (int i = 0; i < t.columns().size(); i++) {
                Column c = t.columns().get(i);
                if (c.name().equals(f.getKey())) {
                    double a = t.least(i) / c.factor();
                    double b = t.most(i) / c.factor();
                    near(f.getKey() + " least", f.getValue().get(0).asDouble(), Math.min(a, b), wrong);
                    near(f.getKey() + " most", f.getValue().get(1).asDouble(), Math.max(a, b), wrong);
                    return;
                }
            }
            wrong.add("no column " + f.getKey());
        });
    }

    private static void cycles(JsonNode expected, TestFacts t, List<String> wrong) {
        int at = 0;
        for (TestFacts.Cycle cycle : t.cycles().values()) {
            JsonNode e = expected.get(at++);
            if (e == null) {
                wrong.add("more cycles than " + expected.size());
                return;
            }
            String where = "cycle " + e.get("cycle") + " ";
            near(where + "records", e.get("records").asDouble(), cycle.records(), wrong);
            if (t.counted() && e.path("charge_Ah").isNumber()) {
                near(where + "charge", e.get("charge_Ah").asDouble(), cycle.chargeAh(), wrong);
                near(where + "discharge", e.get("discharge_Ah").asDouble(), cycle.dischargeAh(), wrong);
            }
            near(where + "integrated", e.get("trapz_charge_Ah").asDouble(), cycle.integratedChargeAh(), wrong);
            near(where + "integrated-", e.get("trapz_discharge_Ah").asDouble(), cycle.integratedDischargeAh(), wrong);
            if (wrong.size() > 12) {
                return;
            }
        }
    }

    private static void timestamp(String name, JsonNode facts, String found, List<String> wrong) {
        String expected = facts.path(name).asText("");
        String plain = expected.replaceAll("\\+00:00$", "")
                .replaceAll("(\\.\\d\\d\\d)000$", "$1")
                .replaceAll("\\.?0+$", "");
        if (!expected.isEmpty()
                && !expected.equals("null")
                && !found.replace('T', ' ').replaceAll("\\.?0+$", "").equals(plain)
                && !found.replace('T', ' ').replaceAll(":?0+$", "").equals(plain.replaceAll(":?0*$", ""))) {
            wrong.add(name + " is " + found + ", not " + expected);
        }
    }

    private static void number(String name, JsonNode facts, OptionalDouble found, List<String> wrong) {
        number(name, facts, found.orElse(Double.NaN), wrong);
    }

    private static void number(String name, JsonNode facts, double found, List<String> wrong) {
        if (facts.path(name).isNumber()) {
            near(name, facts.get(name).asDouble(), found, wrong);
        }
    }

    /** The facts have nine digits, what testers store as 32-bit numbers has seven. */
    private static void near(String name, double expected, double found, List<String> wrong) {
        if (!(Math.abs(expected - found) <= 1e-12 + 3e-6 * Math.abs(expected))) {
            wrong.add(name + " is " + found + ", not " + expected);
        }
    }

    @Test
    void aParquetFileIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> read("bdf/legacy.bdf.parquet"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("export it as BDF csv");
    }

    @Test
    void countersRoundedToFourDecimalsAreDoubted() throws Exception {
        Read read = read("landt/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv");
        assertThat(read.tables.get(0).doubts()).extracting(Warning::code).contains("CAPACITY_MISMATCH");
    }

    @Test
    void aCutLastRecordIsLeftOutAndSaid() throws Exception {
        assertThat(read("maccor/maccor_two.txt").file.warnings())
                .extracting(Warning::code)
                .contains("LAST_RECORD_CUT", "TIME_UNIT");
    }

    @Test
    void anAbortedExperimentIsSaid() throws Exception {
        assertThat(read("gamry/exampleDataGamryABORT.DTA").file.warnings())
                .extracting(Warning::code)
                .contains("ABORTED");
    }
}
