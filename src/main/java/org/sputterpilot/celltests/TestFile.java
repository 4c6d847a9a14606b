package org.sputterpilot.celltests;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A tester's file as it is kept: by its bytes, so that the same bytes are one file, whatever they are called.
 *
 * @param sha256 of the bytes; its id
 * @param name as it was handed in
 * @param wanted label of the test the sender named, or empty
 * @param extent what it says; of zeros and nothing until it has been read
 * @param wrong where and why it cannot be read
 * @param notes what its head says
 * @param warnings what a person should know before believing it
 * @param link the test it belongs to now
 */
public record TestFile(
        String sha256,
        String name,
        long sizeBytes,
        Source source,
        String wanted,
        Instant receivedAt,
        String receivedBy,
        FileState state,
        Extent extent,
        Optional<Wrong> wrong,
        Map<String, String> notes,
        List<Warning> warnings,
        Optional<FileLink> link) {
    /** How it came. */
    public enum Source {
        UPLOAD,
        /** Out of a zip that was handed in. */
        ARCHIVE,
        /** Out of the drop folder. */
        FOLDER,
        DEMONSTRATION
    }

    /**
     * What a file says.
     *
     * @param format by content
     * @param parser reader and its version
     * @param cycles by the tester's labels
     * @param halfCycles by the direction of the current
     * @param firstTime the clock as the file writes it, or empty
     */
    public record Extent(
            String format,
            String parser,
            long records,
            long cycles,
            long halfCycles,
            String firstTime,
            String lastTime,
            OptionalDouble minVoltageV,
            OptionalDouble maxVoltageV) {
        public static final Extent UNREAD =
                new Extent("", "", 0, 0, 0, "", "", OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** Where and why a file cannot be read; line 0 when it is about the whole file. */
    public record Wrong(int line, String rule, String message) {}

    public TestFile {
        notes = Map.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** A file nobody has read yet. */
    public static TestFile received(
            String sha256, String name, long sizeBytes, Source source, String wanted, Instant at, String by) {
        return new TestFile(
                sha256,
                name,
                sizeBytes,
                source,
                wanted,
                at,
                by,
                FileState.RECEIVED,
                Extent.UNREAD,
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty());
    }
}
