package org.sputterpilot.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.replay.InputLog;
import org.sputterpilot.replay.InputSession;
import org.sputterpilot.replay.SessionHead;
import org.sputterpilot.replay.TurnInputs;

/**
 * Writes down what a running unit's turns are given, beside the cycle, which never waits for it. What cannot be written
 * ends the log: runs from there on are not replayable, and people are told.
 */
final class InputKeeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(InputKeeper.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Turns that may wait for the disk: most of a minute at ten a second. */
    private static final int QUEUE_TURNS = 512;

    /** What a killed process loses at the most. */
    private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(4);

    private static final long LOOK_MS = 500;
    private static final long LAST_WORDS_MS = 10_000;

    private final BlockingQueue<TurnInputs> queue = new ArrayBlockingQueue<>(QUEUE_TURNS);
    private final Optional<InputLog> log;
    private final Thread thread;
    private volatile String lost = "";
    private volatile boolean closing;

    private InputKeeper(Optional<InputLog> log, String lost) {
        this.log = log;
        this.lost = lost;
        thread = new Thread(this::write, "input-log");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Begins a log for a unit that is about to make its first turn, and forgets logs that hold no run and are as old as
     * samples may become.
     *
     * @param erodedAtoms what the target had lost
     */
    static InputKeeper open(Plant plant, Settings settings, double erodedAtoms, Clock clock) {
        Instant now = clock.instant();
        SessionHead head = new SessionHead(
                plant.unit().unit(),
                now,
                plant.hash(),
                ProgramVersion.text(),
                System.getProperty("java.vm.version"),
                settings.unknownTool(),
                erodedAtoms,
                settings.mode() != Settings.Mode.SHADOW);
        Path inputs = settings.data().resolve(Replays.INPUTS);
        try {
            InputSession.forget(inputs, now.minus(plant.retention().raw()));
            return new InputKeeper(
                    Optional.of(InputLog.begin(
                            inputs,
                            NAME.format(now),
                            head,
                            plant.directory(),
                            plant.files().keySet(),
                            plant.tags(),
                            plant.matrix())),
                    "");
        } catch (IOException | RuntimeException e) {
            LOG.error("No input log: runs of this start are not replayable", e);
            return new InputKeeper(Optional.empty(), "it could not be begun: " + e);
        }
    }

    /** A turn is over; on the cycle's thread. */
    void take(TurnInputs turn) {
        if (lost.isEmpty() && !queue.offer(turn)) {
            lost("the disk was too slow");
        }
    }

    /** From here on inputs are not known. */
    void lost(String why) {
        if (lost.isEmpty()) {
            LOG.errorf("The input log ends, runs from here on are not replayable: %s", why);
            lost = why;
        }
    }

    /** What people must know; empty when all is well. */
    String trouble() {
        return lost.isEmpty() ? "" : "input log: " + lost;
    }

    private void write() {
        if (log.isEmpty()) {
            return;
        }
        try (InputLog open = log.get()) {
            long flushed = System.nanoTime();
            while (!queue.isEmpty() || !closing && lost.isEmpty()) {
                TurnInputs turn = queue.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                if (turn != null) {
                    open.add(turn);
                }
                if (open.isFull() || System.nanoTime() - flushed > FLUSH_NANOS) {
                    open.flush();
                    flushed = System.nanoTime();
                }
            }
            if (!lost.isEmpty()) {
                open.lost(lost);
            }
        } catch (IOException | RuntimeException e) {
            lost(String.valueOf(e));
            queue.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what waits; after the last turn. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(LAST_WORDS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
