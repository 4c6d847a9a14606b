package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * A question that waits for a person.
 *
 * @param answers what would be accepted
 * @param signed whether the answer needs a signature
 * @param withinS how many seconds it waits from {@code askedAt}; missing when it waits for ever
 */
public record LivePrompt(
        int number,
        String phase,
        String text,
        String detail,
        List<String> answers,
        boolean signed,
        Instant askedAt,
        Double withinS) {}
