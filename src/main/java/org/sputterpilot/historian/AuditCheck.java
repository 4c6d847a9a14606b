package org.sputterpilot.historian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.historian.AuditProof.Book;
import org.sputterpilot.historian.AuditProof.Break;
import org.sputterpilot.security.InstallationKey;

/**
 * Looks at the whole audit, row by row, and says where it does not fit: a row against its hash, a row against the one
 * before, a signature against its key, and the end against what the key said of it. Changes nothing.
 */
public final class AuditCheck<X extends Exception> {
    private static final int PAGE = 1000;

    private final AuditBooks<X> books;
    private final List<Break> breaks = new ArrayList<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Map<Long, String> rowHashes = new HashMap<>();
    private final Map<Long, String> signatures = new HashMap<>();
    private final Map<String, Long> signedRows = new HashMap<>();
    private final List<SignedRecord> reviews = new ArrayList<>();
    private final Set<String> oldReviews = new HashSet<>();
    private long rows;
    private boolean sealed;
    private long checkpoints;

    private AuditCheck(AuditBooks<X> books) {
        this.books = books;
    }

    /**
     * Reads everything.
     *
     * @param heads the heads kept beside the database, empty where one cannot be read; without the list the end is only
     *     known from the last checkpoint
     */
    public static <X extends Exception> AuditProof of(AuditBooks<X> books, Optional<List<Optional<AuditHead>>> heads)
            throws X {
        return new AuditCheck<>(books).all(heads.isPresent(), heads.orElse(List.of()));
    }

    private AuditProof all(boolean headsKept, List<Optional<AuditHead>> heads) throws X {
        List<AuditHead> points = books.checkpoints();
        Set<Long> wanted = new HashSet<>();
        points.forEach(point -> wanted.add(point.row()));
        heads.forEach(head -> head.ifPresent(known -> wanted.add(known.row())));
        knownKeys();
        rows(wanted);
        names();
        reviewers();
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

    private void knownKeys() throws X {
        List<AuditBooks.Key> all = books.keys();
        for (int i = 0; i < all.size(); i++) {
            AuditBooks.Key key = all.get(i);
            if (!InstallationKey.idOf(key.publicKey()).equals(key.id())) {
                found(Book.KEY, i + 1L, "is not the key of its fingerprint " + key.id());
            }
            keys.put(key.id(), key.publicKey());
        }
    }

    private void rows(Set<Long> wanted) throws X {
        String previous = AuditHash.START;
        long last = 0;
        long cursor = Long.MIN_VALUE;
        List<AuditTrail.Stored> page;
        do {
            page = books.rows(cursor, PAGE);
            for (AuditTrail.Stored row : page) {
                follows(Book.AUDIT, row.sequence(), last, row.previousHash().equals(previous));
                if (!AuditHash.fits(row)) {
                    found(Book.AUDIT, row.sequence(), "its content is not what its hash says");
                }
                if (wanted.contains(row.sequence())) {
                    rowHashes.put(row.sequence(), row.hash());
                }
                if (row.entry().what().startsWith(MatrixSignatures.ACT)
                        && row.entry().result().equals("done")) {
                    oldReviews.add(row.entry().who() + " " + row.entry().newValue());
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

    private void names() throws X {
        String previous = SignedRecord.START;
        long last = 0;
        long cursor = Long.MIN_VALUE;
        Set<String> ids = new HashSet<>();
        List<SignedRecord> page;
        do {
            page = books.signatures(cursor, PAGE);
            for (SignedRecord name : page) {
                follows(Book.SIGNATURE, name.number(), last, name.previous().equals(previous));
                if (!name.fits(keys.getOrDefault(name.keyId(), ""))) {
                    found(Book.SIGNATURE, name.number(), "does not stand under this record");
                }
                ids.add(name.id());
                if (name.act().equals(MatrixSignatures.ACT)) {
                    reviews.add(name);
                }
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

    /**
     * The names on the sheet of the matrix are those under the records the key signed: one that is altered, moved to
     * another matrix or put in by hand has no such record. Those from before there were signatures stand in the audit.
     */
    private void reviewers() throws X {
        List<MatrixSignatures.OnSheet> sheet = books.sheets();
        for (int i = 0; i < sheet.size(); i++) {
            MatrixSignatures.OnSheet one = sheet.get(i);
            boolean signed = reviews.stream().anyMatch(one::isSignedBy);
            boolean audited = oldReviews.contains(
                    one.signed().signature().user() + " " + one.signed().role().word() + " " + one.hash());
            boolean before = reviews.isEmpty()
                    || one.signed()
                            .signature()
                            .at()
                            .isBefore(reviews.get(0).by().at());
            if (!signed && !(audited && before)) {
                found(Book.MATRIX, i + 1L, "no signed record stands behind this name");
            }
        }
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
