package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sputterpilot.historian.Turns.PRESSURE;
import static org.sputterpilot.historian.Turns.START;
import static org.sputterpilot.historian.Turns.THICKNESS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sputterpilot.historian.AuditProof;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.SealProof;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.historian.db.AuditHeads;
import org.sputterpilot.historian.db.AuditLog;
import org.sputterpilot.historian.db.Backup;
import org.sputterpilot.historian.db.BackupFile;
import org.sputterpilot.historian.db.DamagedException;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.FoilStore;
import org.sputterpilot.historian.db.HistorianQueries;
import org.sputterpilot.historian.db.Restore;
import org.sputterpilot.historian.db.SealStore;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.historian.db.StoredBooks;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.db.KeyFile;

/** What a backup promises, whichever database it is taken from and put back into. */
abstract class BackupContract {
    private static final Instant LATER = START.plusSeconds(3600);

    @TempDir
    Path folder;

    protected Path data;
    protected Database database;
    private final Turns turns = new Turns();
    private StoreAndForward journal;
    private InstallationKey key;

    /** A database without tables; {@code name} tells several of one test apart. */
    protected abstract Database emptyDatabase(String name) throws Exception;

    @BeforeEach
    void aRunAndAnAudit() throws Exception {
        data = Files.createDirectories(folder.resolve("data"));
        database = emptyDatabase("first").migrate();
        key = KeyFile.keptIn(data.resolve("keys"));
        journal = open(data, database);
        turns.run("R1", RunState.RUNNING, PhaseName.DEPOSIT, "F1");
        for (int i = 0; i < 50; i++) {
            turns.put(PRESSURE, 3e-6 * (i + 1)).put(THICKNESS, i * 0.1e-9);
            turns.say(Event.of("COMMAND", "step " + i, "said"));
            journal.record(turns.turn());
        }
        journal.pump();
        AuditHeads heads = AuditHeads.open(database, "PVD-01", key, data.resolve("audit"), START);
        AuditLog audit = new AuditLog(database, heads, data.resolve("audit"));
        for (int i = 0; i < 3; i++) {
            audit.append(new AuditTrail.Entry(
                    START, "olga", "run.start", "", "第一 \t\\ \n" + i, "a \\N test", "here", "done"));
        }
        heads.checkpoint(START);
        FoilStore foils = new FoilStore(database, "PVD-01");
        foils.findOrDemonstrate("F2", "olga", START);
        Files.writeString(data.resolve("target-eroded-atoms"), "1.5E19");
    }

    private static StoreAndForward open(Path data, Database database) {
        return StoreAndForward.open(
                StoreAndForward.Settings.of(data.resolve("journal"), "PVD-01"),
                Turns.TAGS,
                Retention.everything(Turns.TAGS.size()),
                Turns.recorder(),
                database);
    }

    protected Backup.Of of(boolean keys) {
        return new Backup.Of("PVD-01", "test", key, keys);
    }

    protected static List<Series.Point> pressures(StoreAndForward journal) {
        return journal.queries().history(PRESSURE, START, LATER, 0).points();
    }

    protected static List<StoredEvent> events(StoreAndForward journal) {
        return journal.queries().events(START, LATER, "", 1000);
    }

    /** While it is recorded, with samples and events that no table has yet: everything is there afterwards, once. */
    @Test
    void aBackupTakenWhileARunGoesOnBringsEverythingBack() throws Exception {
        for (int i = 0; i < 20; i++) {
            turns.put(PRESSURE, 1 + i).say(Event.of("COMMAND", "late " + i, "said"));
            journal.record(turns.turn());
        }
        journal.start();
        assertThat(journal.awaitStored(java.time.Duration.ofSeconds(20))).isTrue();
        BackupFile.Manifest made = journal.backup(folder.resolve("b.zip"), data, of(false), LATER);
        List<Series.Point> pressures = pressures(journal);
        List<StoredEvent> events = events(journal);
        journal.close();
        assertThat(pressures).hasSizeGreaterThanOrEqualTo(70);

        Database other = emptyDatabase("second");
        Path restored = Files.createDirectories(folder.resolve("restored"));
        assertThat(Restore.into(folder.resolve("b.zip"), restored, other)).isEqualTo(made);
        try (StoreAndForward again = open(restored, other)) {
            again.pump();
            assertThat(pressures(again)).isEqualTo(pressures);
            assertThat(events(again)).startsWith(events.toArray(StoredEvent[]::new));
            assertThat(again.queries().run("R1")).isPresent();
        }
        assertThat(Files.readString(restored.resolve("target-eroded-atoms"))).isEqualTo("1.5E19");
        assertThat(StoredBooks.check(other, Optional.of(restored.resolve("audit")))
                        .breaks())
                .isEmpty();
        assertThat(new FoilStore(other, "PVD-01").find("F2")).isPresent();
    }

    /** HAZ-08: who holds a backup must not be able to sign in the installation's name. */
    @Test
    void privateKeysAreInItOnlyWhenAskedFor() throws IOException {
        journal.close();
        Backup.make(folder.resolve("without.zip"), database, data, of(false), LATER);
        Backup.make(folder.resolve("with.zip"), database, data, of(true), LATER);
        try (ZipFile without = new ZipFile(folder.resolve("without.zip").toFile());
                ZipFile with = new ZipFile(folder.resolve("with.zip").toFile())) {
            assertThat(without.stream().map(ZipEntry::getName))
                    .contains("files/keys/signing-key.pub.pem")
                    .doesNotContain("files/keys/signing-key.pem");
            assertThat(with.stream().map(ZipEntry::getName)).contains("files/keys/signing-key.pem");
        }
        assertThat(BackupFile.check(folder.resolve("without.zip"))
                        .manifest()
                        .orElseThrow()
                        .leftOut())
                .containsExactly("keys/signing-key.pem");
    }

    @Test
    void whatWasChangedInABackupIsNamedAndNothingIsPutBack() throws Exception {
        journal.close();
        Path file = folder.resolve("b.zip");
        Backup.make(file, database, data, of(false), LATER);
        assertThat(BackupFile.check(file).holds()).isTrue();
        byte[] whole = Files.readAllBytes(file);
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 40; i++) {
            byte[] changed = whole.clone();
            int at = random.nextInt(whole.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            assertThat(BackupFile.check(file).holds())
                    .as("seed %d, byte %d of %d", seed, at, whole.length)
                    .isFalse();
        }
        Database other = emptyDatabase("second");
        Path restored = folder.resolve("restored");
        assertThatThrownBy(() -> Restore.into(file, restored, other)).isInstanceOf(DamagedException.class);
        assertThat(restored).doesNotExist();
    }

    @Test
    void aDatabaseThatHoldsSomethingIsNotWrittenOver() {
        journal.close();
        Path file = folder.resolve("b.zip");
        Backup.make(file, database, data, of(false), LATER);
        assertThatThrownBy(() -> Restore.into(file, folder.resolve("restored"), database))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tables of this program already");
    }

    @Test
    void aBackupThatCannotBeWrittenLeavesNothing() throws IOException {
        journal.close();
        Path file = Files.writeString(folder.resolve("a-file"), "").resolve("b.zip");
        assertThatThrownBy(() -> Backup.make(file, database, data, of(false), LATER))
                .isInstanceOf(java.io.UncheckedIOException.class);
        try (var left = Files.list(folder)) {
            assertThat(left.map(one -> one.getFileName().toString()).toList())
                    .noneMatch(name -> name.contains("b.zip"));
        }
    }

    /** Histories of runs as earlier versions wrote them: nothing of them is lost on the way to this one. */
    @ParameterizedTest
    @CsvSource({"V2, 1, 226, 0, 0", "V3, 1, 291, 12, 0", "V18, 2, 30, 10, 1"})
    void dataOfAnEarlierVersionIsBroughtToThisOne(String version, int runs, int events, int audit, int sealed)
            throws Exception {
        Path file = Path.of("src/test/resources/earlier", version + ".zip");
        Path restored = Files.createDirectories(folder.resolve("restored"));
        Database other = emptyDatabase("second");
        BackupFile.Manifest manifest = Restore.into(file, restored, other);
        assertThat("V" + manifest.schema()).isEqualTo(version);
        long blocks = manifest.parts().stream()
                .filter(part -> part.name().equals("database/sample_block.tsv"))
                .mapToLong(BackupFile.Part::rows)
                .sum();
        assertThat(blocks).isPositive();

        HistorianQueries queries = HistorianQueries.of(other, "PVD-01");
        assertThat(queries.runs(10)).hasSize(runs);
        Instant after = Instant.parse("2100-01-01T00:00:00Z");
        assertThat(queries.events(Instant.EPOCH, after, "", 10_000)).hasSize(events);
        assertThat(queries.history(PRESSURE, Instant.EPOCH, after, 0)).satisfies(series -> {
            assertThat(series.points()).isNotEmpty();
            assertThat(series.gaps()).noneMatch(gap -> gap.reason().contains("damaged"));
        });
        AuditProof proof = StoredBooks.check(other, Optional.empty());
        assertThat(proof.rows()).isEqualTo(audit);
        assertThat(proof.breaks()).isEmpty();
        SealStore seals = new SealStore(
                other, AuditHeads.open(other, "PVD-01", key, restored.resolve("audit"), LATER), queries, Turns.TAGS);
        List<SealProof> proofs = queries.runs(10).stream()
                .flatMap(run -> seals.verify(run.id()).stream())
                .toList();
        assertThat(proofs).hasSize(sealed).allMatch(SealProof::holds);
    }
}
