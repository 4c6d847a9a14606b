package org.sputterpilot.plant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.sputterpilot.celltests.CellTestRules;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.film.BudgetInputs;
import org.sputterpilot.film.TargetShelf;
import org.sputterpilot.golden.GoldenRules;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.Permissive;
import org.sputterpilot.interlocks.ProofPlan;
import org.sputterpilot.interlocks.alarms.Rationalisation;
import org.sputterpilot.logbook.DeviationRules;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.preflight.HealthyPlant;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.signals.TagTable;

/**
 * Reads every plant file of a directory: either all of it is right and there is a {@link Plant}, or there is a list of
 * faults, all of them, each with file, line and column. Nothing is half loaded.
 */
public final class PlantReader {
    private static final List<String> FOLDERS = List.of("equipment", "recipes", "interlocks", "historian");

    private PlantReader() {}

    /** What came of reading: a plant, or what is wrong. Exactly one of the two is there. */
    public record Outcome(Optional<Plant> plant, List<Fault> faults) {}

    /** Reads and checks everything. */
    public static Outcome read(Path directory) {
        Faults faults = new Faults();
        TagTable tags = TagReader.read(directory, faults);
        Optional<PhysicalModel> unit = ChamberReader.read(directory, tags, faults);
        List<LinkSpec> links = LinksReader.read(directory, tags, faults);
        Optional<Limits> limits = LimitsReader.read(directory, faults);
        Optional<HealthyPlant> healthy = HealthyReader.read(directory, tags, faults);
        List<HolderReader.HolderFile> holders = HolderReader.read(directory, faults);
        Path interlocks = directory.resolve("interlocks");
        Optional<Matrix> matrix = MatrixReader.read(interlocks, tags, unit, faults);
        Optional<ProofPlan> proofPlan = ProofPlanReader.read(interlocks, tags, matrix, faults);
        Optional<List<Permissive>> permissives = PermissivesReader.read(interlocks, tags, faults);
        Optional<Rationalisation> alarms = AlarmsReader.read(interlocks, tags, matrix, faults);
        List<MasterRecipe> recipes =
                limits.map(l -> RecipeReader.read(directory, l, tags, faults)).orElse(List.of());
        ToolParameters tool = CalibrationReader.read(directory, faults);
        Optional<TargetShelf> targets = TargetsReader.read(directory, faults);
        BudgetInputs budget = BudgetReader.read(directory, faults);
        Retention retention = RetentionReader.read(directory, tags, faults);
        Optional<GoldenRules> golden = GoldenReader.read(directory, tags, retention, faults);
        Optional<DeviationRules> deviations = DeviationsReader.read(directory, faults);
        CellTestRules cellTests = CellTestRulesReader.read(directory, faults);
        if (!faults.isEmpty()) {
            return new Outcome(Optional.empty(), faults.sorted());
        }
        return new Outcome(
                Optional.of(new Plant(
                        directory,
                        hash(directory),
                        tags,
                        unit.orElseThrow(),
                        links,
                        limits.orElseThrow(),
                        healthy.orElseThrow(),
                        holders,
                        matrix.orElseThrow(),
                        proofPlan.orElseThrow(),
                        permissives.orElseThrow(),
                        alarms.orElseThrow(),
                        recipes,
                        tool,
                        targets.orElseThrow(),
                        budget,
                        retention,
                        golden.orElseThrow(),
                        deviations.orElseThrow(),
                        cellTests,
                        fileHashes(directory))),
                List.of());
    }

    /** SHA-256 over the names and bytes of every YAML file, in the order of their names. */
    private static String hash(Path directory) {
        MessageDigest digest = sha256();
        eachFile(directory, (name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(bytes);
            digest.update((byte) 0);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 of each YAML file by its name, in the order of the names. */
    private static Map<String, String> fileHashes(Path directory) {
        Map<String, String> hashes = new LinkedHashMap<>();
        eachFile(directory, (name, bytes) -> hashes.put(name, HexFormat.of().formatHex(sha256().digest(bytes))));
        return hashes;
    }

    private static void eachFile(Path directory, BiConsumer<String, byte[]> use) {
        try {
            for (String folder : FOLDERS) {
                for (Path file : yamlFilesBelow(directory.resolve(folder))) {
                    use.accept(directory.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("plant files changed while they were read", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<Path> yamlFilesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }
}
