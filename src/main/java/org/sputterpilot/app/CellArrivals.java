package org.sputterpilot.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.sputterpilot.celltests.CellTestBook;
import org.sputterpilot.celltests.FactsSink;
import org.sputterpilot.celltests.FileState;
import org.sputterpilot.celltests.Linking;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.ReadFile;
import org.sputterpilot.celltests.TestFacts;
import org.sputterpilot.celltests.TestFile;
import org.sputterpilot.celltests.UnreadableFileException;
import org.sputterpilot.celltests.Warning;
import org.sputterpilot.celltests.db.Originals;
import org.sputterpilot.celltests.readers.Archive;
import org.sputterpilot.celltests.readers.CellTestReader;
import org.sputterpilot.genealogy.RefusedException;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.hmi.CellTestDesk.Arrival;
import org.sputterpilot.hmi.wire.FileVerdict;
import org.sputterpilot.hmi.wire.FileWarning;

/**
 * Where testers' files arrive: handed in by people, or put into the drop folder. Their bytes are kept first and read
 * afterwards, one long file at a time; what a crash cut off is read again at the next start, and nothing is read twice.
 */
final class CellArrivals implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CellArrivals.class);
    private static final String PROGRAM = "sputterpilot";
    /** A file in the drop folder is taken when it has kept its size so long: a share copies slowly. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);
    private static final String TAKEN = "taken";

    private final CellTestBook book;
    private final Linking linking;
    private final Originals originals;
    private final AuditTrail audit;
    private final Path inbox;
    private final Clock clock;
    private final Map<String, Long> passing = new ConcurrentHashMap<>();
    private final Map<Path, Waiting> dropped = new HashMap<>();
    private final ScheduledExecutorService reader;

    /** A file in the drop folder, since when it has this size. */
    private record Waiting(long size, long sinceMs) {}

    CellArrivals(CellTestBook book, Linking linking, Originals originals, AuditTrail audit, Path data, Clock clock) {
        this.book = book;
        this.linking = linking;
        this.originals = originals;
        this.audit = audit;
        this.clock = clock;
        inbox = data.resolve("inbox");
        reader = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "cell-tests");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
    }

    /** Goes on with what an earlier process left, and begins to watch the drop folder. */
    void open() {
        reader.schedule(
                () -> guarded(() -> book.unread().forEach(this::readQuietly)),
                FIRST_LOOK.toMillis(),
                TimeUnit.MILLISECONDS);
        reader.scheduleWithFixedDelay(
                () -> guarded(this::lookIntoInbox),
                FIRST_LOOK.toMillis(),
                LOOK_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("Reading testers' files failed", e);
        }
    }

    // ---------------------------------------------------------------- arriving

    Arrival arrive(InputStream bytes, String name, TestFile.Source source, String wanted, String by)
            throws IOException {
        Originals.Kept kept = originals.keep(bytes);
        boolean isNew = book.receive(
                TestFile.received(kept.sha256(), name, kept.sizeBytes(), source, wanted, clock.instant(), by));
        return new Arrival(book.file(kept.sha256()).orElseThrow(), isNew);
    }

    List<FileVerdict> unpack(Path archive, String name, TestFile.Source source, String by) throws IOException {
        List<FileVerdict> verdicts = new ArrayList<>();
        try {
            Archive.each(name, archive, (entry, bytes) -> {
                Arrival arrival = arrive(bytes, entry, source, "", by);
                readLater(arrival.file().sha256());
                verdicts.add(verdict(arrival));
            });
        } catch (UnreadableFileException e) {
            verdicts.add(refused(name, e));
        }
        return verdicts;
    }

    private static FileVerdict verdict(Arrival arrival) {
        TestFile file = arrival.file();
        return new FileVerdict(
                file.sha256(),
                file.name(),
                !arrival.isNew(),
                file.state().name(),
                file.extent().format().isEmpty() ? null : file.extent().format(),
                file.extent().records(),
                file.extent().cycles(),
                null,
                file.wrong().map(TestFile.Wrong::message).orElse(null),
                file.link().map(link -> link.test()).orElse(null),
                null,
                List.of());
    }

    private static FileVerdict refused(String name, UnreadableFileException why) {
        return new FileVerdict(
                null,
                name,
                false,
                FileState.UNREADABLE.name(),
                null,
                0,
                0,
                why.line() > 0 ? name + ":" + why.line() : name,
                why.getMessage(),
                null,
                null,
                List.of());
    }

    // ---------------------------------------------------------------- reading

    void readLater(String sha256) {
        try {
            reader.execute(() -> guarded(() -> readQuietly(sha256)));
        } catch (RejectedExecutionException closing) {
            LOG.debugf("%s is read at the next start", sha256);
        }
    }

    private void readQuietly(String sha256) {
        try {
            readNow(sha256);
        } catch (IOException e) {
            LOG.errorf(e, "The bytes of %s are not there", sha256);
        }
    }

    /** Reads a file that has arrived, unless somebody else does or has. */
    TestFile readNow(String sha256) throws IOException {
        if (book.move(sha256, FileState.Act.TAKE)) {
            TestFile file = book.file(sha256).orElseThrow();
            passing.put(sha256, 0L);
            try {
                Path bytes = originals.path(sha256);
                TestFile read = book.read(
                        sha256,
                        sink -> CellTestReader.read(file.name(), bytes, sink),
                        records -> passing.put(sha256, records));
                link(read);
            } finally {
                passing.remove(sha256);
            }
        }
        return book.file(sha256).orElseThrow();
    }

    private void link(TestFile file) {
        if (file.state() != FileState.READ) {
            return;
        }
        try {
            boolean named = !file.wanted().isEmpty();
            // whoever names a test is believed, unless what is known otherwise speaks for another cell
            boolean contradicted = named
                    && linking.candidates(file).stream()
                            .anyMatch(one -> one.how() != org.sputterpilot.celltests.FileLink.How.NAME
                                    && !file.wanted().startsWith(one.cell()));
            String test = "";
            if (named && !contradicted && linking.held(file.sha256()).isEmpty()) {
                test = linking.link(
                                file.sha256(),
                                file.wanted(),
                                "named when handed in",
                                file.receivedBy(),
                                clock.instant())
                        .test();
            } else if (!named) {
                test = linking.settle(file, PROGRAM, clock.instant())
                        .map(link -> link.test())
                        .orElse("");
            }
            if (!test.isEmpty()) {
                audit.append(new AuditTrail.Entry(
                        clock.instant(),
                        PROGRAM,
                        "cell-tests.link",
                        "",
                        file.name() + " " + file.sha256() + " to " + test,
                        named ? "named when handed in" : "channel board or the file itself",
                        "",
                        "done"));
            }
        } catch (RefusedException e) {
            LOG.infof("%s stays in the inbox: %s", file.name(), e.getMessage());
        }
    }

    OptionalLong progress(String sha256) {
        Long passed = passing.get(sha256);
        return passed == null ? OptionalLong.empty() : OptionalLong.of(passed);
    }

    // ---------------------------------------------------------------- looking only

    List<FileVerdict> look(Path bytes, String name) throws IOException {
        List<FileVerdict> verdicts = new ArrayList<>();
        if (!Archive.is(bytes)) {
            verdicts.add(lookAt(bytes, name));
            return verdicts;
        }
        try {
            Archive.each(name, bytes, (entry, in) -> {
                Path one = Files.createTempFile("sputterpilot-look-", ".bin");
                try {
                    Files.copy(in, one, StandardCopyOption.REPLACE_EXISTING);
                    verdicts.add(lookAt(one, entry));
                } finally {
                    Files.deleteIfExists(one);
                }
            });
        } catch (UnreadableFileException e) {
            verdicts.add(refused(name, e));
        }
        return verdicts;
    }

    private FileVerdict lookAt(Path bytes, String name) throws IOException {
        FactsSink facts = new FactsSink();
        try {
            ReadFile read = CellTestReader.read(name, bytes, facts);
            List<Warning> warnings = new ArrayList<>(read.warnings());
            facts.tables().forEach(table -> warnings.addAll(table.doubts()));
            TestFile as = looked(name, read, facts.tables());
            String waits = linking.why(as);
            return new FileVerdict(
                    read.sha256(),
                    name,
                    book.file(read.sha256()).isPresent(),
                    "LOOKED_AT",
                    read.format(),
                    as.extent().records(),
                    as.extent().cycles(),
                    null,
                    null,
                    waits.isEmpty()
                            ? linking.candidates(as).stream()
                                    .flatMap(one -> one.test().stream())
                                    .findFirst()
                                    .orElse(null)
                            : null,
                    waits.isEmpty() ? null : waits,
                    warnings.stream()
                            .map(one -> new FileWarning(one.line(), one.code(), one.message()))
                            .toList());
        } catch (UnreadableFileException e) {
            return refused(name, e);
        }
    }

    private TestFile looked(String name, ReadFile read, List<TestFacts> tables) {
        TestFile bare = TestFile.received(read.sha256(), name, 0, TestFile.Source.UPLOAD, "", clock.instant(), "");
        TestFile.Extent extent = new TestFile.Extent(
                read.format(),
                read.parser(),
                tables.stream().mapToLong(TestFacts::records).sum(),
                tables.stream().mapToLong(table -> table.cycles().size()).sum(),
                0,
                tables.isEmpty() ? "" : tables.get(0).firstTimestamp(),
                tables.isEmpty() ? "" : tables.get(tables.size() - 1).lastTimestamp(),
                tables.isEmpty()
                        ? java.util.OptionalDouble.empty()
                        : tables.get(0).least(Quantity.VOLTAGE_V),
                tables.isEmpty()
                        ? java.util.OptionalDouble.empty()
                        : tables.get(0).most(Quantity.VOLTAGE_V));
        return new TestFile(
                bare.sha256(),
                name,
                0,
                bare.source(),
                "",
                bare.receivedAt(),
                "",
                FileState.READ,
                extent,
                java.util.Optional.empty(),
                read.notes(),
                read.warnings(),
                java.util.Optional.empty());
    }

    // ---------------------------------------------------------------- the drop folder

    private void lookIntoInbox() {
        try {
            Files.createDirectories(inbox.resolve(TAKEN));
            List<Path> there = new ArrayList<>();
            try (Stream<Path> files = Files.walk(inbox)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.startsWith(inbox.resolve(TAKEN)))
                        .filter(file -> !file.getFileName().toString().matches("[.~].*|.*\\.(part|tmp|crdownload)"))
                        .forEach(there::add);
            }
            dropped.keySet().retainAll(there);
            for (Path file : there) {
                if (settled(file)) {
                    take(file);
                    dropped.remove(file);
                }
            }
        } catch (IOException e) {
            LOG.warnf("The drop folder %s cannot be looked into: %s", inbox, e.getMessage());
        }
    }

    private boolean settled(Path file) throws IOException {
        long size = Files.size(file);
        long now = clock.millis();
        Waiting before = dropped.get(file);
        if (before == null || before.size() != size) {
            dropped.put(file, new Waiting(size, now));
            return false;
        }
        return now - before.sinceMs() >= SETTLED.toMillis();
    }

    private void take(Path file) throws IOException {
        String name = inbox.relativize(file).toString();
        if (Archive.is(file)) {
            unpack(file, name, TestFile.Source.FOLDER, PROGRAM);
        } else {
            try (InputStream bytes = Files.newInputStream(file)) {
                readQuietly(arrive(bytes, name, TestFile.Source.FOLDER, "", PROGRAM)
                        .file()
                        .sha256());
            }
        }
        Path taken = inbox.resolve(TAKEN).resolve(inbox.relativize(file));
        Files.createDirectories(taken.getParent());
        Files.move(file, taken, StandardCopyOption.REPLACE_EXISTING);
        audit.append(new AuditTrail.Entry(
                clock.instant(), PROGRAM, "cell-tests.import", "", name, "drop folder", "", "done"));
    }

    @Override
    public void close() {
        reader.shutdownNow();
        try {
            if (!reader.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("A tester's file is still being read; it is read again at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
