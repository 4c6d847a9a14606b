package org.sputterpilot.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import org.sputterpilot.cycle.TestSource;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.equipment.PhysicalModel;
import org.sputterpilot.historian.MaintenanceBook;
import org.sputterpilot.historian.MaintenanceBook.ProofTest;
import org.sputterpilot.historian.MaintenanceBook.Result;
import org.sputterpilot.hmi.MaintenanceDesk;
import org.sputterpilot.hmi.wire.ProofTestPage;
import org.sputterpilot.hmi.wire.ProofTestRow;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.interlocks.ProofDue;
import org.sputterpilot.interlocks.ProofPlan;
import org.sputterpilot.interlocks.ProofTestReport;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.security.Signature;

/**
 * One unit's maintenance: brings the maintenance book and the cycle together. Locks that were held are in force before
 * the first turn; what a guided test has shown is written down when it is over.
 */
final class Maintenance implements MaintenanceDesk, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Maintenance.class);

    private final MaintenanceBook book;
    private final Assembly assembly;
    private final Plant plant;
    private final boolean virtual;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Signed> expected = new ConcurrentHashMap<>();
    private final Map<String, ProofTestReport> unwritten = new ConcurrentHashMap<>();
    private final WritingDesk desk = new WritingDesk("maintenance");

    /** Who signed for a guided test that is on. */
    private record Signed(Signature signature, String comment) {}

    Maintenance(MaintenanceBook book, Assembly assembly, boolean virtual, Clock clock) {
        this.book = book;
        this.assembly = assembly;
        this.plant = assembly.plant();
        this.virtual = virtual;
        this.clock = clock;
    }

    /** Before the first turn: locks first, then what is due. */
    void open(Optional<TestSource> source) {
        assembly.locked(book.held());
        source.ifPresent(at -> assembly.guided(at, this::over));
        publish(book.proofTests());
    }

    /** On the cycle's thread: the book waits for the disk, the cycle does not. */
    private void over(ProofTestReport report) {
        unwritten.put(report.id(), report);
        try {
            desk.execute(() -> write(report));
        } catch (RejectedExecutionException closing) {
            LOG.warnf("The proof test of %s ended too late to be written down", report.cause());
        }
    }

    private void write(ProofTestReport report) {
        try {
            Signed signed = Optional.ofNullable(expected.remove(report.id()))
                    .orElseGet(() -> new Signed(new Signature(report.by(), report.by(), "", clock.instant()), ""));
            Instant now = clock.instant();
            book.add(new ProofTest(
                    report.id(),
                    report.cause(),
                    MaintenanceBook.Kind.GUIDED,
                    switch (report.state()) {
                        case PASSED -> Result.PASS;
                        case STOPPED -> Result.STOPPED;
                        default -> Result.FAIL;
                    },
                    now,
                    now,
                    signed.signature(),
                    "guided test on the virtual chamber",
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    "",
                    report.trippedAfter()
                            .map(Maintenance::seconds)
                            .map(OptionalDouble::of)
                            .orElse(OptionalDouble.empty()),
                    "test source",
                    signed.comment(),
                    json.writeValueAsString(ProofTestPages.shown(report)),
                    virtual));
            publish(book.proofTests());
            unwritten.remove(report.id());
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.error("A proof test could not be written down", e);
        }
    }

    static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    // ---------------------------------------------------------------- what is due

    /** What the book says of one cause. */
    private static final class Past {
        Optional<ProofTest> last = Optional.empty();
        Optional<Instant> lastPass = Optional.empty();
        boolean failedSince;
    }

    private Map<String, Past> past(List<ProofTest> tests) {
        Map<String, Past> past = new HashMap<>();
        for (ProofTest test : tests) {
            if (test.result() == Result.STOPPED || test.demonstration() && !virtual) {
                continue;
            }
            Past of = past.computeIfAbsent(test.cause(), id -> new Past());
            of.last = Optional.of(test);
            of.failedSince = test.result() == Result.FAIL;
            if (!of.failedSince) {
                of.lastPass = Optional.of(test.performedAt());
            }
        }
        return past;
    }

    private ProofDue due(Cause cause, Past past, Instant now) {
        return ProofDue.of(
                cause.id(),
                cause.proofTest().orElseThrow(),
                past.lastPass,
                past.failedSince,
                virtual,
                plant.proofPlan().dueSoon(),
                now);
    }

    private void publish(List<ProofTest> tests) {
        Map<String, Past> past = past(tests);
        Instant now = clock.instant();
        assembly.due(plant.matrix().causes().stream()
                .map(cause -> due(cause, past.getOrDefault(cause.id(), new Past()), now))
                .toList());
    }

    @Override
    public List<ProofTestRow> rows() {
        Map<String, Past> past = past(book.proofTests());
        Instant now = clock.instant();
        ProofPlan plan = plant.proofPlan();
        Optional<ProofTestReport> on =
                assembly.proofs().shown().filter(report -> !report.state().isOver());
        List<ProofTestRow> rows = new ArrayList<>();
        for (Cause cause : plant.matrix().causes()) {
            Past of = past.getOrDefault(cause.id(), new Past());
            rows.add(ProofTestPages.row(
                    cause,
                    plan,
                    virtual,
                    of.last,
                    of.lastPass,
                    of.failedSince,
                    due(cause, of, now),
                    now,
                    on.filter(report -> report.cause().equals(cause.id())).map(ProofTestReport::id)));
        }
        return rows;
    }

    @Override
    public Optional<ProofTestPage> test(String id) {
        Optional<ProofTestReport> live = assembly.proofs()
                .shown()
                .filter(report -> report.id().equals(id))
                .or(() -> Optional.ofNullable(unwritten.get(id)));
        Optional<ProofTest> kept = book.proofTest(id);
        if (kept.isPresent()) {
            return kept.map(test -> ProofTestPages.page(test, title(test.cause()), json));
        }
        return live.map(report -> ProofTestPages.page(report, title(report.cause()), virtual));
    }

    private String title(String cause) {
        return plant.matrix().cause(cause).map(Cause::title).orElse(cause);
    }

    @Override
    public void expect(String id, Signature signature, String comment) {
        expected.put(id, new Signed(signature, comment));
    }

    @Override
    public void notBegun(String id) {
        expected.remove(id);
    }

    @Override
    public void record(ProofTest test) {
        book.add(test);
        publish(book.proofTests());
    }

    @Override
    public Matrix matrix() {
        return plant.matrix();
    }

    @Override
    public PhysicalModel unit() {
        return plant.unit();
    }

    // ---------------------------------------------------------------- locks

    @Override
    public List<MaintenanceLock> locks() {
        return assembly.locks().held();
    }

    @Override
    public void keep(MaintenanceLock lock) {
        book.add(lock);
    }

    @Override
    public void forget(MaintenanceLock lock, String reason) {
        book.released(lock.id(), clock.instant(), reason);
    }

    @Override
    public void close() {
        desk.close();
    }
}
