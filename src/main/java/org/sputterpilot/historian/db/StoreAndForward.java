package org.sputterpilot.historian.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.sputterpilot.historian.AlarmBook;
import org.sputterpilot.historian.CutOffRun;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.Journal;
import org.sputterpilot.historian.JournalHealth;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.RunRecorder;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.signals.TagTable;

/**
 * The journal of the running controller. A turn is put into a bounded queue (the only thing the cycle thread does), one
 * thread writes it to a checksummed file and brings that to the disk in groups, another moves it from there into the
 * database, a third one thins out there what is past its time. A full queue or disk costs readings, never a turn; what
 * was lost is counted and stored as a gap.
 */
public final class StoreAndForward implements Journal, AutoCloseable {
    private static final String UNWRITABLE = "journal cannot be written";
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Settings settings;
    private final Database database;
    private final BlockingQueue<Item> queue;
    private final OpenBlocks blocks;
    private final SegmentLog log;
    private final DatabaseWriter writer;
    private final FrameMaker maker;
    private final ByteWriter payload = new ByteWriter();
    private final Object progress = new Object();
    private final Optional<Instant> newest;
    private final RollUp rollUp;
    private final AlarmStore alarms;
    private Thread journalThread;
    private Thread databaseThread;
    private Thread retentionThread;
    private volatile Instant now = Instant.MIN;
    private Loss loss;
    private long nextSequence;
    private long taken;
    private volatile long accepted;
    private volatile long lost;
    private volatile long storedTurns;
    /** Moves of alarms: told, taken by the journal's thread, written, and on the disk. */
    private volatile long alarmsTold;

    private long alarmsTaken;
    private long alarmsWritten;
    private volatile long alarmsStored;
    private volatile String journalTrouble = "";
    private volatile String databaseTrouble = "";
    private volatile boolean closing;

    /**
     * Where and how.
     *
     * @param folder journal files
     * @param unit the tool
     * @param queue turns that may wait
     * @param group records are brought to the disk at least this often
     * @param oldestBlock samples stay in the journal at most this long before they become a block
     * @param segmentBytes size of a journal file
     */
    public record Settings(
            Path folder, String unit, int queue, Duration group, Duration oldestBlock, long segmentBytes) {

        /** The settings of the shipped controller: two minutes of turns at 10 Hz may wait, 100 ms are at stake. */
        public static Settings of(Path folder, String unit) {
            return new Settings(folder, unit, 1200, Duration.ofMillis(100), Duration.ofMinutes(20), 8L << 20);
        }
    }

    /** A turn on its way, and what found no room before it. */
    private record Item(CycleRecord turn, Loss before) {}

    /** Readings are lost with their turns; what happened to alarms is not, up to a bound. */
    private record Loss(Instant from, Instant to, long records, long alarmCount, List<AlarmChange> alarms) {
        private static final int MOST_ALARMS = 10_000;

        static Loss of(CycleRecord turn) {
            return new Loss(turn.tick().at(), turn.tick().at(), 0, 0, new ArrayList<>()).and(turn);
        }

        Loss and(CycleRecord turn) {
            alarms.addAll(turn.alarmChanges());
            if (alarms.size() > MOST_ALARMS) {
                alarms.subList(0, alarms.size() - MOST_ALARMS).clear();
            }
            return new Loss(
                    from,
                    turn.tick().at(),
                    records + 1,
                    alarmCount + turn.alarmChanges().size(),
                    alarms);
        }
    }

    private StoreAndForward(
            Settings settings,
            TagTable tags,
            Retention retention,
            RunRecorder recorder,
            Database database,
            Predicate<CutOffRun> goesOn)
            throws IOException, SQLException {
        this.settings = settings;
        this.database = database;
        queue = new ArrayBlockingQueue<>(settings.queue());
        blocks = new OpenBlocks(settings.oldestBlock().toNanos());
        byte[] head = DatabaseWriter.head(
                tags.all().stream().map(tag -> tag.id().name()).toList());
        log = new SegmentLog(settings.folder(), head, settings.segmentBytes());
        writer = new DatabaseWriter(database, settings.unit(), log, blocks);
        writer.catchUp();
        newest = writer.lastKnown();
        writer.settleCutOffRuns(queries(), goesOn);
        nextSequence = writer.lastUsed() + 1;
        rollUp = new RollUp(database, settings.unit(), tags, retention);
        alarms = new AlarmStore(database, settings.unit(), this::moveOn);
        maker = new FrameMaker(
                retention, recorder, newest, Transactions.read(database, c -> AlarmStore.standing(c, settings.unit())));
    }

    /**
     * Opens the journal, moving what an earlier process left in it; runs in which that process died are over. Nothing
     * runs by itself before {@link #start()}; until then {@link #pump()} does the work in line.
     *
     * @throws UncheckedIOException when the folder cannot be used
     */
    public static StoreAndForward open(
            Settings settings, TagTable tags, Retention retention, RunRecorder recorder, Database database) {
        return open(settings, tags, retention, recorder, database, run -> false);
    }

    /**
     * The same, but the run in which the earlier process died may go on.
     *
     * @param goesOn takes it over, or answers that it cannot; then it is over
     * @throws UncheckedIOException when the folder cannot be used
     */
    public static StoreAndForward open(
            Settings settings,
            TagTable tags,
            Retention retention,
            RunRecorder recorder,
            Database database,
            Predicate<CutOffRun> goesOn) {
        try {
            return new StoreAndForward(settings, tags, retention, recorder, database, goesOn);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new Transactions.FailedException(e);
        }
    }

    /** Lets the three threads run until {@link #close()}. */
    public StoreAndForward start() {
        journalThread = thread("journal", this::writeJournal);
        databaseThread = thread("historian-database", this::moveToDatabase);
        retentionThread = thread("historian-retention", this::thinOut);
        return this;
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void record(CycleRecord turn) {
        now = turn.tick().at();
        alarmsTold += turn.alarmChanges().size();
        if (queue.offer(new Item(turn, loss))) {
            loss = null;
            accepted++;
        } else {
            loss = loss == null ? Loss.of(turn) : loss.and(turn);
            lost++;
        }
    }

    /** Does in line what the threads would do: everything recorded so far is stored and can be queried afterwards. */
    public void pump() {
        try {
            for (Item item = queue.poll(); item != null; item = queue.poll()) {
                write(item);
            }
            force();
            if (!databaseTrouble.isEmpty()) {
                writer.connect();
            }
            while (writer.step()) {
                // until nothing is left
            }
            writer.tidy();
            databaseTrouble = "";
            while (now != Instant.MIN && rollUp.step(now)) {
                // until nothing is past its time
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            databaseTrouble = "database: " + e.getMessage();
            throw new Transactions.FailedException(e);
        } catch (Transactions.FailedException e) {
            databaseTrouble = "database: " + e.getMessage();
            throw e;
        }
    }

    /** The last moment that earlier processes have written something about. */
    public Optional<Instant> newest() {
        return newest;
    }

    /** The questions that can be asked of what this journal has stored, the last moments included. */
    public HistorianQueries queries() {
        return new HistorianQueries(database, settings.unit(), blocks::look, this::moveOn);
    }

    /** Waits until everything recorded before survives a power cut; false when that takes longer. */
    public boolean awaitStored(Duration longest) {
        long target = accepted;
        return await(() -> storedTurns >= target, longest);
    }

    /** Waits until every move of an alarm that was recorded before survives a power cut; false when it takes longer. */
    public boolean awaitAlarms(Duration longest) {
        long target = alarmsTold;
        return await(() -> alarmsStored >= target, longest);
    }

    /** The alarms' book. */
    public AlarmBook alarms() {
        return alarms;
    }

    /** Waits until everything recorded before is stored and can be queried; false when that takes longer. */
    public boolean awaitMoved(Duration longest) {
        long target = accepted;
        return await(
                () -> storedTurns >= target && writer.seen() >= log.stored().sequence(), longest);
    }

    /**
     * Brings everything recorded before into the database, samples of blocks that are not full yet too: a record that
     * is to be sealed must be whole. False when that takes longer, or something is wrong with disk or database.
     */
    public boolean settle(Duration longest) {
        if (databaseThread == null) {
            pump();
            blocks.completeAll();
            pump();
            return true;
        }
        if (!awaitMoved(longest)) {
            return false;
        }
        blocks.completeAll();
        List<Block> waiting = blocks.complete();
        return await(() -> blocks.complete().stream().noneMatch(waiting::contains), longest);
    }

    /**
     * Makes a backup of everything recorded so far, while recording goes on.
     *
     * @param data folder whose files go into it too
     * @throws UncheckedIOException when it cannot be written
     */
    public BackupFile.Manifest backup(Path file, Path data, Backup.Of of, Instant at) {
        return Backup.make(file, database, data, of, at, this::journalFiles);
    }

    /** What is on the disk when it is asked for; nothing of it goes before it is closed. */
    private Backup.JournalFiles journalFiles() {
        SegmentLog.Hold hold = log.hold();
        return new Backup.JournalFiles() {
            @Override
            public List<Backup.Segment> now() {
                awaitStored(LONGEST_WAIT);
                SegmentLog.Mark mark = log.stored();
                List<Backup.Segment> all = new ArrayList<>();
                for (long begun : log.segments()) {
                    if (mark.segment() == 0 || begun <= mark.segment()) {
                        long length = begun == mark.segment() ? mark.length() : Long.MAX_VALUE;
                        log.file(begun).ifPresent(file -> all.add(new Backup.Segment(file, length)));
                    }
                }
                return all;
            }

            @Override
            public void close() {
                hold.close();
            }
        };
    }

    /**
     * Lets a question wait for what happened before it: whoever saw a run start must find its events. While something
     * is wrong with disk or database, the answer is what they have.
     */
    private void moveOn() {
        if (databaseThread != null && !closing && health().trouble().isEmpty()) {
            awaitMoved(LONGEST_WAIT);
        }
    }

    private boolean await(BooleanSupplier done, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        synchronized (progress) {
            while (!done.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || !pause(Math.min(left, IDLE_NANOS))) {
                    return done.getAsBoolean();
                }
            }
        }
        return true;
    }

    private boolean pause(long nanos) {
        synchronized (progress) {
            try {
                TimeUnit.NANOSECONDS.timedWait(progress, Math.max(nanos, 1_000_000));
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private void announce() {
        synchronized (progress) {
            progress.notifyAll();
        }
    }

    public JournalHealth health() {
        String trouble = journalTrouble.isEmpty() ? databaseTrouble : journalTrouble;
        return new JournalHealth(accepted, lost, queue.size(), log.stored().sequence(), writer.seen(), trouble);
    }

    // ---------------------------------------------------------------- journal thread

    private void writeJournal() {
        long firstUnforced = 0;
        boolean unforced = false;
        while (!closing || !queue.isEmpty()) {
            try {
                long due = unforced
                        ? settings.group().toNanos() - (System.nanoTime() - firstUnforced)
                        : settings.group().toNanos();
                Item item = queue.poll(Math.max(0, due), TimeUnit.NANOSECONDS);
                if (item != null) {
                    write(item);
                    if (!unforced) {
                        unforced = true;
                        firstUnforced = System.nanoTime();
                    }
                }
                if (unforced
                        && System.nanoTime() - firstUnforced >= settings.group().toNanos()) {
                    unforced = false;
                    force();
                }
            } catch (InterruptedException e) {
                closing = true;
            } catch (IOException | RuntimeException e) {
                journalTrouble = String.valueOf(e.getMessage());
            }
        }
    }

    private void write(Item item) {
        taken++;
        alarmsTaken += item.turn().alarmChanges().size();
        Instant at = item.turn().tick().at();
        if (item.before() != null) {
            maker.lost(item.before().from(), at, "queue full", item.before().records());
            maker.missed(item.before().alarms());
            alarmsTaken += item.before().alarmCount();
        }
        try {
            Optional<Frame> frame = maker.frame(item.turn(), nextSequence);
            if (frame.isEmpty()) {
                return;
            }
            // a number is used once, even by a record that could not be written
            nextSequence++;
            payload.clear();
            FrameCodec.write(frame.get(), payload);
            log.append(frame.get().sequence(), payload);
            maker.written();
            alarmsWritten = alarmsTaken;
            journalTrouble = "";
        } catch (IOException | RuntimeException e) {
            failed(e);
            maker.lost(at, at, UNWRITABLE, 1);
        }
    }

    private void force() throws IOException {
        try {
            log.force();
            storedTurns = taken;
            alarmsStored = alarmsWritten;
            announce();
        } catch (IOException e) {
            failed(e);
            throw e;
        }
    }

    private void failed(Exception e) {
        journalTrouble = UNWRITABLE + ": " + e.getMessage();
        log.abandonSegment();
    }

    // ---------------------------------------------------------------- database thread

    private void moveToDatabase() {
        boolean connected = true;
        while (!closing) {
            try {
                if (!connected) {
                    writer.connect();
                    connected = true;
                }
                boolean some = writer.step();
                writer.tidy();
                databaseTrouble = "";
                announce();
                if (!some) {
                    pause(IDLE_NANOS);
                }
            } catch (IOException | SQLException | RuntimeException e) {
                // the journal keeps everything; the database gets it when it is back
                databaseTrouble = "database: " + e.getMessage();
                connected = false;
                pause(RETRY_NANOS);
            }
        }
    }

    // ---------------------------------------------------------------- retention thread

    /** Thins out what is past its time, a little at a time: neither the journal nor a question waits for it. */
    private void thinOut() {
        while (!closing) {
            boolean more = false;
            try {
                more = now != Instant.MIN && rollUp.step(now);
            } catch (RuntimeException e) {
                // the database thread says what is wrong; nothing is lost by thinning out later
            }
            LockSupport.parkNanos(more ? BREATH_NANOS : LOOK_AGAIN_NANOS);
        }
    }

    /** Stores everything and leaves nothing for the next start to read back. */
    @Override
    public void close() {
        closing = true;
        announce();
        LockSupport.unpark(retentionThread);
        join(retentionThread);
        join(databaseThread);
        join(journalThread);
        try {
            pump();
            writer.storeAll();
        } catch (SQLException | RuntimeException e) {
            // the journal has everything; the next start moves it
            databaseTrouble = "database: " + e.getMessage();
        } finally {
            release();
        }
    }

    /** Lets go of files and connections without storing anything, as a crash would. */
    void abandon() {
        closing = true;
        announce();
        LockSupport.unpark(retentionThread);
        join(retentionThread);
        join(databaseThread);
        queue.clear();
        join(journalThread);
        log.abandonSegment();
        release();
    }

    private void release() {
        try {
            log.close();
            writer.close();
        } catch (IOException | SQLException e) {
            journalTrouble = String.valueOf(e.getMessage());
        }
    }

    private static void join(Thread thread) {
        if (thread != null) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
