package org.sputterpilot.historian.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Journal files put aside and brought back, as after a crash that came before their removal. */
final class SegmentLogCopies {
    private SegmentLogCopies() {}

    /** Copies every file as it is now. */
    static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Brings back files that are gone; answers how many. */
    static int restoreMissing(Path from, Path to) throws IOException {
        int restored = 0;
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(file.getFileName());
                if (!Files.exists(target)) {
                    Files.copy(file, target);
                    restored++;
                }
            }
        }
        return restored;
    }
}
