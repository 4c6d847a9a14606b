package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.StoredEvent;
import org.sputterpilot.signals.TagId;

/** The past as database and journal know it together. Any number of threads may ask. */
public final class HistorianQueries implements History {
    private static final String BLOCK_COLUMNS =
            "select first_seq, last_seq, from_at, to_at, samples, codec, payload, crc32c from sample_block";

    private final Database database;
    private final String unit;
    private final Function<String, List<Block>> notYetStored;
    private final Runnable moveOn;

    /**
     * Questions to a database behind a journal.
     *
     * @param notYetStored samples of a tag that are on their way into the database
     * @param moveOn gives events and runs that are on their way a moment to arrive
     */
    HistorianQueries(Database database, String unit, Function<String, List<Block>> notYetStored, Runnable moveOn) {
        this.database = database;
        this.unit = unit;
        this.notYetStored = notYetStored;
        this.moveOn = moveOn;
    }

    /** Questions to a database to which nobody writes at the moment. */
    public static HistorianQueries of(Database database, String unit) {
        return new HistorianQueries(database, unit, tag -> List.of(), () -> {});
    }

    @Override
    public Series history(TagId tag, Instant from, Instant to, int points) {
        // look at the journal's blocks first: one that is stored meanwhile is then met twice, never missed
        List<Block> beyond = notYetStored.apply(tag.name());
        long limit = beyond.isEmpty() ? Long.MAX_VALUE : beyond.get(0).firstSequence();
        Samples samples = new Samples(tag, from, to);
        List<Gap> gaps = Transactions.read(database, connection -> {
            previous(connection, tag, from, limit).ifPresent(samples::add);
            for (Stored stored : stored(
                    connection,
                    " where unit = ? and tag = ? and to_at >= ? and from_at <= ? and first_seq < ? order by first_seq",
                    unit,
                    tag.name(),
                    from,
                    to,
                    limit)) {
                samples.add(stored);
            }
            // after the blocks: what is thinned out meanwhile is then met twice, never missed
            Statements.query(
                            connection,
                            "select first_seq, last_seq, from_at, to_at, columns, codec, payload, crc32c"
                                    + " from sample_column where unit = ? and tag = ? and to_at >= ? and from_at <= ?"
                                    + " order by first_seq",
                            row -> thinned(tag.name(), row),
                            unit,
                            tag.name(),
                            from,
                            to)
                    .forEach(samples::add);
            return gaps(connection, unit, tag.name(), from, to);
        });
        beyond.forEach(samples::add);
        return samples.series(gaps, points);
    }

    private Optional<Stored> previous(Connection connection, TagId tag, Instant from, long limit) throws SQLException {
        return stored(
                        connection,
                        " where unit = ? and tag = ? and to_at < ? and first_seq < ? order by to_at desc limit 1",
                        unit,
                        tag.name(),
                        from,
                        limit)
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Series.Point> lastKnown(TagId tag, Instant at) {
        List<Series.Point> points = history(tag, at, at, 0).points();
        return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
    }

    /** A block as it stands in the database; its samples, or the gap it leaves when it is damaged. */
    record Stored(long first, long last, Instant from, Instant to, Optional<Block> block, String damage) {}

    static List<Stored> stored(Connection connection, String where, Object... values) throws SQLException {
        String tag = (String) values[1];
        return Statements.query(connection, BLOCK_COLUMNS + where, row -> block(tag, row), values);
    }

    private static Stored block(String tag, ResultSet row) throws SQLException {
        Instant from = Statements.moment(row, "from_at");
        Instant to = Statements.moment(row, "to_at");
        byte[] payload = row.getBytes("payload");
        int samples = row.getInt("samples");
        long first = row.getLong("first_seq");
        long last = row.getLong("last_seq");
        long checksum = BlockCodec.checksum(tag, first, last, samples, payload);
        if (checksum != row.getLong("crc32c")) {
            return new Stored(
                    first, last, from, to, Optional.empty(), "block " + first + " is damaged: checksum differs");
        }
        try {
            Block block = BlockCodec.decode(tag, row.getInt("codec"), payload);
            return new Stored(first, last, from, to, Optional.of(block), "");
        } catch (DamagedException e) {
            String damage = "block " + first + " is damaged: " + e.getMessage();
            return new Stored(first, last, from, to, Optional.empty(), damage);
        }
    }

    /** What remains of samples past their time. */
    private record Thinned(long first, long last, Instant from, Instant to, Optional<Columns> columns, String damage) {}

    private static Thinned thinned(String tag, ResultSet row) throws SQLException {
        Instant from = Statements.moment(row, "from_at");
        Instant to = Statements.moment(row, "to_at");
        long first = row.getLong("first_seq");
        long last = row.getLong("last_seq");
        byte[] payload = row.getBytes("payload");
        try {
            if (BlockCodec.checksum(tag, first, last, row.getInt("columns"), payload) != row.getLong("crc32c")) {
                throw new DamagedException("checksum differs");
            }
            Columns columns = Columns.decode(tag, row.getInt("codec"), payload);
            return new Thinned(first, last, from, to, Optional.of(columns), "");
        } catch (DamagedException e) {
            String damage = "columns " + first + " are damaged: " + e.getMessage();
            return new Thinned(first, last, from, to, Optional.empty(), damage);
        }
    }

    static List<Gap> gaps(Connection connection, String unit, String tag, Instant from, Instant to)
            throws SQLException {
        return Statements.query(
                connection,
                "select tag, from_at, to_at, reason, lost_records from gap where unit = ? and to_at >= ?"
                        + " and from_at <= ? and (tag is null or tag = ?) order by from_at",
                row -> new Gap(
                        Optional.ofNullable(row.getString("tag")).map(TagId::of),
                        Statements.moment(row, "from_at"),
                        Statements.moment(row, "to_at"),
                        row.getString("reason"),
                        row.getLong("lost_records")),
                unit,
                from,
                to,
                tag);
    }

    @Override
    public List<StoredEvent> events(Instant from, Instant to, String kind, int limit) {
        String all = "select * from event where unit = ? and at >= ? and at < ?";
        String order = " order by seq, part limit ?";
        return read(connection -> kind.isEmpty()
                ? Statements.query(connection, all + order, HistorianQueries::event, unit, from, to, limit)
                : Statements.query(
                        connection,
                        all + " and kind = ?" + order,
                        HistorianQueries::event,
                        unit,
                        from,
                        to,
                        kind,
                        limit));
    }

    @Override
    public List<StoredEvent> newestOf(List<String> kinds, Instant at) {
        String marks = String.join(", ", Collections.nCopies(kinds.size(), "?"));
        List<Object> values = new ArrayList<>(List.of(unit, at));
        values.addAll(kinds);
        values.add(unit);
        values.addAll(kinds);
        Map<String, StoredEvent> newest = new TreeMap<>();
        read(connection -> Statements.query(
                        connection,
                        "select e.* from event e join (select subject, max(seq) as last from event"
                                + " where unit = ? and at <= ? and kind in (" + marks + ") group by subject) n"
                                + " on n.subject = e.subject and n.last = e.seq where e.unit = ? and e.kind in ("
                                + marks + ") order by e.part",
                        HistorianQueries::event,
                        values.toArray()))
                .forEach(stored -> newest.put(stored.event().subject(), stored));
        return List.copyOf(newest.values());
    }

    @Override
    public Optional<RunRow> runAt(Instant at) {
        return read(connection -> Statements.first(
                connection,
                "select * from run where unit = ? and started_at <= ? and (ended_at is null or ended_at >= ?)"
                        + " order by started_at desc limit 1",
                RunStore::row,
                unit,
                at,
                at));
    }

    /** An event of a row of the table {@code event}. */
    public static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong("seq"),
                Statements.moment(row, "at"),
                row.getLong("tick"),
                Statements.text(row, "run_id"),
                Statements.text(row, "phase"),
                new Event(
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("text"),
                        row.getString("who"),
                        Statements.text(row, "detail_json")));
    }

    @Override
    public List<RunRow> runs(int limit) {
        return read(connection -> Statements.query(
                connection,
                "select * from run where unit = ? order by started_at desc, id desc limit ?",
                RunStore::row,
                unit,
                limit));
    }

    @Override
    public Optional<RunRow> run(String id) {
        return read(connection -> RunStore.find(connection, id));
    }

    @Override
    public List<PhaseRow> phases(String runId) {
        return read(connection -> RunStore.phases(connection, runId));
    }

    @Override
    public Optional<String> record(String runId) {
        return read(connection -> Statements.first(
                        connection,
                        "select record_json from run where id = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        runId)
                .flatMap(json -> json));
    }

    @Override
    public Optional<String> control(String runId) {
        return read(connection -> RunStore.control(connection, runId));
    }

    @Override
    public Optional<String> progress(String runId) {
        return read(connection -> RunStore.progress(connection, runId));
    }

    /** Reads what everybody has been told by now. */
    private <T> T read(Transactions.Work<T> work) {
        moveOn.run();
        return Transactions.read(database, work);
    }

    /** Samples of one stretch on their way into an answer. */
    private static final class Samples {
        private final TagId tag;
        private final Instant from;
        private final Instant to;
        private final long fromNanos;
        private final long toNanos;
        private final List<Block> blocks = new ArrayList<>();
        private final List<Columns.Column> columns = new ArrayList<>();
        private final List<Long> met = new ArrayList<>();
        private final List<Gap> damage = new ArrayList<>();

        Samples(TagId tag, Instant from, Instant to) {
            this.tag = tag;
            this.from = from;
            this.to = to;
            this.fromNanos = Nanos.of(from);
            this.toNanos = Nanos.of(to);
        }

        void add(Stored stored) {
            met.add(stored.first());
            stored.block().ifPresentOrElse(this::add, () -> {
                if (!stored.to().isBefore(from)) {
                    damage.add(new Gap(Optional.of(tag), stored.from(), stored.to(), stored.damage(), 0));
                }
            });
        }

        void add(Thinned thinned) {
            if (met.stream().anyMatch(first -> first >= thinned.first() && first <= thinned.last())) {
                return;
            }
            thinned.columns()
                    .ifPresentOrElse(
                            found -> found.columns().stream()
                                    .filter(column -> column.at() >= fromNanos && column.at() <= toNanos)
                                    .forEach(columns::add),
                            () -> damage.add(
                                    new Gap(Optional.of(tag), thinned.from(), thinned.to(), thinned.damage(), 0)));
        }

        void add(Block block) {
            blocks.add(block);
        }

        Series series(List<Gap> gaps, int points) {
            List<Gap> all = new ArrayList<>(gaps);
            all.addAll(damage);
            all.sort(Comparator.comparing(Gap::from));
            int inside = columns.size();
            for (Block block : blocks) {
                for (int i = 0; i < block.size(); i++) {
                    if (block.at(i) >= fromNanos && block.at(i) <= toNanos) {
                        inside++;
                    }
                }
            }
            if (points <= 0 || inside <= points) {
                return new Series(tag, raw(), remaining(), all);
            }
            Buckets buckets = new Buckets(fromNanos, toNanos, points, all);
            columns.forEach(buckets::add);
            for (Block block : blocks) {
                buckets.add(block);
            }
            return new Series(tag, List.of(), buckets.buckets(), all);
        }

        private List<Series.Bucket> remaining() {
            return columns.stream()
                    .map(column -> new Series.Bucket(
                            Nanos.instant(column.at()), column.min(), column.max(), column.mean(), column.samples()))
                    .toList();
        }

        private List<Series.Point> raw() {
            List<Series.Point> points = new ArrayList<>();
            Series.Point before = null;
            for (Block block : blocks) {
                for (int i = 0; i < block.size(); i++) {
                    if (block.at(i) >= fromNanos && block.at(i) <= toNanos) {
                        points.add(point(block, i));
                    } else if (block.at(i) < fromNanos && (before == null || block.at(i) >= Nanos.of(before.at()))) {
                        before = point(block, i);
                    }
                }
            }
            // the order of taking is the order of time, unless somebody set the clock
            points.sort(Comparator.comparing(Series.Point::at));
            if (before != null) {
                points.add(0, before);
            }
            return points;
        }

        private static Series.Point point(Block block, int i) {
            return new Series.Point(
                    Nanos.instant(block.at(i)), block.value(i), block.quality(i), Nanos.instant(block.source(i)));
        }
    }
}
