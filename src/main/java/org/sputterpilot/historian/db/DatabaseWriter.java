package org.sputterpilot.historian.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.sputterpilot.historian.CutOffRun;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Thickness;

/**
 * Moves the journal into the database, each record exactly once. The number of the last record moved is written in the
 * same transaction as what it brought, so no crash can come between the two; and a journal file is removed only after
 * the database has brought its own commits to the disk. Owned by one thread.
 */
final class DatabaseWriter implements AutoCloseable {
    private static final String EVENTS = "events";
    private static final TagId THICKNESS = TagId.of("film.thickness");
    private static final TagId SIGMA = TagId.of("film.sigma");
    private static final TagId MODELLED = TagId.of("film.modelled");
    private static final TagId RATE = TagId.of("film.rate");
    private static final int MOST_EVENTS = 20_000;
    private static final int MOST_RECORDS = 2048;
    private static final SegmentLog.Mark EVERYTHING =
            new SegmentLog.Mark(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    private final Database database;
    private final String unit;
    private final SegmentLog log;
    private final OpenBlocks blocks;
    private final Map<String, Long> positions = new HashMap<>();
    private Connection connection;
    private long segment;
    private long offset;
    private List<String> tags = List.of();
    private Optional<Instant> lastAt = Optional.empty();
    private String lastRun = "";
    private boolean damaged;
    private volatile long seen;
    private volatile long damagedBytes;

    DatabaseWriter(Database database, String unit, SegmentLog log, OpenBlocks blocks) throws SQLException {
        this.database = database;
        this.unit = unit;
        this.log = log;
        this.blocks = blocks;
        connect();
    }

    /** Begins anew with the database: what it says about the positions is the truth. */
    void connect() throws SQLException {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // a connection that cannot even be closed is gone
            }
        }
        connection = database.open();
        positions.clear();
        Statements.query(
                        connection,
                        "select stream, seq from writer_position where unit = ?",
                        row -> Map.entry(row.getString(1), row.getLong(2)),
                        unit)
                .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
        connection.rollback();
    }

    private long position(String stream) {
        return positions.getOrDefault(stream, 0L);
    }

    /** Number of the last record whose events are in the database and whose samples queries can see. */
    long seen() {
        return seen;
    }

    /** Bytes of the journal that could not be read. */
    long damagedBytes() {
        return damagedBytes;
    }

    /** The largest number ever used; the next record's is larger. */
    long lastUsed() {
        long last = seen;
        for (long position : positions.values()) {
            last = Math.max(last, position);
        }
        for (long begun : log.segments()) {
            last = Math.max(last, begun);
        }
        return last;
    }

    /** The last moment that journal or database know about. */
    Optional<Instant> lastKnown() throws SQLException {
        if (lastAt.isPresent()) {
            return lastAt;
        }
        Optional<Instant> stored = Statements.first(
                        connection,
                        "select max(to_at) as at from sample_block where unit = ?",
                        row -> Statements.perhaps(row, "at"),
                        unit)
                .flatMap(at -> at);
        connection.rollback();
        return stored;
    }

    /** Reads everything that earlier processes left behind. */
    void catchUp() throws IOException, SQLException {
        advance(EVERYTHING);
        store();
    }

    /**
     * Settles the runs in which an earlier process died. The newest is held when this process takes it over; any other
     * is over, and its newest record is its end. The film is what was known then.
     *
     * @param goesOn takes a run over, or answers that it cannot
     */
    void settleCutOffRuns(History past, Predicate<CutOffRun> goesOn) throws SQLException {
        List<RunRow> unfinished = RunStore.unfinished(connection, unit);
        for (RunRow run : unfinished) {
            Instant end = lastRun.equals(run.id()) ? lastAt.orElseThrow() : RunStore.newest(connection, run);
            Optional<PhaseRow> pass = RunStore.phases(connection, run.id()).stream()
                    .filter(phase -> phase.endedAt().isEmpty())
                    .findFirst()
                    .map(phase -> phase.cutOff(end));
            boolean newest = run == unfinished.get(unfinished.size() - 1);
            boolean held = newest && cutOff(past, run, end).filter(goesOn).isPresent();
            double nm = nanometres(past, THICKNESS, end);
            double sigmaNm = nanometres(past, SIGMA, end);
            RunRow over = held ? run.held(end, nm, sigmaNm) : run.cutOff(end, nm, sigmaNm);
            Event why = Event.of("RUN", run.id(), (held ? "Held: " : "Aborted: ") + RunRow.CUT_OFF);
            long sequence = lastUsed() + 1;
            bring(
                    List.of(new Frame(
                            sequence,
                            0,
                            end,
                            run.id(),
                            run.phase(),
                            List.of(),
                            List.of(why),
                            List.of(),
                            List.of(new Frame.RunUpdate(over, Optional.empty(), pass, "", "", "", "")),
                            List.of(),
                            List.of())),
                    Map.of());
            seen = sequence;
        }
        connection.rollback();
    }

    /** What is known of a run that was cut off; empty when it is from before control recipes were kept. */
    private Optional<CutOffRun> cutOff(History past, RunRow run, Instant end) throws SQLException {
        Optional<String> control = RunStore.control(connection, run.id());
        if (control.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CutOffRun(
                run,
                control.get(),
                RunStore.progress(connection, run.id()).orElse("{}"),
                RunStore.phases(connection, run.id()),
                past.events(run.startedAt(), end.plusMillis(1), "", MOST_EVENTS).stream()
                        .filter(event -> event.runId().equals(run.id()))
                        .toList(),
                end,
                nanometres(past, THICKNESS, end),
                nanometres(past, SIGMA, end),
                nanometres(past, MODELLED, end),
                nanometres(past, RATE, end)));
    }

    private static double nanometres(History past, TagId tag, Instant at) {
        return past.lastKnown(tag, at)
                .filter(point -> point.quality() != Quality.BAD)
                .map(point -> Thickness.ofMetre(point.value()).nanometres())
                .orElse(Double.NaN);
    }

    /** Moves what has been stored since the last time; answers whether there was something. */
    boolean step() throws IOException, SQLException {
        store();
        boolean some = advance(log.stored());
        store();
        return some;
    }

    private boolean advance(SegmentLog.Mark mark) throws IOException, SQLException {
        boolean some = false;
        for (long next : log.segments()) {
            if (next < segment) {
                continue;
            }
            if (next > mark.segment()) {
                break;
            }
            if (next != segment) {
                segment = next;
                offset = 0;
            }
            Optional<Path> file = log.file(next);
            long upTo = next == mark.segment() ? mark.length() : Long.MAX_VALUE;
            while (file.isPresent() && read(file.get(), upTo)) {
                some = true;
                store();
            }
        }
        return some;
    }

    private boolean read(Path file, long upTo) throws IOException, SQLException {
        SegmentReader.Part part = SegmentReader.read(file, offset, upTo, MOST_RECORDS);
        List<String> names = offset == 0 && part.head().length > 0 ? names(part.head()) : tags;
        List<Frame> frames = new ArrayList<>(part.entries().size());
        long unreadable = part.damagedBytes();
        for (SegmentReader.Entry entry : part.entries()) {
            try {
                frames.add(FrameCodec.read(entry.sequence(), entry.payload()));
            } catch (DamagedException e) {
                unreadable += entry.payload().length;
            }
        }
        boolean newlyDamaged = unreadable > 0;
        moveEvents(frames, damaged || newlyDamaged);
        // only now: a transaction that failed is tried again from the same place
        tags = names;
        offset = part.next();
        damagedBytes += unreadable;
        damaged = (damaged || newlyDamaged) && frames.isEmpty();
        for (Frame frame : frames) {
            keepSamples(frame);
            lastAt = Optional.of(frame.at());
            lastRun = frame.runId();
            seen = Math.max(seen, frame.sequence());
        }
        return !part.entries().isEmpty();
    }

    /** The head of a segment: names of all tags, in the order of their slots. */
    static byte[] head(List<String> tags) {
        return String.join("\n", tags).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> names(byte[] head) {
        return List.of(new String(head, StandardCharsets.UTF_8).split("\n"));
    }

    private void keepSamples(Frame frame) {
        for (Frame.Sample sample : frame.samples()) {
            if (sample.slot() < tags.size()) {
                String tag = tags.get(sample.slot());
                if (frame.sequence() > position(tag)) {
                    blocks.add(frame, sample, tag);
                }
            }
        }
        blocks.completeOlder(Nanos.of(frame.at()));
    }

    // ---------------------------------------------------------------- events, gaps, runs

    private void moveEvents(List<Frame> frames, boolean mayMiss) throws SQLException {
        long done = position(EVENTS);
        List<Frame> fresh = new ArrayList<>();
        Map<Long, Gap> missing = new HashMap<>();
        long before = seen;
        Optional<Instant> beforeAt = lastAt;
        for (Frame frame : frames) {
            if (mayMiss && before > 0 && frame.sequence() > before + 1 && frame.sequence() > done) {
                missing.put(
                        frame.sequence(),
                        Gap.ofAll(
                                beforeAt.orElse(frame.at()),
                                frame.at(),
                                "journal damaged: records " + (before + 1) + " to " + (frame.sequence() - 1),
                                frame.sequence() - before - 1));
            }
            boolean brings = !frame.events().isEmpty()
                    || !frame.gaps().isEmpty()
                    || !frame.runs().isEmpty()
                    || !frame.bringsNoAlarm()
                    || missing.containsKey(frame.sequence());
            if (frame.sequence() > done && brings) {
                fresh.add(frame);
            }
            before = frame.sequence();
            beforeAt = Optional.of(frame.at());
        }
        if (fresh.isEmpty()) {
            return;
        }
        bring(fresh, missing);
    }

    /** Brings what happened into the database, with the number of the last record, in one transaction. */
    private void bring(List<Frame> fresh, Map<Long, Gap> missing) throws SQLException {
        long last = fresh.get(fresh.size() - 1).sequence();
        Transactions.once(connection, with -> {
            for (Frame frame : fresh) {
                for (Frame.RunUpdate run : frame.runs()) {
                    RunStore.save(with, run);
                }
                gaps(with, frame, missing.get(frame.sequence()));
                AlarmStore.save(with, unit, frame);
            }
            events(with, fresh);
            position(with, EVENTS, last);
            return null;
        });
        positions.put(EVENTS, last);
    }

    private void events(Connection with, List<Frame> frames) throws SQLException {
        try (PreparedStatement insert = with.prepareStatement(
                "insert into event (unit, seq, part, at, tick, run_id, phase, kind, subject, text,"
                        + " who, detail_json) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            boolean some = false;
            for (Frame frame : frames) {
                int part = 0;
                for (Event event : frame.events()) {
                    Statements.bind(
                            insert,
                            unit,
                            frame.sequence(),
                            part++,
                            frame.at(),
                            frame.tick(),
                            Statements.textOrNothing(frame.runId()),
                            Statements.textOrNothing(frame.phase()),
                            Statements.clip(event.kind(), 40),
                            Statements.clip(event.subject(), 200),
                            Statements.clip(event.text(), 2000),
                            Statements.clip(event.who(), 120),
                            Statements.textOrNothing(event.detail()));
                    insert.addBatch();
                    some = true;
                }
            }
            if (some) {
                insert.executeBatch();
            }
        }
        for (Frame frame : frames) {
            for (Event event : frame.events()) {
                if (event.kind().equals(Event.GOLDEN)) {
                    GoldenRows.keep(with, unit, frame, event);
                }
            }
        }
    }

    private void gaps(Connection with, Frame frame, Gap missing) throws SQLException {
        if (missing != null) {
            gap(with, frame.sequence(), -1, missing);
        }
        for (int part = 0; part < frame.gaps().size(); part++) {
            gap(with, frame.sequence(), part, frame.gaps().get(part));
        }
    }

    private void gap(Connection with, long sequence, int part, Gap gap) throws SQLException {
        Statements.change(
                with,
                "insert into gap (unit, seq, part, tag, from_at, to_at, reason, lost_records)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                unit,
                sequence,
                part,
                Statements.textOrNothing(gap.tag().map(TagId::name).orElse("")),
                gap.from(),
                gap.to(),
                Statements.clip(gap.reason(), 500),
                gap.lostRecords());
    }

    private void position(Connection with, String stream, long sequence) throws SQLException {
        int changed = Statements.change(
                with, "update writer_position set seq = ? where unit = ? and stream = ?", sequence, unit, stream);
        if (changed == 0) {
            Statements.change(
                    with, "insert into writer_position (seq, unit, stream) values (?, ?, ?)", sequence, unit, stream);
        }
    }

    // ---------------------------------------------------------------- samples

    /** Stores blocks that are complete, all of them in one transaction. */
    private void store() throws SQLException {
        List<Block> complete = blocks.complete();
        if (complete.isEmpty()) {
            return;
        }
        Map<String, Long> reached = new HashMap<>();
        Transactions.once(connection, with -> {
            for (Block block : complete) {
                // a commit whose answer got lost has stored it already
                if (block.lastSequence() > position(block.tag())) {
                    insert(with, unit, block);
                    reached.put(block.tag(), block.lastSequence());
                }
            }
            for (Map.Entry<String, Long> stream : reached.entrySet()) {
                position(with, stream.getKey(), stream.getValue());
            }
            return null;
        });
        positions.putAll(reached);
        blocks.stored(complete);
    }

    /** Puts a block into its table; answers how many bytes its payload takes. */
    static int insert(Connection with, String unit, Block block) throws SQLException {
        byte[] payload = BlockCodec.encode(block);
        double min = Double.NaN;
        double max = Double.NaN;
        int usable = 0;
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (int i = 0; i < block.size(); i++) {
            from = Math.min(from, block.at(i));
            to = Math.max(to, block.at(i));
            if (block.usable(i)) {
                min = usable == 0 ? block.value(i) : Math.min(min, block.value(i));
                max = usable == 0 ? block.value(i) : Math.max(max, block.value(i));
                usable++;
            }
        }
        Statements.change(
                with,
                "insert into sample_block (unit, tag, first_seq, last_seq, run_id, phase, from_at, to_at, samples,"
                        + " usable, min_value, max_value, codec, payload, crc32c)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                unit,
                block.tag(),
                block.firstSequence(),
                block.lastSequence(),
                Statements.textOrNothing(block.runId()),
                Statements.textOrNothing(block.phase()),
                Nanos.instant(from),
                Nanos.columnUp(Nanos.instant(to)),
                block.size(),
                usable,
                min,
                max,
                BlockCodec.COLUMNS_DEFLATED,
                payload,
                BlockCodec.checksum(block.tag(), block.firstSequence(), block.lastSequence(), block.size(), payload));
        return payload.length;
    }

    /** Removes journal files nobody needs any more; answers how many. */
    int tidy() throws IOException, SQLException {
        List<Long> segments = log.segments();
        long needed = Math.min(blocks.oldestNeeded(), seen + 1);
        if (segments.size() < 2 || segments.get(1) > needed) {
            return 0;
        }
        database.synchronise(connection);
        connection.commit();
        return log.removeBefore(needed);
    }

    /** Stores every block, complete or not, so that the next start has nothing to read back. */
    void storeAll() throws SQLException {
        blocks.completeAll();
        store();
        database.synchronise(connection);
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
