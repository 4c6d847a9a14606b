package org.sputterpilot.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What an editor underlines in red is what the program refuses: every shipped plant file passes its schema. */
class SchemasTest {
    /** YES and NO are words, as they are to the program and to an editor that reads YAML 1.2. */
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();

    /** A schema and the file or folder of files it is for. */
    private record Pair(String schema, String files) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair("equipment/schema/budget.schema.json", "equipment/budget.yaml"),
            new Pair("equipment/schema/calibration.schema.json", "equipment/calibrations"),
            new Pair("equipment/schema/chamber.schema.json", "equipment/chamber.yaml"),
            new Pair("equipment/schema/healthy.schema.json", "equipment/healthy.yaml"),
            new Pair("equipment/schema/holder.schema.json", "equipment/holders"),
            new Pair("equipment/schema/limits.schema.json", "equipment/limits.yaml"),
            new Pair("equipment/schema/links.schema.json", "equipment/links.yaml"),
            new Pair("equipment/schema/tags.schema.json", "equipment/tags"),
            new Pair("equipment/schema/targets.schema.json", "equipment/targets.yaml"),
            new Pair("historian/schema/deviations.schema.json", "historian/deviations.yaml"),
            new Pair("historian/schema/import.schema.json", "historian/imports"),
            new Pair("historian/schema/retention.schema.json", "historian/retention.yaml"),
            new Pair("historian/schema/names.schema.json", "historian/cell-tests/names.yaml"),
            new Pair("historian/schema/literature.schema.json", "historian/cell-tests/literature.yaml"),
            new Pair("historian/schema/golden.schema.json", "historian/golden.yaml"),
            new Pair("interlocks/schema/alarms.schema.json", "interlocks/alarms.yaml"),
            new Pair("interlocks/schema/matrix.schema.json", "interlocks/matrix.yaml"),
            new Pair("interlocks/schema/permissives.schema.json", "interlocks/permissives.yaml"),
            new Pair("interlocks/schema/proof-tests.schema.json", "interlocks/proof-tests.yaml"),
            new Pair("recipes/schema/master-recipe.schema.json", "recipes/master"),
            new Pair("recipes/schema/material.schema.json", "recipes/materials"),
            new Pair("recipes/schema/procedure.schema.json", "recipes/procedures"));

    private static JsonSchema schema(Pair pair) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of(pair.schema())));
    }

    private static List<Path> files(Pair pair) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(pair.files()))) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyShippedFilePassesItsSchema() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Pair pair : PAIRS) {
            JsonSchema schema = schema(pair);
            List<Path> files = files(pair);
            assertThat(files).as(pair.files()).isNotEmpty();
            for (Path file : files) {
                tests.add(DynamicTest.dynamicTest(
                        file.toString(), () -> assertThat(schema.validate(YAML.readTree(file.toFile())))
                                .isEmpty()));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> noSchemaLetsAWordPassThatNobodyKnows() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Pair pair : PAIRS) {
            JsonSchema schema = schema(pair);
            JsonNode file = YAML.readTree(files(pair).get(0).toFile());
            ((ObjectNode) file).put("nobody_knows", 1);
            tests.add(DynamicTest.dynamicTest(
                    pair.schema(), () -> assertThat(schema.validate(file)).isNotEmpty()));
        }
        return tests.stream();
    }

    @Test
    void noSchemaIsWithoutItsFiles() throws IOException {
        for (String folder : List.of("equipment", "historian", "interlocks", "recipes")) {
            try (Stream<Path> all = Files.list(Path.of(folder, "schema"))) {
                assertThat(PAIRS)
                        .extracting(Pair::schema)
                        .containsAll(all.map(Path::toString).toList());
            }
        }
    }

    @Test
    void anAlarmWithoutAResponseIsNoAlarm() throws IOException {
        Pair alarms = PAIRS.stream()
                .filter(pair -> pair.files().equals("interlocks/alarms.yaml"))
                .findFirst()
                .orElseThrow();
        JsonNode file = YAML.readTree(files(alarms).get(0).toFile());
        ((ObjectNode) file.get("alarms").get("LINK_LOST")).remove("response");

        assertThat(schema(alarms).validate(file)).singleElement().satisfies(fault -> assertThat(fault.getMessage())
                .contains("LINK_LOST", "response"));
    }
}
