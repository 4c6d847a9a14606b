package org.sputterpilot.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jboss.logging.Logger;

/** Remembers across restarts what the target has lost since it was new. */
final class TargetLife {
    private static final Logger LOG = Logger.getLogger(TargetLife.class);

    private final Path file;
    private double kept;

    TargetLife(Path data) {
        file = data.resolve("target-eroded-atoms");
        kept = read();
    }

    private double read() {
        if (!Files.exists(file)) {
            return 0;
        }
        try {
            return Double.parseDouble(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException(
                    file + " cannot be read; the life of the target is not known: mend it or delete it", e);
        }
    }

    /** Titanium atoms. */
    double erodedAtoms() {
        return kept;
    }

    /** Writes it down when it changed by something that matters. */
    void keep(double erodedAtoms) {
        if (erodedAtoms == kept || Math.abs(erodedAtoms - kept) < 1e-6 * kept) {
            return;
        }
        kept = erodedAtoms;
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, Double.toString(erodedAtoms));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warnf("The life of the target could not be written to %s: %s", file, e.getMessage());
        }
    }
}
