package org.sputterpilot.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words after a sub-command: options with a value, options without, and the rest. */
final class Arguments {
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private final List<String> words = new ArrayList<>();

    private Arguments() {}

    /** @throws IllegalArgumentException for an option nobody knows or one without its value */
    static Arguments parse(String[] args, List<String> withValue, List<String> without) {
        Arguments found = new Arguments();
        for (int i = 0; i < args.length; i++) {
            String word = args[i];
            if (without.contains(word)) {
                found.flags.add(word);
            } else if (withValue.contains(word)) {
                if (i + 1 == args.length) {
                    throw new IllegalArgumentException(word + " needs a value");
                }
                found.values.put(word, args[++i]);
            } else if (word.startsWith("--")) {
                throw new IllegalArgumentException("there is no option " + word);
            } else {
                found.words.add(word);
            }
        }
        return found;
    }

    List<String> words() {
        return words;
    }

    boolean has(String flag) {
        return flags.contains(flag) || values.containsKey(flag);
    }

    String text(String option, String otherwise) {
        return values.getOrDefault(option, otherwise);
    }

    double number(String option, double otherwise) {
        String text = values.get(option);
        if (text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number, not '" + text + "'", e);
        }
    }

    static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : value;
    }
}
