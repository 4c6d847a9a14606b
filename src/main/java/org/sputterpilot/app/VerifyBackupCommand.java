package org.sputterpilot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sputterpilot.historian.db.BackupFile;

/** {@code verify-backup FILE}: looks at every byte of a backup and says what is not as it was written. */
final class VerifyBackupCommand {
    private VerifyBackupCommand() {}

    /** @return 0 when it holds, 1 when not or when it cannot be read, 64 when asked wrongly */
    static int run(String[] args, PrintStream out) {
        try {
            Arguments given = Arguments.parse(args, List.of("--key"), List.of());
            if (given.words().size() != 1) {
                throw new IllegalArgumentException("verify-backup FILE [--key FINGERPRINT]");
            }
            return tell(BackupFile.check(Path.of(given.words().get(0))), given.text("--key", ""), out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return DataFolder.USAGE;
        } catch (IOException e) {
            out.println("The file cannot be read: " + e.getMessage());
            return DataFolder.FAILED;
        }
    }

    /** @param expected how the fingerprint of the key that signed it has to begin; empty for any */
    static int tell(BackupFile.Proof proof, String expected, PrintStream out) {
        proof.manifest().ifPresent(manifest -> {
            out.printf(
                    Locale.ROOT,
                    "%s of %s, made %s by %s%n%d tables, %d rows, %d files, %.1f MiB, tables of version %s%n",
                    "backup",
                    manifest.unit(),
                    manifest.at(),
                    manifest.program(),
                    count(manifest, true),
                    manifest.rows(),
                    count(manifest, false),
                    manifest.bytes() / (double) (1 << 20),
                    manifest.schema());
            manifest.leftOut().forEach(name -> out.println("without " + name));
            out.println("key     " + proof.key());
        });
        proof.breaks().forEach(line -> out.println("BROKEN  " + line));
        boolean ours = proof.key().startsWith(expected);
        if (!ours) {
            out.println("BROKEN  signed with another key than the expected one");
        }
        boolean holds = proof.holds() && ours;
        out.println(holds ? "The backup is as it was written." : "The backup does not hold.");
        return holds ? 0 : DataFolder.FAILED;
    }

    private static long count(BackupFile.Manifest manifest, boolean tables) {
        return manifest.parts().stream()
                .filter(part -> !part.sum().isEmpty() == tables)
                .count();
    }
}
