package org.sputterpilot.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseSpec;
import org.sputterpilot.recipes.RecipeParameter;
import org.sputterpilot.recipes.TextPlace;
import org.sputterpilot.signals.TagTable;

/**
 * Recipe texts nobody should have written: each is either a recipe by every rule, or refused with its place. Counts are
 * raised by {@code -Pnightly}.
 */
class RecipeFuzzTest {
    private static final int TEXTS = Integer.getInteger("test.recipes", 3000);
    private static final long FIRST_SEED = 20260301;
    private static final TagTable TAGS = TagReader.read(Path.of("."), new Faults());
    private static final Limits LIMITS =
            LimitsReader.read(Path.of("."), new Faults()).orElseThrow();

    /** What a careless hand, a broken tool or somebody with bad intent puts where a value stood. */
    private static final List<String> VALUES = List.of(
            "NaN",
            "NaN Pa",
            ".nan",
            "Infinity W",
            "-.inf",
            "1e999",
            "1e999 W",
            "1e308 kPa",
            "-1 W",
            "0",
            "0 W",
            "''",
            "~",
            "null",
            "true",
            "yes",
            "[]",
            "{}",
            "[[[[]]]]",
            "{a: {b: {c: 1}}}",
            "150",
            "150 V",
            "150 W W",
            "W",
            "1.2.3 W",
            "0x96 W",
            "1_000 W",
            "１５０ W",
            "150\u00a0W",
            "\"150 W\"",
            "'150 W'",
            "!!int 5",
            "!!java x",
            "*a",
            "&a 5",
            "|\n  150 W",
            ">\n  150 W",
            "50 W .. 300 W",
            "300 W .. 50 W",
            "50 W ..",
            "..",
            "NaN .. NaN",
            "1 .. 1e999",
            "2024-01-01",
            "😀",
            "\\x00",
            "\"\\0\"",
            "\"\\ud800\"",
            "%",
            "@",
            "`",
            "chamber.pressure < 1 Pa",
            "[no.such.tag < 1 Pa]",
            "[chamber.pressure < 1 W]",
            "[door.is_closed is MAYBE]",
            "assumption",
            "calibration",
            "FROZEN",
            "-0.0 W",
            "1e-400 W",
            "99999999999999999999");

    private static final List<String> LINES = List.of(
            "power: 1 W",
            "title: again",
            "version: 1e9",
            "version: -1",
            "<<: *all",
            "? [a, b]\n: c",
            "---",
            "...",
            "%YAML 1.2",
            "!!set {a, b}",
            "\tx: 1",
            "- phase: Deposit",
            "  - phase: Unload",
            "id: other",
            "a: b: c",
            "# only a remark",
            "\ufeff",
            "needs: {}",
            "formula: []",
            "procedure: {}",
            "release: 30 nm");

    @TestFactory
    List<DynamicTest> changedTextsAreRecipesOrRefusedWithTheirPlace() throws IOException {
        String shipped = Files.readString(Path.of("recipes/master/tio2-32nm-on-zn.yaml"));
        List<DynamicTest> tests = new ArrayList<>();
        int parts = 10;
        for (int part = 0; part < parts; part++) {
            long first = FIRST_SEED + (long) part * TEXTS / parts;
            long last = FIRST_SEED + (long) (part + 1) * TEXTS / parts;
            tests.add(DynamicTest.dynamicTest("seeds " + first + " to " + (last - 1), () -> {
                Map<String, TextPlace> places = TextPlaces.of(shipped);
                int refused = 0;
                for (long seed = first; seed < last; seed++) {
                    refused += judged(changed(shipped, places, new SplittableRandom(seed)), seed) ? 0 : 1;
                }
                assertThat(refused).as("texts that were refused").isGreaterThan((int) (last - first) / 2);
            }));
        }
        return tests;
    }

    /** Whether the text was taken; either way by the rules. */
    private static boolean judged(String text, long seed) {
        Faults faults = new Faults();
        Optional<MasterRecipe> read;
        try {
            read = RecipeReader.parse("tio2-32nm-on-zn", text, "fuzz.yaml", LIMITS, TAGS, faults);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ": " + text.substring(0, Math.min(300, text.length())), e);
        }
        if (!faults.isEmpty()) {
            assertThat(faults.sorted()).as("seed %d", seed).allSatisfy(fault -> {
                assertThat(fault.file()).isEqualTo("fuzz.yaml");
                assertThat(fault.line()).isPositive();
                assertThat(fault.column()).isPositive();
                assertThat(fault.expected()).isNotBlank();
            });
            return false;
        }
        isARecipe(read.orElseThrow(), text, seed);
        return true;
    }

    /** The rules again, said without the reader. */
    private static void isARecipe(MasterRecipe recipe, String text, long seed) {
        assertThat(recipe.source()).as("seed %d", seed).isEqualTo(text);
        assertThat(recipe.procedure().stream().map(PhaseSpec::phase).toList())
                .as("seed %d", seed)
                .isEqualTo(PhaseName.PROCEDURE);
        assertThat(recipe.version()).as("seed %d", seed).isPositive();
        List<RecipeParameter> numbers = new ArrayList<>(recipe.formula());
        recipe.procedure().forEach(phase -> numbers.addAll(phase.parameters()));
        assertThat(numbers).as("seed %d", seed).hasSize(58).allSatisfy(number -> {
            double value = number.value().base();
            assertThat(value).as("seed %d %s", seed, number.name()).isFinite();
            assertThat(number.low().base()).isFinite().isLessThanOrEqualTo(value);
            assertThat(number.high().base()).isFinite().isGreaterThanOrEqualTo(value);
            LIMITS.recipeRange(number.name())
                    .filter(site -> site.low().dimension() == number.value().dimension())
                    .ifPresent(site -> assertThat(site.contains(value)).isTrue());
        });
        double target = recipe.target().metre();
        assertThat(target)
                .as("seed %d", seed)
                .isBetween(recipe.releaseLow().metre(), recipe.releaseHigh().metre());
    }

    private static String changed(String text, Map<String, TextPlace> places, SplittableRandom random) {
        String changed = text;
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            changed = once(changed, text, places, random);
        }
        return changed;
    }

    private static String once(String text, String shipped, Map<String, TextPlace> places, SplittableRandom random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty()) {
            return one(LINES, random); // a change before has cut everything off
        }
        int line = random.nextInt(Math.max(1, lines.size()));
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                if (text.length() != shipped.length()) {
                    return text;
                }
                List<TextPlace> all = new ArrayList<>(places.values());
                TextPlace place = all.get(random.nextInt(all.size()));
                return text.substring(0, place.from()) + one(VALUES, random) + text.substring(place.to());
            }
            case 3 -> lines.add(line, lines.get(line));
            case 4 -> lines.remove(line);
            case 5 -> lines.add(line, " ".repeat(random.nextInt(6)) + one(LINES, random));
            case 6 -> lines.add(random.nextInt(lines.size()), lines.remove(line));
            case 7 -> {
                return text.substring(0, at);
            }
            case 8 -> {
                return text.substring(0, at) + (char) random.nextInt(0x3000) + text.substring(at);
            }
            default -> {
                int to = Math.min(text.length(), at + 1 + random.nextInt(40));
                return text.substring(0, at) + text.substring(to);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String one(List<String> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    /** HAZ: a text made to keep the reader busy must not keep the plant's pages from being served. */
    @Test
    void textsMadeToKeepTheReaderBusyAreRefusedWhereTheyGoTooFar() {
        String step = "  - phase: Cool\n    parameters: {}\n";
        Map<String, String> texts = Map.of(
                "nesting", "a: " + "[".repeat(100_000),
                "nested mappings", "{a: ".repeat(50_000),
                "nested blocks", nestedBlocks(),
                "alias bomb", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n",
                "a million steps", "procedure:\n" + step.repeat(1_000_000),
                "a long number", "tolerance: " + "9".repeat(200_000) + " nm\n",
                "a long key", "k".repeat(200_000) + ": 1\n",
                "a long list", "tolerated_bypasses: [" + "x,".repeat(120_000) + "x]\n",
                "open quotes", "title: \"" + "x\n".repeat(100_000));
        texts.forEach((name, text) -> {
            Faults faults = new Faults();
            RecipeReader.parse("tio2", text, "bad.yaml", LIMITS, TAGS, faults);
            assertThat(faults.sorted()).as(name).isNotEmpty().allSatisfy(f -> assertThat(f.line())
                    .isPositive());
            assertThat(TextPlaces.of(text)).as(name).isNotNull();
        });
    }

    private static String nestedBlocks() {
        StringBuilder text = new StringBuilder();
        for (int depth = 0; depth < 400; depth++) {
            text.append(" ".repeat(depth)).append("a:\n");
        }
        return text.toString();
    }
}
