package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.AuditBooks;
import org.sputterpilot.historian.AuditCheck;
import org.sputterpilot.historian.AuditHead;
import org.sputterpilot.historian.AuditProof;
import org.sputterpilot.historian.AuditProof.Book;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.MatrixSignatures;
import org.sputterpilot.historian.SignedRecord;
import org.sputterpilot.historian.db.AuditHeads;
import org.sputterpilot.historian.db.AuditLog;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.SignatureStore;
import org.sputterpilot.historian.db.StoredBooks;
import org.sputterpilot.security.Signature;
import org.sputterpilot.security.db.KeyFile;

/**
 * A thousand times one byte of a row, a signature or a checkpoint, each found, and found where it is. The books are
 * read from their database once and altered in memory; the contract of the sealed audit alters them where they are
 * kept.
 */
class SealedAuditFlipsTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final int FLIPS = 1000;
    private static final int ROWS = 60;
    private static final int NAMES = 5;

    /** The books as they were read, with one entry replaced. */
    private record Altered(
            List<Key> keys,
            List<AuditTrail.Stored> all,
            List<SignedRecord> names,
            List<AuditHead> checkpoints,
            List<MatrixSignatures.OnSheet> sheets)
            implements AuditBooks<RuntimeException> {
        @Override
        public List<AuditTrail.Stored> rows(long after, int most) {
            return after < 0 ? all : List.of();
        }

        @Override
        public List<SignedRecord> signatures(long after, int most) {
            return after < 0 ? names : List.of();
        }

        AuditProof check() {
            return AuditCheck.of(this, Optional.empty());
        }
    }

    @Test
    void everyByteThatIsTurnedIsFoundWhereItIs(@TempDir Path folder) throws SQLException {
        long seed = 20260301;
        SplittableRandom random = new SplittableRandom(seed);
        Altered genuine = books(folder);
        assertThat(genuine.check().breaks()).isEmpty();
        assertThat(genuine.all()).hasSize(ROWS);
        int found = 0;
        for (int flip = 0; flip < FLIPS; flip++) {
            int where = random.nextInt(10);
            int row = random.nextInt(where < 6 ? ROWS : where < 9 ? NAMES : 1);
            Book book = where < 6 ? Book.AUDIT : where < 9 ? Book.SIGNATURE : Book.CHECKPOINT;
            Altered altered = new Altered(
                    genuine.keys(),
                    book == Book.AUDIT ? with(genuine.all(), row, random) : genuine.all(),
                    book == Book.SIGNATURE ? with(genuine.names(), row, random) : genuine.names(),
                    book == Book.CHECKPOINT ? with(genuine.checkpoints(), row, random) : genuine.checkpoints(),
                    genuine.sheets());
            assertThat(altered.check().breaks())
                    .as("seed " + seed + ", flip " + flip + " in " + book + " " + (row + 1))
                    .anyMatch(b -> b.where() == book && b.row() == row + 1);
            found++;
        }
        assertThat(found).isEqualTo(FLIPS);
    }

    private static Altered books(Path folder) throws SQLException {
        Database database = FreshH2.in(folder.resolve("historian"));
        try (Connection keeper = database.source().getConnection()) {
            AuditHeads heads = AuditHeads.open(
                    database, "PVD-01", KeyFile.keptIn(folder.resolve("keys")), folder.resolve("audit"), START);
            AuditTrail audit = new AuditLog(database, heads, folder.resolve("audit"));
            SignatureStore signatures = new SignatureStore(database, heads);
            for (int i = 1; i <= ROWS; i++) {
                Instant at = START.plusSeconds(i).plusNanos(123_456_789);
                String signed = i > NAMES
                        ? ""
                        : signatures
                                .sign(
                                        "run.start",
                                        "run R" + i,
                                        Map.of("recipe", "tio2-32nm-on-zn", "foils", List.of("ZF-" + i)),
                                        new Signature("operator", "Olga Operator 奥", "I start this run", at))
                                .id();
                audit.append(new AuditTrail.Entry(
                        at, "qa", "run.start", "old " + i, "new 100 % " + i, "because", "127.0.0.1", "done", signed));
            }
            StoredBooks stored = new StoredBooks(keeper);
            return new Altered(
                    stored.keys(),
                    stored.rows(Long.MIN_VALUE, ROWS),
                    stored.signatures(Long.MIN_VALUE, NAMES),
                    stored.checkpoints(),
                    stored.sheets());
        }
    }

    /** The list with one entry altered in one of its fields, whichever they are: a new field takes part by itself. */
    private static <T extends Record> List<T> with(List<T> list, int row, SplittableRandom random) {
        List<T> altered = new ArrayList<>(list);
        T turned = list.get(row);
        while (turned.equals(list.get(row))) {
            turned = turned(list.get(row), random);
        }
        altered.set(row, turned);
        return altered;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> T turned(T before, SplittableRandom random) {
        try {
            var parts = before.getClass().getRecordComponents();
            Object[] values = new Object[parts.length];
            Class<?>[] types = new Class<?>[parts.length];
            for (int i = 0; i < parts.length; i++) {
                values[i] = parts[i].getAccessor().invoke(before);
                types[i] = parts[i].getType();
            }
            int field = random.nextInt(parts.length);
            Object value = values[field];
            if (value instanceof Record inner) {
                values[field] = turned(inner, random);
            } else if (isNumberOfThePlace(parts[field].getName()) || value.equals("")) {
                return before;
            } else if (value instanceof Integer number) {
                values[field] = number ^ 1 << random.nextInt(14);
            } else {
                values[field] = Flips.turned(value, random);
            }
            var made = before.getClass().getDeclaredConstructor(types);
            made.setAccessible(true);
            return (T) made.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** By its number a row is found again; a wrong one is told of the row that is missing. */
    private static boolean isNumberOfThePlace(String field) {
        return field.equals("sequence") || field.equals("number");
    }
}
