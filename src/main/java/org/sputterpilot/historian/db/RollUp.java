package org.sputterpilot.historian.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagTable;

/**
 * Thins out samples past their time, a few blocks of one tag in a transaction: what remains and what goes change places
 * together, so a crash loses nothing and doubles nothing. A damaged block is left as it is, for whoever can mend it.
 */
final class RollUp {
    private static final int MOST_BLOCKS = 32;
    /** A hold somebody puts on a run must hold before its samples are looked at again. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Database database;
    private final String unit;
    private final TagTable tags;
    private final Retention retention;
    private int next;
    private List<String> kept = List.of();
    private Instant keptAt = Instant.MIN;

    RollUp(Database database, String unit, TagTable tags, Retention retention) {
        this.database = database;
        this.unit = unit;
        this.tags = tags;
        this.retention = retention;
    }

    /** One small transaction, for the next tag that has something to thin out; false when none has. */
    boolean step(Instant now) {
        Instant before = now.minus(retention.raw());
        if (keptAt.plus(LOOK_AGAIN).isBefore(now) || keptAt.isAfter(now)) {
            kept = Transactions.read(
                    database, connection -> KeptRuns.before(connection, unit, before, retention.released(), now));
            keptAt = now;
        }
        for (int tried = 0; tried < tags.size(); tried++) {
            int slot = next;
            next = (next + 1) % tags.size();
            if (Transactions.durable(database, connection -> thinOut(connection, slot, before))) {
                next = slot;
                return true;
            }
        }
        return false;
    }

    private boolean thinOut(Connection connection, int slot, Instant before) throws SQLException {
        Tag tag = tags.at(slot);
        String but = kept.isEmpty()
                ? ""
                : " and (run_id is null or run_id not in (" + String.join(", ", Collections.nCopies(kept.size(), "?"))
                        + "))";
        List<Object> values = new ArrayList<>(List.of(unit, tag.id().name(), before));
        values.addAll(kept);
        List<HistorianQueries.Stored> sound = HistorianQueries.stored(
                        connection,
                        " where unit = ? and tag = ? and to_at < ?" + but + " order by first_seq limit " + MOST_BLOCKS,
                        values.toArray())
                .stream()
                .filter(block -> block.block().isPresent())
                .toList();
        if (sound.isEmpty()) {
            return false;
        }
        replace(connection, tag.id().name(), retention.rule(slot).longTerm().toNanos(), sound);
        return true;
    }

    private void replace(Connection connection, String tag, long step, List<HistorianQueries.Stored> blocks)
            throws SQLException {
        Instant from = blocks.stream()
                .map(HistorianQueries.Stored::from)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant to = blocks.stream()
                .map(HistorianQueries.Stored::to)
                .max(Instant::compareTo)
                .orElseThrow();
        List<Long> gaps = HistorianQueries.gaps(connection, unit, tag, from, to).stream()
                .map(Gap::from)
                .map(Nanos::of)
                .toList();
        Columns columns = Columns.of(
                tag, blocks.stream().map(block -> block.block().orElseThrow()).toList(), step, gaps);
        long first = blocks.get(0).first();
        long last = blocks.get(blocks.size() - 1).last();
        byte[] payload = columns.encode();
        int count = columns.columns().size();
        Statements.change(
                connection,
                "insert into sample_column (unit, tag, first_seq, last_seq, from_at, to_at, step_s, columns, codec,"
                        + " payload, crc32c) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                unit,
                tag,
                first,
                last,
                from,
                to,
                step / 1e9,
                count,
                Columns.MIN_MEAN_MAX_DEFLATED,
                payload,
                BlockCodec.checksum(tag, first, last, count, payload));
        for (HistorianQueries.Stored block : blocks) {
            Statements.change(
                    connection,
                    "delete from sample_block where unit = ? and tag = ? and first_seq = ?",
                    unit,
                    tag,
                    block.first());
        }
    }
}
