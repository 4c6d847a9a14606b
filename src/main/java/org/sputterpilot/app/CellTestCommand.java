package org.sputterpilot.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.sputterpilot.celltests.FactsSink;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.ReadFile;
import org.sputterpilot.celltests.TestFacts;
import org.sputterpilot.celltests.UnreadableFileException;
import org.sputterpilot.celltests.Warning;
import org.sputterpilot.celltests.readers.CellTestReader;

/** {@code cell-test FILE}: what a tester's file says, as JSON; starts nothing and stores nothing. */
final class CellTestCommand {
    private CellTestCommand() {}

    /** @return 0 when it was read, 1 when it cannot be, 64 when it was asked wrongly */
    static int run(String[] args, PrintStream out, PrintStream complaints) {
        if (args.length != 1) {
            complaints.println("cell-test needs one file");
            return 64;
        }
        Path path = Path.of(args[0]);
        if (!Files.isRegularFile(path)) {
            complaints.println(path + ": there is no such file");
            return 1;
        }
        try {
            FactsSink facts = new FactsSink();
            ReadFile file = CellTestReader.read(path.getFileName().toString(), path, facts);
            out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(answer(file, facts.tables())));
            return 0;
        } catch (UnreadableFileException | IOException e) {
            complaints.println(e.getMessage());
            return 1;
        }
    }

    private static Map<String, Object> answer(ReadFile file, List<TestFacts> tables) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sha256", file.sha256());
        answer.put("format", file.format());
        answer.put("parser", file.parser());
        answer.put("records", tables.stream().mapToLong(TestFacts::records).sum());
        // a table without labels counts its records under one label of -1
        answer.put(
                "cycles",
                tables.stream()
                        .mapToLong(t ->
                                t.cycles().keySet().stream().filter(c -> c >= 0).count())
                        .sum());
        answer.put("firstTime", text(tables.isEmpty() ? "" : tables.get(0).firstTimestamp()));
        answer.put(
                "lastTime",
                text(tables.isEmpty() ? "" : tables.get(tables.size() - 1).lastTimestamp()));
        answer.put("minVoltageV", number(tables.stream().map(t -> t.least(Quantity.VOLTAGE_V)), true));
        answer.put("maxVoltageV", number(tables.stream().map(t -> t.most(Quantity.VOLTAGE_V)), false));
        List<Warning> warnings = new ArrayList<>(file.warnings());
        tables.forEach(t -> warnings.addAll(t.doubts()));
        answer.put("warnings", warnings);
        return answer;
    }

    private static String text(String found) {
        return found.isEmpty() ? null : found;
    }

    private static Double number(java.util.stream.Stream<OptionalDouble> values, boolean least) {
        var known = values.filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble);
        OptionalDouble one = least ? known.min() : known.max();
        return one.isPresent() ? one.getAsDouble() : null;
    }
}
