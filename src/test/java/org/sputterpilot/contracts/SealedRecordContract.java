package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sputterpilot.historian.Turns.DOOR;
import static org.sputterpilot.historian.Turns.PRESSURE;
import static org.sputterpilot.historian.Turns.SIGMA;
import static org.sputterpilot.historian.Turns.START;
import static org.sputterpilot.historian.Turns.THICKNESS;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.CanonicalJsonReader;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.RecordFile;
import org.sputterpilot.historian.Retention;
import org.sputterpilot.historian.RunSeal;
import org.sputterpilot.historian.SealBook;
import org.sputterpilot.historian.SealProof;
import org.sputterpilot.historian.Turns;
import org.sputterpilot.historian.db.AuditHeads;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.SealStore;
import org.sputterpilot.historian.db.SignatureStore;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.StoreAndForward;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.Signature;
import org.sputterpilot.security.db.KeyFile;

/** What the sealed record of a run promises, whichever database it is in. */
abstract class SealedRecordContract {
    private static final SealBook.Facts FACTS =
            new SealBook.Facts(START.plusSeconds(900), "1.2.3", "plant-hash", "matrix-hash");
    private static final Signature QA = new Signature("qa", "Qin An 秦安", "reviewed", START.plusSeconds(1000));

    /** So many rows are turned before they are looked for. */
    private static final int TOGETHER = 10;

    @TempDir
    Path folder;

    private Database database;
    private Connection keeper;
    private InstallationKey key;
    private StoreAndForward journal;
    private AuditHeads heads;
    private SealBook book;
    private final Turns turns = new Turns();

    /** A database without tables. */
    protected abstract Database emptyDatabase() throws Exception;

    /** The statement with which an administrator of the database takes the guards off. */
    protected abstract String withoutGuards(String table);

    /** How many bits are turned, one after the other. */
    protected int flips() {
        return 1000;
    }

    @BeforeEach
    void open() throws Exception {
        database = emptyDatabase();
        keeper = database.source().getConnection();
        key = KeyFile.keptIn(folder.resolve("keys"));
        heads = AuditHeads.open(database, "PVD-01", key, folder.resolve("audit"), START);
        start();
    }

    private void start() {
        journal = StoreAndForward.open(
                StoreAndForward.Settings.of(folder.resolve("journal"), "PVD-01"),
                Turns.TAGS,
                Retention.everything(Turns.TAGS.size()),
                Turns.recorder(),
                database);
        book = new SealStore(database, heads, journal.queries(), Turns.TAGS);
    }

    @AfterEach
    void close() throws SQLException {
        journal.close();
        keeper.close();
    }

    private void turn() {
        journal.record(turns.turn());
    }

    /** A run of some ten turns with samples, events, phases and a name under it. */
    private void run(String id) {
        new SignatureStore(database, heads)
                .sign(
                        "run.start",
                        "run " + id,
                        Map.of("recipe", "tio2-32nm-on-zn"),
                        new Signature("operator", "Olga Operator 奥", "I start this run", START));
        turns.put(DOOR, 1).put(THICKNESS, 0).put(SIGMA, 0);
        for (PhaseName phase : List.of(PhaseName.LOAD, PhaseName.PUMP_DOWN, PhaseName.DEPOSIT)) {
            turns.run(id, RunState.RUNNING, phase, "F1 箔", "F2");
            for (int i = 0; i < 3; i++) {
                turns.put(PRESSURE, 0.5 + i * 1e-3).put(THICKNESS, i * 4e-9);
                turns.say(new Event("COMMAND", "chamber.throttle", "opened \"by hand\" 手动 " + i, "operator"));
                turn();
            }
        }
    }

    private void end(String id) {
        turns.run(id, RunState.COMPLETE, PhaseName.UNLOAD, "F1 箔", "F2");
        turn();
        turns.put(PRESSURE, 1);
        turn();
    }

    private RunSeal sealed(String id) {
        run(id);
        end(id);
        assertThat(journal.settle(Duration.ofSeconds(10))).isTrue();
        return book.seal(id, FACTS).orElseThrow();
    }

    private byte[] file(String id) {
        return RecordFile.of(book.find(id).orElseThrow(), book.addenda(id, Instant.MAX))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Committed at once, but not brought to the disk: thousands of these are made. */
    private int change(String sql, Object... values) {
        try {
            return Statements.change(keeper, sql, values);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    // ---------------------------------------------------------------- what it says, and when

    @Test
    void theRecordHoldsWhatTheTablesHold() throws Exception {
        RunSeal seal = sealed("R1");
        Map<?, ?> record = (Map<?, ?>) CanonicalJsonReader.read(seal.record());

        assertThat(((Map<?, ?>) record.get("recipe")).get("text"))
                .isEqualTo("target_thickness: 32 nm # as it was started");
        assertThat((List<?>) record.get("phases")).hasSize(4);
        assertThat((List<?>) record.get("events")).hasSizeGreaterThanOrEqualTo(9);
        assertThat((List<?>) record.get("blocks"))
                .as("every tag, and nothing from after the end")
                .hasSize(Turns.TAGS.size());
        assertThat((List<?>) record.get("signatures")).hasSize(1);
        assertThat(((Map<?, ?>) record.get("installation")).get("matrixHash")).isEqualTo("matrix-hash");
        assertThat(book.verify("R1")).hasValueSatisfying(proof -> {
            assertThat(proof.breaks()).isEmpty();
            assertThat(proof.keys()).containsExactly(key.id());
        });
        assertThat(RecordFile.verify(file("R1")).breaks()).isEmpty();
    }

    @Test
    void aRunIsSealedOnceAndOnlyWhenItHasEnded() {
        run("R1");
        journal.settle(Duration.ofSeconds(10));
        assertThat(book.unsealed()).isEmpty();
        assertThat(book.seal("R1", FACTS)).isEmpty();
        end("R1");
        journal.settle(Duration.ofSeconds(10));
        assertThat(book.unsealed()).containsExactly("R1");
        RunSeal first = book.seal("R1", FACTS).orElseThrow();
        assertThat(book.seal("R1", new SealBook.Facts(START, "9", "x", "y"))).hasValue(first);
        assertThat(book.unsealed()).isEmpty();
    }

    /** The program was killed between the end of the run and its seal: the next start finds the run. */
    @Test
    void aRunThatWasClosedAndNotSealedIsSealedAfterTheNextStart() {
        run("R1");
        end("R1");
        journal.close();
        start();
        assertThat(book.unsealed()).containsExactly("R1");
        assertThat(journal.settle(Duration.ofSeconds(10))).isTrue();
        book.seal("R1", FACTS);
        assertThat(book.verify("R1").orElseThrow().breaks()).isEmpty();
    }

    /** The program was killed during the run: it is over since its newest record, and sealed as that. */
    @Test
    void aRunInWhichTheProgramDiedIsSealedAsAborted() throws Exception {
        run("R1");
        journal.close();
        start();
        journal.settle(Duration.ofSeconds(10));
        assertThat(book.unsealed()).containsExactly("R1");
        Map<?, ?> record = (Map<?, ?>)
                CanonicalJsonReader.read(book.seal("R1", FACTS).orElseThrow().record());
        Map<?, ?> run = (Map<?, ?>) record.get("run");
        assertThat(run.get("state")).isEqualTo("ABORTED");
        assertThat(run.get("endReason")).isEqualTo("the controller stopped during the run");
        assertThat((List<?>) record.get("events")).isNotEmpty();
        assertThat(book.verify("R1").orElseThrow().breaks()).isEmpty();
        turns.put(PRESSURE, 2);
        turns.run("", RunState.IDLE, PhaseName.LOAD);
        turn();
        journal.settle(Duration.ofSeconds(10));
        assertThat(book.verify("R1").orElseThrow().breaks())
                .as("what happens later, the gap until then too, touches it no more")
                .isEmpty();
    }

    @Test
    void addendaFollowOneAnotherAndTheSealedPartStays() {
        RunSeal seal = sealed("R1");
        book.add("R1", Addendum.Kind.MEASUREMENT, QA, "AFM 膜厚", Map.of("thicknessNm", 31.7))
                .orElseThrow();
        Signature later = new Signature("qa", "Qin An 秦安", "released", START.plusSeconds(2000));
        Addendum second = book.add("R1", Addendum.Kind.DISPOSITION, later, "released", Map.of())
                .orElseThrow();

        assertThat(second.number()).isEqualTo(2);
        assertThat(book.find("R1")).hasValue(seal);
        assertThat(book.addenda("R1", START.plusSeconds(1500)))
                .as("as of a day between them")
                .extracting(Addendum::text)
                .containsExactly("AFM 膜厚");
        assertThat(book.verify("R1").orElseThrow().breaks()).isEmpty();
        assertThat(book.add("none", Addendum.Kind.COMMENT, QA, "", Map.of())).isEmpty();
        List<Addendum> wrongOrder = new ArrayList<>(book.addenda("R1", Instant.MAX));
        java.util.Collections.reverse(wrongOrder);
        assertThat(RecordFile.verify(RecordFile.of(seal, wrongOrder).getBytes(StandardCharsets.UTF_8))
                        .breaks())
                .isNotEmpty();
        assertThat(RecordFile.verify(RecordFile.of(seal, List.of(second)).getBytes(StandardCharsets.UTF_8))
                        .breaks())
                .as("one was left out")
                .isNotEmpty();
    }

    @Test
    void theDatabaseRefusesToChangeWhatIsSealed() {
        sealed("R1");
        book.add("R1", Addendum.Kind.COMMENT, QA, "seen", Map.of());
        for (String sql : List.of(
                "update run_seal set record = ''",
                "delete from run_addendum",
                "update run_addendum set kind = 'COMMENT'")) {
            assertThatThrownBy(() -> change(sql)).as(sql).hasCauseInstanceOf(SQLException.class);
        }
    }

    /** Rows that somebody adds or removes are found like bits that turn. */
    @Test
    void rowsAddedAndRemovedAreFound() {
        sealed("R1");
        change("delete from event where run_id = 'R1' and kind = 'COMMAND' and seq = 5");
        change("update sample_block set run_id = null where tag = 'chamber.pressure' and run_id = 'R1'"
                + " and from_at = (select min(from_at) from sample_block where tag = 'chamber.pressure')");
        change(
                "insert into event (unit, seq, part, at, tick, run_id, kind, subject, text, who)"
                        + " select unit, seq, 77, at, tick, run_id, kind, subject, text, who from event where seq = 6 and part = 0");
        assertThat(book.verify("R1").orElseThrow().breaks())
                .extracting(SealProof.Break::where)
                .anyMatch(where -> where.startsWith("events 5/"))
                .anyMatch(where -> where.startsWith("blocks chamber.pressure/"))
                .contains("events 6/77");
    }

    // ---------------------------------------------------------------- a thousand bits

    /** One bit in one place of the database. */
    private record Place(String table, String label, String where, String column, int type, boolean isKey) {
        boolean isRow() {
            return !table.startsWith("run_seal") && !table.startsWith("run_addendum");
        }
    }

    /** What a break in this place is called. */
    private static String label(String table, String column, ResultSet row) throws SQLException {
        return switch (table) {
            case "run" -> "run R1";
            case "run_phase" -> "phases " + row.getLong("ordinal");
            case "event" -> "events " + row.getLong("seq") + "/" + row.getLong("part");
            case "sample_block" -> "blocks " + row.getString("tag") + "/" + row.getLong("first_seq");
            case "run_seal" -> column.equals("record") ? "record" : "seal";
            default -> "addend";
        };
    }

    private List<Place> places() throws SQLException {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("run", "id");
        tables.put("run_phase", "run_id, ordinal");
        tables.put("event", "unit, seq, part");
        tables.put("sample_block", "unit, tag, first_seq");
        tables.put("run_seal", "run_id");
        tables.put("run_addendum", "run_id, number");
        List<Place> places = new ArrayList<>();
        for (Map.Entry<String, String> table : tables.entrySet()) {
            String of = table.getKey().equals("run") ? "id" : "run_id";
            // the last turn of the journal lies after the end
            String only = table.getKey().equals("event") || table.getKey().equals("sample_block")
                    ? " and " + (table.getKey().equals("event") ? "at" : "from_at")
                            + " <= (select ended_at from run where id = 'R1')"
                    : "";
            try (Connection connection = database.source().getConnection();
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select * from " + table.getKey() + " where " + of + " = 'R1'" + only)) {
                ResultSetMetaData columns = rows.getMetaData();
                Set<String> keys = Set.of(table.getValue().split(", "));
                while (rows.next()) {
                    List<String> where = new ArrayList<>();
                    for (String name : keys) {
                        where.add(name + " = '" + rows.getString(name) + "'");
                    }
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        String name = columns.getColumnName(i);
                        rows.getObject(i);
                        // what other tables point at is kept by the database itself
                        if (!rows.wasNull() && !name.equals("run_id") && !name.equals("id")) {
                            places.add(new Place(
                                    table.getKey(),
                                    label(table.getKey(), name, rows),
                                    String.join(" and ", where),
                                    name,
                                    columns.getColumnType(i),
                                    keys.contains(name)));
                        }
                    }
                }
            }
        }
        return places;
    }

    @Test
    void everyTurnedBitInRowsAndBlocksIsFoundAndLocated() throws Exception {
        sealed("R1");
        book.add("R1", Addendum.Kind.MEASUREMENT, QA, "AFM 膜厚", Map.of("thicknessNm", 31.7));
        for (String table : List.of("run_seal", "run_addendum")) {
            try (Statement statement = keeper.createStatement()) {
                statement.execute(withoutGuards(table));
            }
        }
        List<Place> places = places();
        assertThat(book.verify("R1").orElseThrow().breaks()).isEmpty();
        long seed = Long.getLong("test.seed", 20_260_315L);
        SplittableRandom random = new SplittableRandom(seed);
        int turned = 0;
        keeper.setAutoCommit(false);
        while (turned < flips()) {
            List<Turned> together = turn(places, random, Math.min(TOGETHER, flips() - turned));
            keeper.commit();
            List<String> broken = book.verify("R1").map(SealProof::breaks).orElse(List.of()).stream()
                    .map(SealProof.Break::where)
                    .toList();
            for (Turned one : together) {
                assertThat(broken)
                        .as("seed %d, flip %d: %s", seed, turned++, one)
                        .anyMatch(where -> where.startsWith(one.place().label()));
            }
            Collections.reverse(together); // a key that was freed by one may have been taken by the next
            for (Turned one : together) {
                assertThat(set(one.place(), moved(one.place(), one.before(), one.after()), one.before()))
                        .isEqualTo(1);
            }
        }
        keeper.commit();
        keeper.setAutoCommit(true);
        assertThat(book.verify("R1").orElseThrow().breaks())
                .as("put back, seed " + seed)
                .isEmpty();
    }

    /** A bit that was turned. */
    private record Turned(Place place, Object before, Object after) {}

    /** Turns bits of several rows, which are then looked for at once; a seal or an addendum is looked at alone. */
    private List<Turned> turn(List<Place> places, SplittableRandom random, int most) throws SQLException {
        List<Turned> together = new ArrayList<>();
        while (together.size() < most) {
            Place place = places.get(random.nextInt(places.size()));
            boolean alone = !place.isRow();
            if (together.stream().anyMatch(one -> one.place().label().equals(place.label()))
                    || alone && !together.isEmpty()) {
                continue;
            }
            Object before = value(place);
            Object after = flipped(before, random);
            if (place.isKey() && isTaken(place, before, after)) {
                continue; // the database has one row of a key and refuses another
            }
            assertThat(set(place, place.where(), after)).as(place.toString()).isEqualTo(1);
            together.add(new Turned(place, before, after));
            if (alone) {
                break;
            }
        }
        return together;
    }

    private static String moved(Place place, Object before, Object after) {
        return place.isKey()
                ? place.where().replace(place.column() + " = '" + before + "'", place.column() + " = '" + after + "'")
                : place.where();
    }

    private boolean isTaken(Place place, Object before, Object after) throws SQLException {
        String sql = "select 1 from " + place.table() + " where " + moved(place, before, after);
        return Statements.first(keeper, sql, row -> 1).isPresent();
    }

    private Object value(Place place) throws SQLException {
        return Statements.<Object>first(
                        keeper,
                        "select " + place.column() + " from " + place.table() + " where " + place.where(),
                        row -> switch (place.type()) {
                            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> row.getBytes(1);
                            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                                Statements.moment(row, place.column());
                            case Types.DOUBLE -> row.getDouble(1);
                            case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> row.getLong(1);
                            case Types.BOOLEAN, Types.BIT -> row.getBoolean(1);
                            default -> row.getString(1);
                        })
                .orElseThrow();
    }

    private int set(Place place, String where, Object value) {
        return change("update " + place.table() + " set " + place.column() + " = ? where " + where, value);
    }

    private static Object flipped(Object before, SplittableRandom random) {
        if (before instanceof Instant at) {
            long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1000 ^ 1L << random.nextInt(50);
            return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
        }
        if (before instanceof Long number) {
            return number ^ 1L << random.nextInt(14);
        }
        if (before instanceof Boolean truth) {
            return !truth;
        }
        if (before instanceof Double number) {
            // not into the exponent's last bits, where there is no number any more
            double turned = Double.longBitsToDouble(Double.doubleToRawLongBits(number) ^ 1L << random.nextInt(62));
            return Double.isFinite(turned) ? turned : -number - 1;
        }
        if (before instanceof byte[] bytes) {
            return turned(bytes, random);
        }
        String text = before.toString();
        if (text.isEmpty()) {
            return "x";
        }
        while (true) {
            byte[] turned = turned(text.getBytes(StandardCharsets.UTF_8), random);
            String other = new String(turned, StandardCharsets.UTF_8);
            boolean whole = java.util.Arrays.equals(other.getBytes(StandardCharsets.UTF_8), turned);
            if (whole && other.indexOf('\u0000') < 0) {
                return other;
            }
        }
    }

    static byte[] turned(byte[] bytes, SplittableRandom random) {
        byte[] turned = bytes.clone();
        turned[random.nextInt(turned.length)] ^= (byte) (1 << random.nextInt(8));
        return turned;
    }

    @Test
    void everyTurnedBitInTheFileIsFoundAndLocated() {
        sealed("R1");
        book.add("R1", Addendum.Kind.MEASUREMENT, QA, "AFM 膜厚", Map.of("thicknessNm", 31.7));
        book.add("R1", Addendum.Kind.COMMENT, QA, "looks even", Map.of());
        byte[] file = file("R1");
        assertThat(RecordFile.verify(file).breaks()).isEmpty();
        long seed = Long.getLong("test.seed", 20_260_316L);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < flips(); i++) {
            byte[] turned = turned(file, random);
            int at = java.util.Arrays.mismatch(file, turned);
            List<SealProof.Break> breaks = RecordFile.verify(turned).breaks();
            assertThat(breaks)
                    .as("seed %d, flip %d at byte %d", seed, i, at)
                    .isNotEmpty()
                    .anyMatch(b -> b.from() <= at && at < b.to());
        }
    }
}
