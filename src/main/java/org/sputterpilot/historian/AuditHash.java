package org.sputterpilot.historian;

import java.util.List;
import org.sputterpilot.security.Secrets;

/** How an audit entry is bound to the one before it. */
public final class AuditHash {
    /** What stands before the first entry. */
    public static final String START = "0".repeat(64);

    /** How hashes are made today. */
    public static final int FORM = 2;

    private AuditHash() {}

    /** The hash of an entry in its place, made as the version that wrote it made it. */
    public static String of(long sequence, int form, String unit, String previous, AuditTrail.Entry entry) {
        List<Object> first = List.of(
                sequence,
                previous,
                entry.at(),
                entry.who(),
                entry.what(),
                entry.oldValue(),
                entry.newValue(),
                entry.why(),
                entry.origin(),
                entry.result());
        return Secrets.sha256(CanonicalJson.of(form == 1 ? first : List.of(form, unit, first, entry.signature())));
    }

    /** Whether a stored entry is what its hash says. */
    public static boolean fits(AuditTrail.Stored row) {
        return row.hash().equals(of(row.sequence(), row.form(), row.unit(), row.previousHash(), row.entry()))
                && (row.form() != 1 || row.entry().signature().isEmpty());
    }
}
