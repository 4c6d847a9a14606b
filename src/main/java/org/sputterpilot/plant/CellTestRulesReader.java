package org.sputterpilot.plant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.sputterpilot.celltests.CellTestRules;
import org.sputterpilot.celltests.FileNames;
import org.sputterpilot.celltests.LiteratureLife;

/**
 * Reads {@code historian/cell-tests/}: how the lab calls its testers' files, and what others have published. A plant
 * may have neither.
 */
public final class CellTestRulesReader {
    private static final String NAMES = "historian/cell-tests/names.yaml";
    private static final String LITERATURE = "historian/cell-tests/literature.yaml";
    private static final Pattern CURRENT = Pattern.compile("([0-9.]+) mA/cm2");
    private static final Pattern CAPACITY = Pattern.compile("([0-9.]+) mAh/cm2");
    private static final List<String> ARMS = List.of("BARE", "TO_ZN");
    private static final List<String> CELLS = List.of("ZN_ZN", "ZN_CU", "ZN_MNO2");
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    private CellTestRulesReader() {}

    /** What a plant directory says. */
    public static CellTestRules read(Path plant, Faults faults) {
        List<Pattern> patterns = new ArrayList<>();
        if (Files.exists(plant.resolve(NAMES))) {
            YamlNode.read(plant.resolve(NAMES), NAMES, faults).ifPresent(top -> {
                top.require("names").ifPresent(all -> all.items().forEach(line -> pattern(line, patterns)));
                top.refuseUnknownKeys();
            });
        }
        List<LiteratureLife> lives = new ArrayList<>();
        if (Files.exists(plant.resolve(LITERATURE))) {
            YamlNode.read(plant.resolve(LITERATURE), LITERATURE, faults).ifPresent(top -> {
                top.require("lives").ifPresent(all -> all.items().forEach(line -> life(line, lives)));
                top.refuseUnknownKeys();
            });
        }
        return new CellTestRules(new FileNames(patterns), lives);
    }

    private static void pattern(YamlNode line, List<Pattern> patterns) {
        String text = line.text("pattern");
        try {
            Pattern pattern = Pattern.compile(text);
            List<String> groups =
                    GROUP.matcher(text).results().map(found -> found.group(1)).toList();
            if (groups.isEmpty() || !FileNames.GROUPS.containsAll(groups)) {
                line.fault("groups " + groups, "at least one of " + FileNames.GROUPS + ", and no other");
            } else {
                patterns.add(pattern);
            }
        } catch (PatternSyntaxException e) {
            line.fault("'" + text + "'", "a regular expression: " + e.getDescription());
        }
        if (line.text("why").isBlank()) {
            line.fault("no why", "why it is so");
        }
        line.refuseUnknownKeys();
    }

    private static void life(YamlNode line, List<LiteratureLife> lives) {
        String arm = word(line, "arm", ARMS);
        String cell = word(line, "cell", CELLS);
        Duration life = line.must("life", YamlNode::duration, Duration.ofHours(1));
        double current = amount(line, "current", CURRENT, "such as 5 mA/cm2");
        double capacity = amount(line, "capacity", CAPACITY, "such as 1 mAh/cm2");
        boolean failed = word(line, "ended", List.of("FAILED", "CENSORED")).equals("FAILED");
        String source = line.text("source");
        if (source.isBlank()) {
            line.fault("no source", "where it is published");
        }
        CalibrationReader.mark(line);
        if (line.text("why").isBlank()) {
            line.fault("no why", "what the source says");
        }
        line.refuseUnknownKeys();
        lives.add(new LiteratureLife(source, arm, cell, life.toSeconds() / 3600.0, failed, current, capacity));
    }

    private static String word(YamlNode line, String key, List<String> words) {
        String word = line.text(key);
        if (!words.contains(word)) {
            line.fault("'" + key + "' of '" + word + "'", "one of " + words);
        }
        return word;
    }

    private static double amount(YamlNode line, String key, Pattern form, String expected) {
        Matcher amount = form.matcher(line.text(key));
        if (!amount.matches()) {
            line.fault("'" + key + "' of '" + line.text(key) + "'", expected);
            return Double.NaN;
        }
        return Double.parseDouble(amount.group(1));
    }
}
