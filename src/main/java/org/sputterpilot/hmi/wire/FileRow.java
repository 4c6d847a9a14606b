package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * A tester's file.
 *
 * @param id SHA-256 of its bytes
 * @param importId the same, for {@code /imports}
 * @param state RECEIVED, READING, READ or UNREADABLE
 * @param progressRecords records that have passed while it is being read
 * @param firstTime the tester's clock as the file writes it; its zone is mostly unknown
 * @param reason where and why it cannot be read
 * @param rule the rule it breaks
 * @param waits why it belongs to no test; missing when it does
 * @param candidates what speaks for some test
 */
public record FileRow(
        String id,
        String importId,
        String name,
        long sizeBytes,
        String source,
        Instant receivedAt,
        String receivedBy,
        String state,
        Long progressRecords,
        String format,
        String parser,
        long records,
        long cycles,
        long halfCycles,
        String firstTime,
        String lastTime,
        Double minVoltageV,
        Double maxVoltageV,
        List<FileWarning> warnings,
        String reason,
        String rule,
        String test,
        String linkedBy,
        Double confidence,
        String evidence,
        String waits,
        List<Candidate> candidates) {
    /** What speaks for a test; the test is missing when the cell has none that stands out. */
    public record Candidate(String cell, String test, String how, String evidence) {}
}
