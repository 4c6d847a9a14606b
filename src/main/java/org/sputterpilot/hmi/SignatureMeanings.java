package org.sputterpilot.hmi;

import java.util.List;
import java.util.Map;

/**
 * What a signature under an act may mean.
 *
 * @param byAct the meanings of each act; an act that is not named takes the person's own words
 */
public record SignatureMeanings(Map<String, List<String>> byAct) {
    public SignatureMeanings {
        byAct = Map.copyOf(byAct);
    }

    /** The meanings to choose from; empty when the person says it in their own words. */
    List<String> of(String act) {
        return byAct.getOrDefault(act, List.of());
    }
}
