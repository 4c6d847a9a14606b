package org.sputterpilot.celltests;

import java.util.List;
import java.util.Map;

/**
 * How a file was read.
 *
 * @param sha256 of the bytes as they came
 * @param format by content
 * @param parser reader and its version; a result without them cannot be made again
 * @param notes what the head of the file says, keys as found
 */
public record ReadFile(
        String file, String sha256, String format, String parser, Map<String, String> notes, List<Warning> warnings) {
    public ReadFile {
        notes = Map.copyOf(notes);
        warnings = List.copyOf(warnings);
    }
}
