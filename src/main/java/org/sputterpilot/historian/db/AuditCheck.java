package org.sputterpilot.historian.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.historian.AuditHash;
import org.sputterpilot.historian.AuditHead;
import org.sputterpilot.historian.AuditProof;
import org.sputterpilot.historian.AuditProof.Book;
import org.sputterpilot.historian.AuditProof.Break;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.SignedRecord;
import org.sputterpilot.security.InstallationKey;

/**
 * Looks at the whole audit, row by row, and says where it does not fit: a row against its hash, a row against the one
 * before, a signature against its key, and the end against what the key said of it. Changes nothing.
 */
public final class AuditCheck {
    private static final int PAGE = 1000;

    private final Connection connection;
    private final List<Break> breaks = new ArrayList<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Map<Long, String> rowHashes = new HashMap<>();
    private final Map<Long, String> signatures = new HashMap<>();
    private final Map<String, Long> signedRows = new HashMap<>();
    private long rows;
    private boolean sealed;
    private long checkpoints;

    private AuditCheck(Connection connection) {
        this.connection = connection;
    }

    /**
     * Reads everything.
     *
     * @param folder where the heads are kept; without it the end is only known from the last checkpoint
     */
    public static AuditProof of(Database database, Optional<Path> folder) {
        // first the head: what is written meanwhile is longer than it, never shorter
        List<Optional<AuditHead>> heads = folder.map(AuditHeads::kept).orElse(List.of());
        return Transactions.read(database, connection -> new AuditCheck(connection).all(folder.isPresent(), heads));
    }

    private AuditProof all(boolean headsKept, List<Optional<AuditHead>> heads) throws SQLException {
        List<AuditHead> points =
                Statements.query(connection, "select * from audit_checkpoint order by number", AuditHeads::stored);
        Set<Long> wanted = new HashSet<>();
        points.forEach(point -> wanted.add(point.row()));
        heads.forEach(head -> head.ifPresent(known -> wanted.add(known.row())));
        knownKeys();
        rows(wanted);
        names();
        points(points);
        if (headsKept) {
            heads(heads);
        }
        return new AuditProof(
                rows,
                signatures.size(),
                checkpoints,
                keys.keySet().stream().sorted().toList(),
                breaks);
    }

    private void found(Book where, long row, String what) {
        breaks.add(new Break(where, row, what));
    }

    private void knownKeys() throws SQLException {
        List<String[]> all =
                Statements.query(connection, "select id, public_key from signing_key order by since, id", row ->
                        new String[] {row.getString(1), row.getString(2)});
        for (int i = 0; i < all.size(); i++) {
            String[] key = all.get(i);
            if (!InstallationKey.idOf(key[1]).equals(key[0])) {
                found(Book.KEY, i + 1L, "is not the key of its fingerprint " + key[0]);
            }
            keys.put(key[0], key[1]);
        }
    }

    private void rows(Set<Long> wanted) throws SQLException {
        String previous = AuditHash.START;
        long last = 0;
        long cursor = Long.MIN_VALUE;
        List<AuditTrail.Stored> page;
        do {
            page = Statements.query(
                    connection,
                    "select * from audit where seq > ? order by seq limit ?",
                    AuditLog::stored,
                    cursor,
                    PAGE);
            for (AuditTrail.Stored row : page) {
                follows(Book.AUDIT, row.sequence(), last, row.previousHash().equals(previous));
                if (!AuditHash.fits(row)) {
                    found(Book.AUDIT, row.sequence(), "its content is not what its hash says");
                }
                if (wanted.contains(row.sequence())) {
                    rowHashes.put(row.sequence(), row.hash());
                }
                if (!row.entry().signature().isEmpty()) {
                    signedRows.put(row.entry().signature(), row.sequence());
                }
                sealed |= row.form() != 1;
                previous = row.hash();
                last = row.sequence();
                cursor = last;
                rows++;
            }
        } while (page.size() == PAGE);
    }

    /** A number must be the next, and its entry must name the one before. */
    private void follows(Book book, long number, long last, boolean namesTheOneBefore) {
        if (number <= last) {
            found(book, number, "has no place before the first");
        } else if (number != last + 1) {
            found(
                    book,
                    last + 1,
                    number == last + 2 ? "is missing" : "is missing, and all up to " + (number - 1) + " with it");
        }
        if (!namesTheOneBefore) {
            found(book, number, "does not follow the one before it");
        }
    }

    private void names() throws SQLException {
        String previous = SignedRecord.START;
        long last = 0;
        long cursor = Long.MIN_VALUE;
        Set<String> ids = new HashSet<>();
        List<SignedRecord> page;
        do {
            page = Statements.query(
                    connection,
                    "select * from signature where number > ? order by number limit ?",
                    SignatureStore::stored,
                    cursor,
                    PAGE);
            for (SignedRecord name : page) {
                follows(Book.SIGNATURE, name.number(), last, name.previous().equals(previous));
                if (!name.fits(keys.getOrDefault(name.keyId(), ""))) {
                    found(Book.SIGNATURE, name.number(), "does not stand under this record");
                }
                ids.add(name.id());
                signatures.put(name.number(), name.signature());
                previous = name.signature();
                last = name.number();
                cursor = last;
            }
        } while (page.size() == PAGE);
        signedRows.forEach((id, row) -> {
            if (!ids.contains(id)) {
                found(Book.AUDIT, row, "the signature it names is missing: " + id);
            }
        });
    }

    private void points(List<AuditHead> points) {
        long last = 0;
        for (AuditHead point : points) {
            follows(Book.CHECKPOINT, point.number(), last, true);
            says(Book.CHECKPOINT, point.number(), point);
            last = point.number();
            checkpoints++;
        }
        if (sealed && points.isEmpty()) {
            found(Book.CHECKPOINT, 1, "is missing");
        }
    }

    private void heads(List<Optional<AuditHead>> heads) {
        if (heads.isEmpty() && sealed) {
            found(Book.HEAD, 0, "is missing");
        }
        for (Optional<AuditHead> kept : heads) {
            if (kept.isEmpty()) {
                found(Book.HEAD, 0, "cannot be read");
                continue;
            }
            AuditHead head = kept.get();
            says(Book.HEAD, head.row(), head);
            if (head.number() > checkpoints) {
                found(Book.CHECKPOINT, checkpoints + 1, "is missing: the head knows " + head.number());
            }
        }
    }

    private void says(Book book, long number, AuditHead head) {
        String key = keys.getOrDefault(head.keyId(), "");
        if (!InstallationKey.fits(key, head.signedText(), head.signature())) {
            found(book, number, "is not what the installation's key signed");
            return;
        }
        if (head.row() > rows) {
            found(Book.AUDIT, rows + 1, "is missing: the audit went on to row " + head.row() + " at " + head.at());
        } else if (head.row() > 0 && !head.rowHash().equals(rowHashes.get(head.row()))) {
            found(Book.AUDIT, head.row(), "is not the row the installation's key signed at " + head.at());
        }
        if (head.signatures() > 0 && !head.lastSignature().equals(signatures.get(head.signatures()))) {
            found(
                    Book.SIGNATURE,
                    Math.min(head.signatures(), signatures.size() + 1L),
                    "is missing or another: there were " + head.signatures() + " at " + head.at());
        }
    }
}
