package org.sputterpilot.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sputterpilot.historian.LegalHolds;
import org.sputterpilot.historian.db.BackupFile;
import org.sputterpilot.historian.db.Storage;
import org.sputterpilot.hmi.ArchiveDesk;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.wire.BackupShown;
import org.sputterpilot.hmi.wire.StorageState;

/** The archive of the unit in the control room, and the folder with its backups. */
final class ArchiveCounter implements ArchiveDesk {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}\\.zip");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final ControlRoom room;
    private final Path folder;
    private final Clock clock;
    private final ReentrantLock making = new ReentrantLock();

    ArchiveCounter(ControlRoom room, Path folder, Clock clock) {
        this.room = room;
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public List<BackupShown> backups() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> ID.matcher(file.getFileName().toString()).matches())
                    .map(this::told)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(BackupShown::at).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** What a backup says of itself; empty for a file that is none. */
    private Optional<BackupShown> told(Path file) {
        try {
            return BackupFile.manifest(file).map(manifest -> shown(file, manifest, null, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static BackupShown shown(Path file, BackupFile.Manifest manifest, Boolean holds, List<String> breaks) {
        try {
            return new BackupShown(
                    file.getFileName().toString(),
                    manifest.at(),
                    Files.size(file),
                    manifest.program(),
                    manifest.schema(),
                    manifest.rows(),
                    manifest.keys(),
                    holds,
                    breaks);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public BackupShown back() {
        if (!making.tryLock()) {
            throw Refusal.conflict("Another backup is being made.", "MAKING", List.of());
        }
        try {
            Records records = room.running().records();
            Instant now = clock.instant();
            String unit = room.running().plant().unit().unit().replaceAll("[^A-Za-z0-9_-]", "_");
            Path file = folder.resolve(unit + "-" + MOMENT.format(now) + ".zip");
            records.backup(file, now);
            return check(file.getFileName().toString());
        } catch (UncheckedIOException e) {
            throw Refusal.unavailable(e.getMessage());
        } finally {
            making.unlock();
        }
    }

    @Override
    public Path file(String id) {
        Path file = folder.resolve(id);
        if (!ID.matcher(id).matches() || !Files.isRegularFile(file)) {
            throw Refusal.unknown("There is no backup '" + id + "'.");
        }
        return file;
    }

    @Override
    public BackupShown check(String id) {
        Path file = file(id);
        try {
            BackupFile.Proof proof = BackupFile.check(file);
            BackupFile.Manifest manifest =
                    proof.manifest().orElseThrow(() -> Refusal.rule("id", "whole", String.join("; ", proof.breaks())));
            return shown(file, manifest, proof.holds(), proof.breaks());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public StorageState storage() {
        Storage storage = room.running().records().storage(clock.instant());
        return new StorageState(
                storage.databaseBytes(),
                storage.journalBytes(),
                storage.freeBytes(),
                storage.samples(),
                known(storage.bytesPerSample()),
                storage.perDayBytes() == 0 ? null : storage.perDayBytes(),
                known(storage.daysLeft()));
    }

    private static Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    @Override
    public LegalHolds holds() {
        return room.running().records().legalHolds();
    }
}
