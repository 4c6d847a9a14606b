package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.FilmReports;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.RunRecorder;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.db.AuditHeads;
import org.sputterpilot.historian.db.AuditLog;
import org.sputterpilot.historian.db.Backup;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.historian.db.StoredBooks;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.interlocks.alarms.AlarmState;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.db.KeyFile;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.sim.VirtualChamber;
import org.sputterpilot.time.Tick;

/**
 * HAZ-08: a disk that is full, read-only or broken, wherever something is written. The plant turns on, an alarm says so
 * within a second, no new run is begun, what was lost is a gap with its reason, and what was stored stays whole.
 */
class DiskTroubleTest {
    private static final Plant PLANT = PlantReader.read(Path.of(".")).plant().orElseThrow();
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final TagId HEARTBEAT = PLANT.tags().all().get(0).id();
    private static final int SECOND = 10;

    @TempDir
    Path data;

    private Database database;
    private Connection keeper;
    private StoreAndForward journal;
    private FreePlant plant;
    private final SelfReport self = new SelfReport(PERIOD);
    private final AtomicReference<SQLException> broken = new AtomicReference<>();
    private Tick tick = Tick.first(FreePlant.START);

    /** What is wrong with the place the journal is written to. */
    enum Disk {
        /** Every write is answered "no space left on device". */
        FULL,
        /** A file cannot be made. */
        READ_ONLY
    }

    @BeforeEach
    void aUnitWithARecord() throws SQLException {
        Database file = Database.h2(data.resolve("historian")).migrate();
        keeper = file.source().getConnection();
        database = new Database(failing(file.source(), broken::get), file.dialect());
        open();
    }

    private void open() {
        journal = StoreAndForward.open(
                new StoreAndForward.Settings(
                        data.resolve("journal"), "PVD-01", 1200, PERIOD, Duration.ofMinutes(20), 200_000),
                PLANT.tags(),
                Retention.everything(PLANT.tags().size()),
                new RunRecorder("PVD-01", PLANT.hash(), true, java.util.OptionalDouble::empty, FilmReports.NONE),
                database);
        plant = new FreePlant(
                PLANT, FilmModel.commissioned(PLANT.tool()), VirtualChamber.commissioned(PLANT.tags(), 7), 7, journal);
    }

    @AfterEach
    void close() throws SQLException {
        broken.set(null);
        journal.close();
        keeper.close();
    }

    /** A source whose connections fail at whatever writes, while something is wrong. */
    private static DataSource failing(DataSource behind, Supplier<SQLException> wrong) {
        return proxy(DataSource.class, behind, wrong);
    }

    private static <T> T proxy(Class<T> type, Object behind, Supplier<SQLException> wrong) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            SQLException trouble = wrong.get();
            if (trouble != null
                    && List.of("prepareStatement", "createStatement", "commit").contains(method.getName())) {
                throw trouble;
            }
            try {
                Object answer = method.invoke(behind, given);
                return answer instanceof Connection ? proxy(Connection.class, answer, wrong) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private CycleRecord turn() {
        tick = tick.next(PERIOD);
        self.tell(plant.assembly(), journal.health(), tick);
        CycleRecord record = plant.turn(tick);
        try {
            journal.pump();
        } catch (RuntimeException e) {
            assertThat(journal.health().trouble())
                    .as("what went wrong is known: " + e)
                    .isNotEmpty();
        }
        return record;
    }

    private CycleRecord turns(int count) {
        CycleRecord last = turn();
        for (int i = 1; i < count; i++) {
            last = turn();
        }
        return last;
    }

    private static List<String> standing(CycleRecord turn) {
        return turn.alarms().stream()
                .filter(alarm -> alarm.state() == AlarmState.UNACKNOWLEDGED || alarm.state() == AlarmState.ACKNOWLEDGED)
                .map(alarm -> alarm.id())
                .toList();
    }

    private void alarmsAndRefuses(String what) {
        assertThat(standing(turns(SECOND))).as(what).contains("HISTORIAN_TROUBLE");
        assertThat(journal.health().trouble()).contains(what);
        assertThatThrownBy(() -> RunCounter.refuseWithoutRecord(journal.health()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(what);
    }

    private Series history() {
        return journal.queries().history(HEARTBEAT, FreePlant.START, tick.at().plusSeconds(1), 0);
    }

    private void nothingIsDamaged() {
        assertThat(history().gaps()).noneMatch(gap -> gap.reason().contains("damaged"));
        RunCounter.refuseWithoutRecord(journal.health());
    }

    @ParameterizedTest
    @EnumSource(Disk.class)
    void aJournalThatCannotBeWrittenIsAGapAndNothingElse(Disk disk) throws IOException {
        turns(3 * SECOND);
        journal.close();
        Path folder = data.resolve("journal");
        Path aside = data.resolve("aside");
        open();
        long next = journal.health().moved() + 1;
        if (disk == Disk.FULL) {
            assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full: this needs Linux");
            for (long number = next; number < next + 2000; number++) {
                Files.createSymbolicLink(folder.resolve(String.format("%019d.journal", number)), Path.of("/dev/full"));
            }
        } else {
            Files.move(folder, aside);
            Files.writeString(folder, "no folder");
        }
        Instant from = tick.at();
        alarmsAndRefuses("journal cannot be written");
        turns(2 * SECOND);
        if (disk == Disk.FULL) {
            try (Stream<Path> links = Files.list(folder).filter(Files::isSymbolicLink)) {
                for (Path link : links.toList()) {
                    Files.delete(link);
                }
            }
        } else {
            Files.delete(folder);
            Files.move(aside, folder);
        }
        assertThat(standing(turns(12 * SECOND))).doesNotContain("HISTORIAN_TROUBLE");
        assertThat(history().gaps()).anySatisfy(gap -> {
            assertThat(gap.reason()).isEqualTo("journal cannot be written");
            assertThat(gap.from()).isAfterOrEqualTo(from);
            assertThat(gap.lostRecords()).isPositive();
        });
        nothingIsDamaged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "The database is read only", "Input/output error"})
    void aDatabaseThatDoesNotTakeItLosesNothing(String what) {
        turns(SECOND);
        broken.set(new SQLException(what));
        alarmsAndRefuses(what);
        turns(3 * SECOND);
        broken.set(null);
        assertThat(standing(turns(12 * SECOND))).doesNotContain("HISTORIAN_TROUBLE");
        assertThat(journal.health().moved()).isEqualTo(journal.health().stored());
        assertThat(history().gaps()).isEmpty();
        nothingIsDamaged();
    }

    @Test
    void aDiskThatIsTooSlowLosesTurnsAsAGapAndSaysSo() {
        journal.close();
        journal = StoreAndForward.open(
                new StoreAndForward.Settings(
                        data.resolve("journal"), "PVD-01", 5, PERIOD, Duration.ofMinutes(20), 200_000),
                PLANT.tags(),
                Retention.everything(PLANT.tags().size()),
                new RunRecorder("PVD-01", PLANT.hash(), true, java.util.OptionalDouble::empty, FilmReports.NONE),
                database);
        plant = new FreePlant(
                PLANT, FilmModel.commissioned(PLANT.tool()), VirtualChamber.commissioned(PLANT.tags(), 7), 7, journal);
        CycleRecord last = null;
        for (int i = 0; i < 2 * SECOND; i++) {
            tick = tick.next(PERIOD);
            self.tell(plant.assembly(), journal.health(), tick);
            last = plant.turn(tick);
        }
        assertThat(standing(last)).contains("HISTORIAN_QUEUE_FULL");
        turns(3);
        assertThat(history().gaps()).anySatisfy(gap -> assertThat(gap.reason()).isEqualTo("queue full"));
        nothingIsDamaged();
    }

    /** What cannot be written down is not done, and the chain goes on from its last good row. */
    @Test
    void anAuditOnAFullDiskRefusesAndStaysWhole() {
        InstallationKey key = KeyFile.keptIn(data.resolve("keys"));
        AuditHeads heads = AuditHeads.open(database, "PVD-01", key, data.resolve("audit"), FreePlant.START);
        AuditLog audit = new AuditLog(database, heads, data.resolve("audit"));
        AuditTrail.Entry entry =
                new AuditTrail.Entry(FreePlant.START, "olga", "run.start", "", "R1", "", "here", "done");
        audit.append(entry);
        broken.set(new SQLException("No space left on device"));
        assertThatThrownBy(() -> audit.append(entry)).hasMessageContaining("No space left");
        broken.set(null);
        assertThat(audit.append(entry)).isEqualTo(2);
        heads.checkpoint(FreePlant.START);
        assertThat(StoredBooks.check(database, java.util.Optional.of(data.resolve("audit")))
                        .breaks())
                .isEmpty();
    }

    @Test
    void aBackupOnAFullDiskLeavesNothingHalf() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full: this needs Linux");
        turns(SECOND);
        Backup.Of of = new Backup.Of("PVD-01", "test", KeyFile.keptIn(data.resolve("keys")), false);
        broken.set(new SQLException("Input/output error"));
        Path file = data.resolve("backups").resolve("b.zip");
        assertThatThrownBy(() -> journal.backup(file, data, of, tick.at())).hasMessageContaining("Input/output error");
        broken.set(null);
        assertThat(file).doesNotExist();
        assertThat(file.resolveSibling("b.zip.new")).doesNotExist();
        Path full = data.resolve("full");
        assertThatThrownBy(() -> {
                    Files.createSymbolicLink(full, Path.of("/dev/full"));
                    journal.backup(full.resolve("b.zip"), data, of, tick.at());
                })
                .isInstanceOf(UncheckedIOException.class);
        turns(SECOND);
        nothingIsDamaged();
    }
}
