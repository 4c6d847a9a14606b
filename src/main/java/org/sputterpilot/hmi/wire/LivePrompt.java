package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * A question that waits for a person.
 *
 * @param answers what would be accepted
 * @param signed whether the answer needs a signature
 * @param withinS how many seconds it waits from {@code askedAt}; missing when it waits for ever
 * @param watch what the person looks at meanwhile; missing when there is nothing
 * @param zeroS seconds from {@code askedAt} to the moment at which the person acts; missing when any moment is good
 */
public record LivePrompt(
        int number,
        String phase,
        String text,
        String detail,
        List<String> answers,
        boolean signed,
        Instant askedAt,
        Double withinS,
        Watch watch,
        Double zeroS) {

    /**
     * A reading and where it has to be.
     *
     * @param low lowest value that will do, in the tag's unit
     * @param high highest value that will do, in the tag's unit
     */
    public record Watch(String tag, double low, double high) {}
}
