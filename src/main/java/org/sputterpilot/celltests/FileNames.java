package org.sputterpilot.celltests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the lab calls its testers' files: what stands in a name is a proposal, because people type names.
 *
 * @param patterns tried in order; the first that is found in a name speaks
 */
public record FileNames(List<Pattern> patterns) {
    /** What a pattern may name. */
    public static final List<String> GROUPS = List.of("test", "cell", "device", "unit", "channel");

    public FileNames {
        patterns = List.copyOf(patterns);
    }

    /** What a name says, by group; empty when no pattern is found in it. */
    public Map<String, String> read(String name) {
        for (Pattern pattern : patterns) {
            Matcher found = pattern.matcher(name);
            if (found.find()) {
                Map<String, String> said = new LinkedHashMap<>();
                for (String group : GROUPS) {
                    if (pattern.pattern().contains("(?<" + group + ">") && found.group(group) != null) {
                        said.put(group, found.group(group));
                    }
                }
                return said;
            }
        }
        return Map.of();
    }
}
