package org.sputterpilot.historian.db;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.sputterpilot.historian.AuditHash;
import org.sputterpilot.historian.AuditHead;
import org.sputterpilot.historian.SignedRecord;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.SecretFile;

/**
 * Where the audit ends, said with the installation's key: after every row in a file beside the database, and now and
 * then in the database itself. A database alone cannot tell that its last rows are gone.
 */
public final class AuditHeads {
    /** Rows from one checkpoint in the database to the next. */
    private static final int EVERY = 50;

    private static final String FILE = "head.properties";

    private final Database database;
    private final String unit;
    private final InstallationKey key;
    private final Path folder;
    private final Optional<String> complaint;

    private AuditHeads(Database database, String unit, InstallationKey key, Path folder, Optional<String> complaint) {
        this.database = database;
        this.unit = unit;
        this.key = key;
        this.folder = folder;
        this.complaint = complaint;
    }

    /**
     * Takes the books over as they are. A head that says more than the database has is put aside as evidence, where
     * every later look finds it.
     *
     * @param folder where the head is kept, not in the database
     */
    public static AuditHeads open(Database database, String unit, InstallationKey key, Path folder, Instant now) {
        try {
            Files.createDirectories(folder);
            Optional<String> complaint = Optional.empty();
            Path file = folder.resolve(FILE);
            if (Files.exists(file)) {
                complaint = Transactions.read(database, connection -> lost(connection, file));
                if (complaint.isPresent()) {
                    Path aside = folder.resolve("head-" + now.toEpochMilli() + ".properties");
                    Files.move(file, aside);
                    complaint = Optional.of(complaint.get() + "; kept as " + aside.getFileName());
                }
            }
            AuditHeads heads = new AuditHeads(database, unit, key, folder, complaint);
            Transactions.durable(database, connection -> heads.knowTheKey(connection, now));
            heads.checkpoint(now);
            return heads;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the head of the audit in " + folder, e);
        }
    }

    /** What did not fit when the books were opened. */
    public Optional<String> complaint() {
        return complaint;
    }

    private int knowTheKey(Connection connection, Instant now) throws SQLException {
        if (Statements.first(connection, "select id from signing_key where id = ?", row -> row.getString(1), key.id())
                .isPresent()) {
            return 0;
        }
        return Statements.change(
                connection,
                "insert into signing_key (id, public_key, since) values (?, ?, ?)",
                key.id(),
                key.publicKey(),
                now);
    }

    private static Optional<String> lost(Connection connection, Path file) throws SQLException {
        Optional<AuditHead> kept = read(file);
        if (kept.isEmpty()) {
            return Optional.of("the head of the audit cannot be read");
        }
        AuditHead head = kept.get();
        Optional<String> there = Statements.first(
                connection, "select hash from audit where seq = ?", row -> row.getString(1), head.row());
        if (head.row() > 0 && !there.equals(Optional.of(head.rowHash()))) {
            return Optional.of("the audit went on to row " + head.row() + ", which is not there any more");
        }
        Optional<String> last = Statements.first(
                connection,
                "select signature from signature where number = ?",
                row -> row.getString(1),
                head.signatures());
        if (head.signatures() > 0 && !last.equals(Optional.of(head.lastSignature()))) {
            return Optional.of("there were " + head.signatures() + " signatures, and the last is not there any more");
        }
        return Optional.empty();
    }

    InstallationKey key() {
        return key;
    }

    String unit() {
        return unit;
    }

    /** Says now where the books end, in the database and beside it. */
    public synchronized void checkpoint(Instant now) {
        Transactions.durable(database, connection -> {
            AuditHead end = end(connection, now);
            return end.row() == 0 ? 0 : insert(connection, end);
        });
        moved(now);
    }

    /** After a row or a signature, in its transaction: a checkpoint when it is time for one. */
    void added(Connection connection, long sequence, Instant at) throws SQLException {
        if (sequence % EVERY == 0) {
            insert(connection, end(connection, at));
        }
    }

    /** After the transaction: the head beside the database follows. */
    void moved(Instant at) {
        AuditHead head = Transactions.read(database, connection -> end(connection, at));
        try {
            SecretFile.write(folder.resolve(FILE), text(head));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the head of the audit in " + folder, e);
        }
    }

    private AuditHead end(Connection connection, Instant at) throws SQLException {
        Optional<Object[]> row =
                Statements.first(connection, "select seq, hash from audit order by seq desc limit 1", r ->
                        new Object[] {r.getLong(1), r.getString(2)});
        Optional<Object[]> signature = Statements.first(
                connection, "select number, signature from signature order by number desc limit 1", r ->
                        new Object[] {r.getLong(1), r.getString(2)});
        long checkpoints = Statements.first(connection, "select max(number) from audit_checkpoint", r -> r.getLong(1))
                .orElse(0L);
        return AuditHead.signed(
                key,
                checkpoints,
                unit,
                at.truncatedTo(ChronoUnit.MICROS),
                row.map(r -> (Long) r[0]).orElse(0L),
                row.map(r -> (String) r[1]).orElse(AuditHash.START),
                signature.map(s -> (Long) s[0]).orElse(0L),
                signature.map(s -> (String) s[1]).orElse(SignedRecord.START));
    }

    private int insert(Connection connection, AuditHead end) throws SQLException {
        AuditHead next = AuditHead.signed(
                key,
                end.number() + 1,
                end.unit(),
                end.at(),
                end.row(),
                end.rowHash(),
                end.signatures(),
                end.lastSignature());
        return Statements.change(
                connection,
                "insert into audit_checkpoint (number, unit, at, audit_seq, audit_hash, signatures, last_signature,"
                        + " key_id, signature) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                next.number(),
                next.unit(),
                next.at(),
                next.row(),
                next.rowHash(),
                next.signatures(),
                next.lastSignature(),
                next.keyId(),
                next.signature());
    }

    static AuditHead stored(ResultSet row) throws SQLException {
        return new AuditHead(
                row.getLong("number"),
                row.getString("unit"),
                Statements.moment(row, "at"),
                row.getLong("audit_seq"),
                row.getString("audit_hash"),
                row.getLong("signatures"),
                row.getString("last_signature"),
                row.getString("key_id"),
                row.getString("signature"));
    }

    private static String text(AuditHead head) {
        return "number=" + head.number() + "\nunit=" + head.unit() + "\nat=" + head.at() + "\nrow=" + head.row()
                + "\nrowHash=" + head.rowHash() + "\nsignatures=" + head.signatures() + "\nlastSignature="
                + head.lastSignature() + "\nkey=" + head.keyId() + "\nsignature=" + head.signature() + "\n";
    }

    /** Every head that is kept in a folder, also those put aside; empty for a file that cannot be read. */
    static List<Optional<AuditHead>> kept(Path folder) {
        List<Optional<AuditHead>> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(f -> f.getFileName().toString().matches("head.*\\.properties"))
                    .sorted()
                    .forEach(f -> found.add(read(f)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        return found;
    }

    private static Optional<AuditHead> read(Path file) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
            return Optional.of(new AuditHead(
                    Long.parseLong(lines.getProperty("number")),
                    lines.getProperty("unit"),
                    Instant.parse(lines.getProperty("at", "")),
                    Long.parseLong(lines.getProperty("row")),
                    lines.getProperty("rowHash", ""),
                    Long.parseLong(lines.getProperty("signatures")),
                    lines.getProperty("lastSignature", ""),
                    lines.getProperty("key", ""),
                    lines.getProperty("signature", "")));
        } catch (IOException | IllegalArgumentException | DateTimeParseException damaged) {
            return Optional.empty();
        }
    }
}
