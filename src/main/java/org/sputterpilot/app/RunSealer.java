package org.sputterpilot.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.SealBook;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.security.Signature;

/**
 * Seals the record of every run that has ended: at once when it ends, and at the start those that ended unseen, because
 * the program was killed before or while it sealed. Beside the cycle, which never waits for it.
 */
final class RunSealer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RunSealer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What could not be sealed is tried again after so many turns. */
    private static final int TRY_AGAIN_TURNS = 600;

    private static final String MEASUREMENT = "measurement";

    private final SealBook book;
    private final CalibrationBook measurements;
    private final StoreAndForward journal;
    private final String plantHash;
    private final String matrixHash;
    private final String program;
    private final Clock clock;
    private final WritingDesk desk = new WritingDesk("seal");
    private String lastRun = "";
    private boolean lastOver;
    private long turns;
    private volatile boolean owed;
    private final Set<String> added = new HashSet<>();

    RunSealer(
            SealBook book,
            CalibrationBook measurements,
            StoreAndForward journal,
            String plantHash,
            String matrixHash,
            String program,
            Clock clock) {
        this.book = book;
        this.measurements = measurements;
        this.journal = journal;
        this.plantHash = plantHash;
        this.matrixHash = matrixHash;
        this.program = program;
        this.clock = clock;
        later(this::sealAll);
    }

    /** On the cycle's thread, after each turn; takes no time. */
    void turned(CycleRecord turn) {
        boolean over = turn.run().exists() && turn.run().isOver();
        String run = turn.run().runId();
        boolean ended = over && (!run.equals(lastRun) || !lastOver);
        boolean replaced = !lastRun.isEmpty() && !run.equals(lastRun) && !lastOver;
        lastRun = run;
        lastOver = over;
        turns++;
        if (ended || replaced || owed && turns % TRY_AGAIN_TURNS == 0) {
            later(this::sealAll);
        }
    }

    /** A measured film was written down: its run's record has one addendum more. */
    void measured() {
        later(this::addMeasurements);
    }

    private void later(Runnable task) {
        try {
            desk.execute(() -> guarded(task));
        } catch (RejectedExecutionException closing) {
            // the next start finds it
            LOG.debug("too late to seal", closing);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            owed = true;
            LOG.error("A run that has ended could not be sealed or added to; it is tried again", e);
        }
    }

    private void sealAll() {
        owed = !journal.settle(PATIENCE);
        if (!owed) {
            SealBook.Facts facts = new SealBook.Facts(clock.instant(), program, plantHash, matrixHash);
            book.unsealed().forEach(run -> book.seal(run, facts));
            addMeasurements();
        }
    }

    /** Each measured film is an addendum of its run, once; also one whose addendum a crash prevented. */
    private void addMeasurements() {
        for (CalibrationBook.Measurement measurement : measurements.measurements()) {
            if (!added.contains(measurement.id()) && isIn(measurement)) {
                added.add(measurement.id());
            }
        }
    }

    /** Whether a measurement stands in its run's record by now; not before that record is sealed. */
    private boolean isIn(CalibrationBook.Measurement measurement) {
        boolean there = book.addenda(measurement.run(), Instant.MAX).stream()
                .anyMatch(addendum -> measurement.id().equals(addendum.content().get(MEASUREMENT)));
        return there
                || book.add(
                                measurement.run(),
                                Addendum.Kind.MEASUREMENT,
                                new Signature(
                                        measurement.enteredBy(), measurement.enteredBy(), "entered", clock.instant()),
                                measurement.place() + ", " + measurement.method() + " at " + measurement.site(),
                                content(measurement))
                        .isPresent();
    }

    private static Map<String, Object> content(CalibrationBook.Measurement measurement) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(MEASUREMENT, measurement.id());
        content.put("place", measurement.place());
        content.put("method", measurement.method().name());
        content.put("thicknessNm", measurement.thicknessNm());
        content.put("sigmaNm", measurement.sigmaNm());
        content.put("site", measurement.site());
        content.put("measuredAt", measurement.measuredAt());
        content.put("enteredAt", measurement.enteredAt());
        content.put("source", measurement.source());
        content.put("demonstration", measurement.demonstration());
        return content;
    }

    @Override
    public void close() {
        desk.close();
    }
}
