package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.AuditProof;
import org.sputterpilot.historian.AuditProof.Book;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.AuditTrail.Entry;
import org.sputterpilot.historian.AuditTrail.Search;
import org.sputterpilot.historian.MatrixSignatures;
import org.sputterpilot.historian.SignatureBook;
import org.sputterpilot.historian.SignedRecord;
import org.sputterpilot.historian.db.AuditHeads;
import org.sputterpilot.historian.db.AuditLog;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.MatrixSignatureStore;
import org.sputterpilot.historian.db.SignatureStore;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.Transactions;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Signature;
import org.sputterpilot.security.db.KeyFile;

/** What audit and signatures promise, whichever database they are in. */
abstract class SealedAuditContract {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final int ROWS = 60;
    private static final int NAMES = 5;
    private static final List<String> TABLES =
            List.of("audit", "audit_checkpoint", "signature", "signing_key", "matrix_signature");

    @TempDir
    Path folder;

    private Database database;
    private Connection keeper;
    private InstallationKey key;
    private AuditTrail audit;
    private SignatureBook signatures;

    /** A database without tables. */
    protected abstract Database emptyDatabase() throws Exception;

    /** The statement with which an administrator of the database takes the guards off. */
    protected abstract List<String> withoutGuards(String table);

    @BeforeEach
    void open() throws Exception {
        database = emptyDatabase();
        // H2 closes a database with its last connection
        keeper = database.source().getConnection();
        key = KeyFile.keptIn(folder.resolve("keys"));
        start();
        for (int i = 1; i <= ROWS; i++) {
            String signed = i <= NAMES ? sign(i).id() : "";
            audit.append(new Entry(
                    START.plusSeconds(i).plusNanos(123_456_789),
                    i % 2 == 0 ? "qa" : "operator",
                    i % 3 == 0 ? "run.start" : "interlocks.reset",
                    "old " + i,
                    "new 100 % " + i,
                    "because " + i,
                    "127.0.0.1",
                    i % 5 == 0 ? "refused 403: no" : "done",
                    signed));
        }
        assertThat(audit.verify().breaks()).isEmpty();
    }

    @AfterEach
    void close() throws SQLException {
        keeper.close();
    }

    private void start() {
        AuditHeads heads = AuditHeads.open(database, "PVD-01", key, folder.resolve("audit"), START);
        audit = new AuditLog(database, heads, folder.resolve("audit"));
        signatures = new SignatureStore(database, heads);
    }

    private SignedRecord sign(int i) {
        return signatures.sign(
                "run.start",
                "run R" + i,
                Map.of("recipe", "tio2-32nm-on-zn", "foils", List.of("ZF-" + i)),
                new Signature("operator", "Olga Operator 奥", "I start this run", START.plusSeconds(i)));
    }

    private int change(String sql, Object... values) {
        return Transactions.<Integer>durable(database, c -> Statements.change(c, sql, values));
    }

    private void takeGuardsOff() throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                for (String sql : withoutGuards(table)) {
                    statement.execute(sql);
                }
            }
        }
    }

    // ---------------------------------------------------------------- guards

    @Test
    void theDatabaseRefusesToChangeOrRemoveWhatIsAppendOnly() {
        change("insert into matrix_signature (unit, matrix_hash, role, who, name, meaning, at)"
                + " values ('PVD-01', 'h', 'qa', 'qa', 'Q', 'read', current_timestamp)");
        for (String table : TABLES) {
            String column = Map.of("signing_key", "public_key", "matrix_signature", "name", "audit", "why")
                    .getOrDefault(table, "unit");
            for (String sql : List.of(
                    "update " + table + " set " + column + " = 'other'",
                    "delete from " + table,
                    "truncate table " + table)) {
                if (sql.startsWith("truncate") && !canRefuseTruncate(table)) {
                    continue;
                }
                assertThatThrownBy(() -> change(sql)).as(sql).isInstanceOf(Transactions.FailedException.class);
            }
        }
        assertThat(audit.verify().breaks())
                .as("a name put under a matrix by hand is found all the same")
                .extracting(AuditProof.Break::where)
                .containsExactly(Book.MATRIX);
    }

    /** Whether emptying a whole table at once is refused. */
    protected boolean canRefuseTruncate(String table) {
        return true;
    }

    @Test
    void aGuardThatWasTakenOffIsBackAfterTheNextStart() throws Exception {
        takeGuardsOff();
        assertThat(change("update audit set why = 'because 1' where seq = 1")).isEqualTo(1);
        database.migrate();
        assertThatThrownBy(() -> change("update audit set why = 'because 1' where seq = 1"))
                .isInstanceOf(Transactions.FailedException.class);
    }

    // ---------------------------------------------------------------- flips

    /** One place in the books in which one byte may be turned. */
    private record Place(Book book, String table, String key, long row, String column) {}

    private static final List<String> AUDIT_COLUMNS = List.of(
            "unit",
            "at",
            "who",
            "what",
            "old_value",
            "new_value",
            "why",
            "origin",
            "result",
            "previous_hash",
            "hash",
            "form",
            "signature_id");
    private static final List<String> SIGNATURE_COLUMNS =
            List.of("id", "unit", "act", "object", "record", "who", "name", "meaning", "at", "previous", "signature");
    private static final List<String> CHECKPOINT_COLUMNS =
            List.of("unit", "at", "audit_hash", "signatures", "last_signature", "signature");

    /**
     * In every column once; that a thousand bytes are found wherever they stand, {@code SealedAuditFlipsTest} shows.
     */
    @Test
    void aByteThatIsTurnedInAnyColumnIsFoundWhereItIs() throws Exception {
        long seed = 20260301;
        SplittableRandom random = new SplittableRandom(seed);
        takeGuardsOff();
        for (Place place : places(random)) {
            Object before = value(place);
            Object after = Flips.turned(before, random);
            String told = "seed " + seed + ": " + place + ": " + before + " -> " + after;
            set(place, after);
            AuditProof proof = audit.verify();
            set(place, before);
            assertThat(proof.breaks()).as(told).anyMatch(b -> b.where() == place.book() && b.row() == place.row());
        }
        assertThat(audit.verify().breaks()).as("put back").isEmpty();
    }

    private static List<Place> places(SplittableRandom random) {
        List<Place> places = new ArrayList<>();
        for (String column : AUDIT_COLUMNS) {
            long row = 1 + random.nextInt(column.equals("signature_id") ? NAMES : ROWS);
            places.add(new Place(Book.AUDIT, "audit", "seq", row, column));
        }
        for (String column : SIGNATURE_COLUMNS) {
            places.add(new Place(Book.SIGNATURE, "signature", "number", 1 + random.nextInt(NAMES), column));
        }
        for (String column : CHECKPOINT_COLUMNS) {
            places.add(new Place(Book.CHECKPOINT, "audit_checkpoint", "number", 1, column));
        }
        return places;
    }

    private Object value(Place place) {
        String sql = "select " + place.column() + " from " + place.table() + " where " + place.key() + " = ?";
        return Transactions.<Object>read(database, c -> Statements.first(
                        c,
                        sql,
                        row -> switch (place.column()) {
                            case "at" -> Statements.moment(row, "at");
                            case "form", "signatures" -> row.getLong(1);
                            default -> row.getString(1);
                        },
                        place.row())
                .orElseThrow());
    }

    private void set(Place place, Object value) {
        String sql = "update " + place.table() + " set " + place.column() + " = ? where " + place.key() + " = ?";
        assertThat(change(sql, value, place.row())).isEqualTo(1);
    }

    // ---------------------------------------------------------------- what is cut, moved or made anew

    /** The last rows are gone, and the last checkpoint with them: only the head beside the database still knows. */
    @Test
    void aTailThatWasCutOffIsFound() throws Exception {
        takeGuardsOff();
        change("delete from audit where seq > 55");
        assertThat(audit.verify().breaks())
                .anyMatch(b ->
                        b.where() == Book.AUDIT && b.row() == 56 && b.what().contains("went on to row 60"));
    }

    @Test
    void aTailOfSignaturesThatWasCutOffIsFound() throws Exception {
        takeGuardsOff();
        change("delete from signature where number = " + NAMES);
        assertThat(audit.verify().breaks())
                .anyMatch(b -> b.where() == Book.SIGNATURE && b.row() == NAMES)
                .anyMatch(b -> b.where() == Book.AUDIT && b.row() == NAMES);
    }

    /** A start does not make the evidence go away by writing a new head over it. */
    @Test
    void aStartAfterACutKeepsTheEvidence() throws Exception {
        takeGuardsOff();
        change("delete from audit where seq > 55");
        AuditHeads heads = AuditHeads.open(database, "PVD-01", key, folder.resolve("audit"), START.plusSeconds(900));
        assertThat(heads.complaint())
                .hasValueSatisfying(text -> assertThat(text).contains("row 60"));
        start();
        for (int i = 0; i < 10; i++) {
            audit.append(new Entry(START, "qa", "run.release", "", "", "", "", "done"));
        }
        assertThat(audit.verify().breaks())
                .as("also when as many rows were written again")
                .anyMatch(b -> b.where() == Book.AUDIT && b.row() == 60);
    }

    /** Whoever can compute hashes can make a chain that fits in itself; they have not got the key. */
    @Test
    void aChainThatWasWrittenAnewIsNotWhatTheKeySigned() throws Exception {
        takeGuardsOff();
        List<AuditTrail.Stored> all = audit.find(Search.between(START, START.plusSeconds(3600), 1000));
        String previous = org.sputterpilot.historian.AuditHash.START;
        for (AuditTrail.Stored row : all) {
            Entry e = row.entry();
            Entry forged = row.sequence() == 10
                    ? new Entry(
                            e.at(), "admin", e.what(), e.oldValue(), e.newValue(), e.why(), e.origin(), e.result(), "")
                    : e;
            String hash =
                    org.sputterpilot.historian.AuditHash.of(row.sequence(), row.form(), row.unit(), previous, forged);
            change(
                    "update audit set who = ?, previous_hash = ?, hash = ? where seq = ?",
                    forged.who(),
                    previous,
                    hash,
                    row.sequence());
            previous = hash;
        }
        assertThat(audit.verify().breaks())
                .isNotEmpty()
                .allMatch(b -> b.where() == Book.AUDIT)
                .anyMatch(b -> b.row() == 50)
                .anyMatch(b -> b.row() == 60);
    }

    @Test
    void aRemovedRowIsNamed() throws Exception {
        takeGuardsOff();
        change("delete from audit where seq = 3");
        assertThat(audit.verify().breaks())
                .extracting(b -> b.where() + " " + b.row())
                .contains("AUDIT 3", "AUDIT 4");
    }

    @Test
    void aHeadThatIsGoneOrForeignIsFound() throws IOException {
        Path head = folder.resolve("audit/head.properties");
        String text = Files.readString(head);
        Files.writeString(head, text.replace("row=60", "row=59"));
        assertThat(audit.verify().breaks()).extracting(AuditProof.Break::where).containsExactly(Book.HEAD);
        Files.writeString(head, "nothing");
        assertThat(audit.verify().breaks()).extracting(AuditProof.Break::where).containsExactly(Book.HEAD);
        Files.delete(head);
        assertThat(audit.verify().breaks()).extracting(AuditProof.Break::where).containsExactly(Book.HEAD);
    }

    /** A crash between the row and the head leaves a head that lags behind, which is no break. */
    @Test
    void aHeadThatLagsBehindIsNoBreak() throws IOException {
        Path head = folder.resolve("audit/head.properties");
        Path old = folder.resolve("old");
        Files.copy(head, old);
        audit.append(new Entry(START, "qa", "run.release", "", "", "", "", "done"));
        Files.move(old, head, StandardCopyOption.REPLACE_EXISTING);
        assertThat(audit.verify().breaks()).isEmpty();
        start();
        assertThat(audit.verify().breaks()).isEmpty();
    }

    // ---------------------------------------------------------------- signatures

    /** 21 CFR 11.70: a signature cannot be copied to another record. */
    @Test
    void aSignatureThatIsCopiedToAnotherRecordIsRefused() throws Exception {
        SignedRecord genuine = signatures.under("run R3").get(0);
        Map<String, Object> content = Map.of("recipe", "tio2-32nm-on-zn", "foils", List.of("ZF-3"));
        assertThat(genuine.fits(key.publicKey())).isTrue();
        assertThat(genuine.isUnder("run.start", "run R3", content)).isTrue();
        assertThat(genuine.isUnder("run.start", "run R4", content)).isFalse();
        assertThat(genuine.isUnder("run.start", "run R3", Map.of("recipe", "other", "foils", List.of("ZF-3"))))
                .isFalse();

        takeGuardsOff();
        change("insert into signature (number, id, unit, act, object, record, who, name, meaning, at, previous, key_id,"
                + " signature) select 9, 'copy', unit, act, 'run R99', record, who, name, meaning, at, previous,"
                + " key_id, signature from signature where number = 3");
        assertThat(signatures.under("run R99")).singleElement().satisfies(copy -> assertThat(copy.fits(key.publicKey()))
                .isFalse());
        assertThat(audit.verify().breaks()).anyMatch(b -> b.where() == Book.SIGNATURE && b.row() == 9);
    }

    /** A reviewer's name belongs to one matrix and one role, and to what the key signed. */
    @Test
    void aNameUnderAMatrixThatIsAlteredOrMovedIsFound() throws Exception {
        MatrixSignatures sheet = new MatrixSignatureStore(database, "PVD-01");
        Signature qa = new Signature(
                "qa", "Q. A.", "I have read it", START.plusSeconds(900).plusNanos(123_456_789));
        signatures.sign(MatrixSignatures.ACT, MatrixSignatures.object("aa11"), MatrixSignatures.content(Role.QA), qa);
        sheet.sign("aa11", new MatrixSignatures.Signed(Role.QA, qa));
        assertThat(audit.verify().breaks()).isEmpty();
        takeGuardsOff();
        for (String[] forgery : new String[][] {
            {"matrix_hash", "bb22", "aa11"},
            {"role", "safety", "qa"},
            {"who", "qb", "qa"},
            {"name", "Q. B.", "Q. A."},
            {"meaning", "I approve", "I have read it"}
        }) {
            change("update matrix_signature set " + forgery[0] + " = ?", forgery[1]);
            assertThat(audit.verify().breaks())
                    .as(forgery[0])
                    .extracting(AuditProof.Break::where)
                    .containsExactly(Book.MATRIX);
            change("update matrix_signature set " + forgery[0] + " = ?", forgery[2]);
        }
        assertThat(audit.verify().breaks()).as("put back").isEmpty();
    }

    /** Everything that takes part in the check is in the record and the public key: no database is asked. */
    @Test
    void aSignatureIsCheckedOfflineAndAgainstItsOwnKeyOnly() {
        SignedRecord genuine =
                signatures.find(signatures.under("run R1").get(0).id()).orElseThrow();
        String known = signatures.publicKey(genuine.keyId()).orElseThrow();
        InstallationKey other = KeyFile.keptIn(folder.resolve("other"));
        assertThat(genuine.fits(known)).isTrue();
        assertThat(genuine.fits(other.publicKey())).isFalse();
        assertThat(genuine.fits("")).isFalse();
    }

    // ---------------------------------------------------------------- questions

    @Test
    void theAuditIsSearchedByEveryFieldAndPaged() {
        Instant end = START.plusSeconds(3600);
        assertThat(audit.find(new Search(START, end, "qa", "run.", "done", "", 0, false, 100)))
                .isNotEmpty()
                .allMatch(s -> s.entry().who().equals("qa")
                        && s.entry().what().equals("run.start")
                        && s.entry().result().equals("done"));
        assertThat(audit.find(new Search(START, end, "", "", "", "BECAUSE 17", 0, false, 100)))
                .extracting(AuditTrail.Stored::sequence)
                .containsExactly(17L);
        assertThat(audit.find(new Search(START, end, "", "", "", "100 % 1", 0, false, 100)))
                .as("a percent sign is a percent sign")
                .hasSize(11);
        assertThat(audit.find(new Search(START, end, "", "", "", "n_w", 0, false, 100)))
                .isEmpty();
        List<Long> paged = new ArrayList<>();
        long after = 0;
        List<AuditTrail.Stored> page;
        while (!(page = audit.find(new Search(START, end, "", "", "", "", after, true, 7))).isEmpty()) {
            page.forEach(row -> paged.add(row.sequence()));
            after = page.get(page.size() - 1).sequence();
        }
        assertThat(paged).hasSize(ROWS).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void textsThatNoDatabaseKeepsAreKeptAsTheyCanBe() {
        audit.append(new Entry(
                START,
                "x".repeat(999),
                "w",
                "zero \u0000 half \ud83d",
                "y".repeat(100_000),
                "y".repeat(1999) + "\ud83d\ude00",
                "",
                ""));
        assertThat(audit.verify().breaks()).isEmpty();
    }
}
