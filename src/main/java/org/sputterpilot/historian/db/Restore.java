package org.sputterpilot.historian.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.sputterpilot.security.SecretFile;

/**
 * Puts a backup back: into a folder that is empty and a database without tables. Its rows come into tables of the
 * version that wrote them, are counted against the manifest, and only then brought to this program's version.
 */
public final class Restore {
    private final ZipFile zip;
    private final BackupFile.Manifest manifest;

    private Restore(ZipFile zip, BackupFile.Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Puts it back.
     *
     * @param folder where its files go; empty
     * @param database where its rows go; without tables
     * @throws DamagedException when the backup is not as it was written; nothing is put back then
     * @throws UncheckedIOException when something cannot be read or written
     */
    public static BackupFile.Manifest into(Path file, Path folder, Database database) {
        try {
            BackupFile.Proof proof = BackupFile.check(file);
            if (!proof.holds()) {
                throw new DamagedException("the backup does not hold: " + String.join("; ", proof.breaks()));
            }
            BackupFile.Manifest manifest = proof.manifest().orElseThrow();
            try (ZipFile zip = new ZipFile(file.toFile())) {
                Restore restore = new Restore(zip, manifest);
                restore.rows(database);
                restore.files(folder);
            }
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException("the backup cannot be put back: " + e.getMessage(), e);
        }
    }

    private void rows(Database database) {
        Transactions.read(database, connection -> {
            Tables.schema(connection).ifPresent(version -> {
                throw new IllegalStateException("the database has tables of this program already, version " + version);
            });
            return null;
        });
        database.migrateTo(manifest.schema());
        Transactions.durable(database, connection -> {
            try {
                fill(connection);
            } catch (IOException e) {
                throw new UncheckedIOException("the backup cannot be put back: " + e.getMessage(), e);
            }
            return null;
        });
        database.migrate();
    }

    private void fill(Connection connection) throws SQLException, IOException {
        Map<String, BackupFile.Part> parts =
                manifest.parts().stream().collect(Collectors.toMap(BackupFile.Part::name, Function.identity()));
        List<TableText> tables = Tables.inOrder(connection);
        Tables.requireEmpty(connection, tables);
        for (TableText table : tables) {
            BackupFile.Part part = parts.get(BackupFile.TABLES + table.name() + ".tsv");
            if (part == null) {
                throw new DamagedException("the backup has no table " + table.name());
            }
            try (BufferedReader lines = BackupFile.lines(zip, part);
                    Tables.Inserter rows = new Tables.Inserter(
                            connection, table, TableText.columns(String.valueOf(lines.readLine())))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    rows.take(line);
                }
                rows.flush();
            }
            Tables.Count count = Tables.read(connection, table, line -> {});
            if (count.rows() != part.rows() || !count.sum().equals(part.sum())) {
                throw new DamagedException("table " + table.name() + " holds " + count.rows()
                        + " rows after it was put back, and they are not the " + part.rows() + " of the backup");
            }
        }
    }

    private void files(Path folder) throws IOException {
        for (BackupFile.Part part : manifest.parts()) {
            if (part.name().startsWith(BackupFile.TABLES)) {
                continue;
            }
            String name = part.name().startsWith(BackupFile.FILES)
                    ? part.name().substring(BackupFile.FILES.length())
                    : part.name();
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder.normalize())) {
                throw new DamagedException(part.name() + ": leads out of the folder");
            }
            Files.createDirectories(file.getParent());
            SecretFile.write(file, "");
            try (InputStream in = zip.getInputStream(zip.getEntry(part.name()))) {
                try (var out = Files.newOutputStream(file)) {
                    in.transferTo(out);
                }
            }
        }
    }
}
