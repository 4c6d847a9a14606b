package org.sputterpilot.historian.db;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.SecretFile;

/**
 * Writes everything that must survive into one {@link BackupFile}, while a run goes on or while nothing does. The
 * tables are read as of one moment; the journal is taken after them and loses no file meanwhile, so that together they
 * are everything that was recorded, and the numbers in the tables say what of the journal is still to be moved. The end
 * of the audit that is kept beside the database is taken before: it must never say more than the tables have.
 */
public final class Backup {
    private static final String AUDIT = "audit";
    /** Files that are no part of what must survive, or are in the backup in another form. */
    private static final Set<String> OWN =
            Set.of("in-use.lock", "journal", "backups", "historian.mv.db", "historian.trace.db");

    private static final Set<String> PRIVATE = Set.of("signing-key.pem", "key.pem", "key.der");

    private final ZipOutputStream zip;
    private final boolean keys;
    private final List<BackupFile.Part> parts = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private Backup(ZipOutputStream zip, boolean keys) {
        this.zip = zip;
        this.keys = keys;
    }

    /**
     * A file of the journal.
     *
     * @param length how much of it counts
     */
    record Segment(Path file, long length) {}

    /** Where the journal is, and that its files stay there meanwhile. */
    interface JournalFiles extends AutoCloseable {
        List<Segment> now() throws IOException;

        @Override
        void close();
    }

    /**
     * Whose backup it is.
     *
     * @param unit whose history it is
     * @param program version that makes it
     * @param key signs it
     * @param keys whether private keys go into it
     */
    public record Of(String unit, String program, InstallationKey key, boolean keys) {}

    /**
     * Makes a backup of a data folder nobody uses.
     *
     * @param file where to; whole when this returns, and not there when it does not
     * @throws UncheckedIOException when it cannot be read or written
     */
    public static BackupFile.Manifest make(Path file, Database database, Path data, Of of, Instant at) {
        return make(file, database, data, of, at, () -> new JournalFiles() {
            @Override
            public List<Segment> now() throws IOException {
                Path folder = data.resolve("journal");
                List<Segment> all = new ArrayList<>();
                if (Files.isDirectory(folder)) {
                    for (Path one : inside(folder)) {
                        all.add(new Segment(one, Files.size(one)));
                    }
                }
                return all;
            }

            @Override
            public void close() {
                // nobody removes anything
            }
        });
    }

    static BackupFile.Manifest make(
            Path file, Database database, Path data, Of of, Instant at, Supplier<JournalFiles> journal) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.deleteIfExists(fresh);
            // whoever reads it has every password's hash, and the keys if they are in it
            SecretFile.write(fresh, "");
            BackupFile.Manifest manifest;
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(fresh));
                    JournalFiles segments = journal.get()) {
                zip.setComment(BackupFile.roomAtTheEnd());
                manifest = new Backup(zip, of.keys()).write(database, data, of, at, segments);
            }
            BackupFile.close(fresh);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException("the backup cannot be written: " + e.getMessage(), e);
        } finally {
            discard(fresh);
        }
    }

    private static void discard(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException("what there is of the backup cannot be removed", e);
        }
    }

    private BackupFile.Manifest write(Database database, Path data, Of of, Instant at, JournalFiles journal)
            throws IOException {
        folder(data, data.resolve(AUDIT));
        String schema = database.still(connection -> {
            String known = Tables.schema(connection)
                    .orElseThrow(() -> new IllegalStateException("the database has no tables of this program"));
            for (TableText table : Tables.inOrder(connection)) {
                table(connection, table);
            }
            return known;
        });
        for (Segment segment : journal.now()) {
            copy(BackupFile.JOURNAL + segment.file().getFileName(), segment.file(), segment.length());
        }
        try (Stream<Path> top = Files.list(data)) {
            for (Path one : top.sorted().toList()) {
                String name = one.getFileName().toString();
                if (!OWN.contains(name) && !name.equals(AUDIT)) {
                    folder(data, one);
                }
            }
        }
        BackupFile.Manifest manifest = new BackupFile.Manifest(
                at.truncatedTo(ChronoUnit.MILLIS),
                of.unit(),
                of.program(),
                schema,
                keys,
                leftOut,
                of.key().publicKey(),
                parts);
        plain(BackupFile.MANIFEST, manifest.text());
        plain(BackupFile.SIGNATURE, of.key().sign(manifest.text()));
        return manifest;
    }

    private void plain(String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private void table(java.sql.Connection connection, TableText table) throws java.sql.SQLException {
        String name = BackupFile.TABLES + table.name() + ".tsv";
        try {
            zip.putNextEntry(new ZipEntry(name));
            BackupFile.Measured measured = new BackupFile.Measured(zip);
            BufferedWriter out = new BufferedWriter(new OutputStreamWriter(measured, StandardCharsets.UTF_8), 1 << 16);
            out.write(table.head());
            out.write('\n');
            Tables.Count count = Tables.read(connection, table, line -> {
                out.write(line);
                out.write('\n');
            });
            out.flush();
            zip.closeEntry();
            parts.add(measured.part(name, count));
        } catch (IOException e) {
            throw new UncheckedIOException("the backup cannot be written: " + e.getMessage(), e);
        }
    }

    /** Everything under a path, by its name under the data folder. */
    private void folder(Path data, Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = data.relativize(file).toString().replace('\\', '/');
                if (!keys && PRIVATE.contains(file.getFileName().toString())) {
                    leftOut.add(name);
                } else {
                    copy(BackupFile.FILES + name, file, Long.MAX_VALUE);
                }
            }
        }
    }

    private void copy(String name, Path file, long length) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        BackupFile.Measured measured = new BackupFile.Measured(zip);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[1 << 16];
            long left = length;
            for (int count = in.read(chunk, 0, (int) Math.min(chunk.length, left));
                    count > 0;
                    count = in.read(chunk, 0, (int) Math.min(chunk.length, left))) {
                measured.write(chunk, 0, count);
                left -= count;
            }
        }
        zip.closeEntry();
        parts.add(measured.part(name, new Tables.Count(0, "")));
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
