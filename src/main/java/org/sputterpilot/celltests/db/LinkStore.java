package org.sputterpilot.celltests.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sputterpilot.celltests.ChannelMount;
import org.sputterpilot.celltests.FileLink;
import org.sputterpilot.celltests.LinkBook;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.Transactions;

/** The channel board and the links of files to tests in the database. */
public final class LinkStore implements LinkBook {
    private static final int LONG_TEXT = 2000;

    private final Database database;
    private final String unit;

    public LinkStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public List<ChannelMount> mounts(int limit) {
        return some("m.unit = ? order by m.mounted_at desc, m.id limit ?", unit, limit);
    }

    @Override
    public Optional<ChannelMount> mount(String id) {
        return some("m.id = ?", id).stream().findFirst();
    }

    @Override
    public List<ChannelMount> mountsOn(String channelNumber) {
        return some("m.unit = ? and m.channel = ? order by m.mounted_at", unit, channelNumber);
    }

    @Override
    public List<ChannelMount> mountsOf(String cell) {
        return some("c.human_id = ? order by m.mounted_at", cell);
    }

    private List<ChannelMount> some(String where, Object... values) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select m.*, c.human_id from channel_mount m join cell c on c.id = m.cell_id where " + where,
                        LinkStore::mount,
                        values));
    }

    private static ChannelMount mount(ResultSet row) throws SQLException {
        Optional<Instant> ended = Statements.perhaps(row, "unmounted_at");
        String who = row.getString("unmounted_by");
        String reason = row.getString("end_reason");
        return new ChannelMount(
                row.getString("id"),
                row.getString("human_id"),
                new ChannelMount.Channel(
                        row.getString("device"), row.getString("device_unit"), row.getString("channel")),
                row.getString("protocol"),
                Statements.moment(row, "mounted_at"),
                row.getString("mounted_by"),
                row.getDouble("clock_offset_s"),
                ended.map(at -> new ChannelMount.End(at, who, reason)));
    }

    @Override
    public void add(ChannelMount mount, Ref cell) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "insert into channel_mount (id, unit, cell_id, device, device_unit, channel, protocol,"
                                + " mounted_at, mounted_by, clock_offset_s, unmounted_at, unmounted_by, end_reason)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        mount.id(),
                        unit,
                        cell.id(),
                        mount.channel().device(),
                        mount.channel().unit(),
                        mount.channel().number(),
                        Statements.clip(mount.protocol(), 120),
                        mount.mountedAt(),
                        mount.mountedBy(),
                        mount.clockOffsetS(),
                        Statements.momentOrNothing(mount.end().map(ChannelMount.End::at)),
                        mount.end().map(ChannelMount.End::who).orElse(""),
                        Statements.clip(
                                mount.end().map(ChannelMount.End::reason).orElse(""), 200)));
    }

    @Override
    public void end(String mount, ChannelMount.End end) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "update channel_mount set unmounted_at = ?, unmounted_by = ?, end_reason = ?"
                                + " where id = ? and unmounted_at is null",
                        end.at(),
                        end.who(),
                        Statements.clip(end.reason(), 200),
                        mount));
    }

    @Override
    public List<FileLink> links(String sha256) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select l.*, t.human_id from test_file_link l join cell_test t on t.id = l.test_id"
                                + " where l.sha256 = ? order by l.at, l.id",
                        LinkStore::link,
                        sha256));
    }

    static FileLink link(ResultSet row) throws SQLException {
        Optional<Instant> ended = Statements.perhaps(row, "ended_at");
        String who = row.getString("ended_by");
        String reason = row.getString("end_reason");
        return new FileLink(
                row.getString("sha256"),
                row.getString("human_id"),
                FileLink.How.valueOf(row.getString("how")),
                row.getDouble("confidence"),
                row.getString("evidence"),
                Statements.moment(row, "at"),
                row.getString("who"),
                ended.map(at -> new FileLink.End(at, who, reason)));
    }

    @Override
    public void add(FileLink link, Ref test) {
        Transactions.<Integer>durable(database, connection -> {
            Statements.change(
                    connection,
                    "insert into test_file_link (id, unit, sha256, test_id, how, confidence, evidence, at, who)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    UUID.randomUUID().toString(),
                    unit,
                    link.sha256(),
                    test.id(),
                    link.how().name(),
                    link.confidence(),
                    Statements.clip(link.evidence(), LONG_TEXT),
                    link.at(),
                    link.who());
            return Statements.change(
                    connection,
                    "update test_file set test_id = ?, linked_by = ? where sha256 = ?",
                    test.id(),
                    link.how().name(),
                    link.sha256());
        });
    }

    @Override
    public void end(String sha256, FileLink.End end) {
        Transactions.<Integer>durable(database, connection -> {
            Statements.change(
                    connection,
                    "update test_file_link set ended_at = ?, ended_by = ?, end_reason = ?"
                            + " where sha256 = ? and ended_at is null",
                    end.at(),
                    end.who(),
                    Statements.clip(end.reason(), LONG_TEXT),
                    sha256);
            return Statements.change(
                    connection, "update test_file set test_id = null, linked_by = '' where sha256 = ?", sha256);
        });
    }

    @Override
    public List<Waiting> withoutData(Instant before, int limit) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select t.human_id, c.human_id as cell, t.protocol, t.started_at, t.instrument, t.channel"
                                + " from cell_test t join cell c on c.id = t.cell_id where t.unit = ?"
                                + " and coalesce(t.started_at, t.created_at) <= ?"
                                + " and not exists (select 1 from test_file f where f.test_id = t.id)"
                                + " and t.life_h is null"
                                + " and not exists (select 1 from cell_result r where r.test_id = t.id)"
                                + " order by coalesce(t.started_at, t.created_at), t.human_id limit ?",
                        row -> new Waiting(
                                row.getString("human_id"),
                                row.getString("cell"),
                                row.getString("protocol"),
                                Statements.perhaps(row, "started_at"),
                                (row.getString("instrument") + " " + row.getString("channel")).strip()),
                        unit,
                        before,
                        limit));
    }
}
