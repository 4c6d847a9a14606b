package org.sputterpilot.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Walks the tree and says what to write instead. */
class HouseRulesTest {

    /** A pattern that must not stand in a line, and what to write instead. */
    private record Rule(Pattern bad, String instead) {
        static Rule of(String bad, String instead) {
            return new Rule(Pattern.compile(bad), instead);
        }
    }

    private static final List<Rule> PURE = List.of(
            Rule.of(
                    "\\bInstant\\.now\\(|\\bSystem\\.(nanoTime|currentTimeMillis)\\(",
                    "below app time is an argument: take a Tick"),
            Rule.of("\\bThread\\.sleep\\(|\\bnew Thread\\(", "the domain owns no thread: let the pace turn it"),
            Rule.of(
                    "\\bnew Random\\(|\\bMath\\.random\\(",
                    "randomness has an owner: the virtual chamber's SplittableRandom"),
            Rule.of(
                    "public .*\\(.*\\bdouble (pressure|power|voltage|current|temperature|thickness|flow|rate|frequency)\\b",
                    "a number knows its unit: use the quantity type, or end the name with its unit"));

    private static final List<Rule> EVERYWHERE = List.of(
            Rule.of(
                    "\\b(class|interface|record|enum) \\w*(Manager|Helper|Impl|Utils?|Common)\\b",
                    "name it by what it is in the plant"),
            Rule.of("\\b(TODO|FIXME|XXX)\\b(?! #\\d+)", "finish it, or name the issue: TODO #12"),
            Rule.of("\\.printStackTrace\\(", "let it be an event, an alarm or a log line"));

    private static final List<Rule> TESTS = List.of(
            Rule.of("\\bThread\\.sleep\\(", "run the virtual plant, or await a condition with a bound"),
            Rule.of("@Disabled", "a test runs or is deleted"));

    @Test
    void thePureRingKeepsItsHouseRules() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String room : House.PURE_ROOMS) {
            sources.addAll(House.sourcesDirectlyIn(room));
        }
        assertThat(breaches(sources, PURE)).isEmpty();
    }

    @Test
    void everySourceKeepsTheHouseRules() throws IOException {
        List<Path> sources = new ArrayList<>(House.allSources(House.MAIN));
        House.allSources(House.TEST).stream()
                .filter(f -> !f.endsWith("HouseRulesTest.java"))
                .forEach(sources::add);
        assertThat(breaches(sources, EVERYWHERE)).isEmpty();
    }

    @Test
    void noTestSleepsOrIsSwitchedOff() throws IOException {
        List<Path> tests = House.allSources(House.TEST).stream()
                .filter(f -> !f.endsWith("HouseRulesTest.java"))
                .toList();
        assertThat(breaches(tests, TESTS)).isEmpty();
    }

    @Test
    void theRulesThemselvesCatchWhatTheyForbid(@org.junit.jupiter.api.io.TempDir Path folder) throws IOException {
        Path bad = folder.resolve("Bad.java");
        Files.writeString(bad, "var now = Instant.now();\npublic void set(double pressure) {}\n");

        assertThat(breaches(List.of(bad), PURE)).hasSize(2).first().asString().contains("Bad.java:1");
    }

    @Test
    void everyPlantFolderTellsItsPeopleHowToChangeIt() {
        for (String folder : List.of("equipment", "recipes", "interlocks", "historian", "hmi")) {
            assertThat(Path.of(folder, "README.md")).as(folder).isRegularFile();
        }
    }

    private static List<String> breaches(List<Path> sources, List<Rule> rules) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : sources) {
            try (Stream<String> text = Files.lines(source)) {
                List<String> lines = text.toList();
                for (int i = 0; i < lines.size(); i++) {
                    for (Rule rule : rules) {
                        if (rule.bad.matcher(lines.get(i)).find()) {
                            found.add(
                                    source + ":" + (i + 1) + ": " + lines.get(i).strip() + ": " + rule.instead);
                        }
                    }
                }
            }
        }
        return found;
    }
}
