package org.sputterpilot.historian.db;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sputterpilot.historian.CanonicalJson;
import org.sputterpilot.historian.CanonicalJsonReader;
import org.sputterpilot.historian.RecordFile;
import org.sputterpilot.historian.RunSeal;
import org.sputterpilot.historian.SealProof;
import org.sputterpilot.historian.SealProof.Break;
import org.sputterpilot.historian.Sealed;
import org.sputterpilot.security.Secrets;

/** Looks whether what the database holds of a run is what was sealed, row by row and block by block. */
final class SealCheck {
    private final Connection connection;
    private final String run;
    private final List<String> good = new ArrayList<>();
    private final List<Break> breaks = new ArrayList<>();

    private SealCheck(Connection connection, String run) {
        this.connection = connection;
        this.run = run;
    }

    static Optional<SealProof> of(Database database, String run) {
        return Transactions.read(database, connection -> {
            Optional<RunSeal> seal = SealStore.find(connection, run);
            return seal.isEmpty()
                    ? Optional.<SealProof>empty()
                    : Optional.of(new SealCheck(connection, run).look(seal.get()));
        });
    }

    private SealProof look(RunSeal seal) throws SQLException {
        List<Sealed> chain = SealStore.chain(connection, run);
        SealProof file = RecordFile.verify(RecordFile.text(seal, chain).getBytes(StandardCharsets.UTF_8));
        good.addAll(file.good());
        breaks.addAll(file.breaks());
        if (!file.holds()) {
            return new SealProof(run, good, breaks, file.keys());
        }
        columns(seal.seal(), "seal", "select * from run_seal where run_id = ?", "unit", "sealedAt");
        for (int i = 0; i < chain.size(); i++) {
            columns(
                    chain.get(i),
                    "addendum " + (i + 1),
                    "select * from run_addendum where run_id = ? and number = " + (i + 1),
                    "unit",
                    "at");
        }
        rows(read(seal.record()));
        return new SealProof(run, good, breaks, file.keys());
    }

    /** A text that has just been found to hold. */
    private static Map<?, ?> read(String text) {
        try {
            return (Map<?, ?>) CanonicalJsonReader.read(text);
        } catch (CanonicalJsonReader.NotCanonicalException e) {
            throw new IllegalStateException("what holds cannot be read", e);
        }
    }

    /** What stands beside a document for the sake of questions says what the document says. */
    private void columns(Sealed seal, String where, String sql, String... names) throws SQLException {
        List<Map<String, Object>> found = SealedRows.all(connection, sql, run);
        if (found.isEmpty()) {
            breaks.add(new Break(where, -1, -1, "its row has another number"));
            return;
        }
        Map<String, Object> row = found.get(0);
        Map<?, ?> document = read(seal.document());
        Map<Object, Object> said = new HashMap<>(document);
        if (document.get("by") instanceof Map<?, ?> by) {
            said.put("at", by.get("at"));
            differs(where, "kind", row.get("kind"), document.get("what"));
        }
        differs(where, "run", row.get("runId"), document.get("run"));
        differs(where, "key", row.get("keyId"), document.get("key"));
        for (String name : names) {
            differs(where, name, row.get(name), said.get(name));
        }
    }

    private void differs(String where, String column, Object found, Object sealed) {
        if (!String.valueOf(found).equals(String.valueOf(sealed))) {
            breaks.add(new Break(where + ", " + column, -1, -1, "not what its document says"));
        }
    }

    private void rows(Map<?, ?> record) throws SQLException {
        Map<?, ?> sealedRun = (Map<?, ?>) record.get("run");
        Optional<Map<String, Object>> row = SealedRows.run(connection, run);
        if (row.isEmpty()) {
            breaks.add(new Break("run " + run, -1, -1, "the row is missing"));
            return;
        }
        compare("run " + run, sealedRun, row.get());
        Object batch = row.get().get(SealedRows.BATCH);
        Object hash = sealedRun.get("recordSha256");
        if (batch == null ? hash != null : !Secrets.sha256(batch.toString()).equals(hash)) {
            breaks.add(new Break("run " + run + ", batch record", -1, -1, "not what was sealed"));
        }
        String unit = String.valueOf(sealedRun.get("unit"));
        Instant start = Instant.parse(String.valueOf(sealedRun.get("startedAt")));
        Instant end = Instant.parse(String.valueOf(sealedRun.get("endedAt")));
        for (SealedRows.Section section : SealedRows.SECTIONS) {
            section(section, (List<?>) record.get(section.name()), unit, start, end);
        }
        signatures((List<?>) record.get("signatures"));
    }

    private void section(SealedRows.Section section, List<?> sealed, String unit, Instant start, Instant end)
            throws SQLException {
        Map<String, Map<String, Object>> found = SealedRows.of(connection, section, run, unit, start, end);
        int before = breaks.size();
        int thinned = 0;
        for (Object one : sealed) {
            Map<?, ?> was = (Map<?, ?>) one;
            String key = section.key(was);
            Map<String, Object> is = found.remove(key);
            if (is != null) {
                compare(key, was, is);
            } else if (section.name().equals("blocks") && isThinnedOut(was)) {
                thinned++;
            } else {
                breaks.add(new Break(key, -1, -1, "the row is missing"));
            }
        }
        if (section.closed()) {
            found.keySet().forEach(key -> breaks.add(new Break(key, -1, -1, "the row was added")));
        }
        if (breaks.size() == before) {
            good.add(sealed.size() + " rows of " + section.name()
                    + (thinned == 0 ? "" : ", of which " + thinned + " were thinned out when their time was over"));
        }
    }

    private boolean isThinnedOut(Map<?, ?> block) throws SQLException {
        return Statements.first(
                        connection,
                        "select 1 from sample_column where unit = ? and tag = ? and first_seq <= ? and last_seq >= ?",
                        row -> 1,
                        block.get("unit"),
                        block.get("tag"),
                        ((Double) block.get("firstSeq")).longValue(),
                        ((Double) block.get("lastSeq")).longValue())
                .isPresent();
    }

    private void signatures(List<?> sealed) throws SQLException {
        for (Object one : sealed) {
            Map<?, ?> was = (Map<?, ?>) one;
            String where = "signature " + CanonicalJson.of(was.get("number"));
            List<Map<String, Object>> is = SealedRows.all(
                    connection, "select * from signature where number = ?", ((Double) was.get("number")).longValue());
            if (is.isEmpty()) {
                breaks.add(new Break(where, -1, -1, "the row is missing"));
            } else {
                compare(where, was, is.get(0));
            }
        }
    }

    /** Whether a column still has the value that was sealed, which came back from its text. */
    private static boolean isSame(Object was, Object is) {
        if (was instanceof Double number && is instanceof Number column) {
            return number == column.doubleValue();
        }
        return is instanceof Instant at ? at.toString().equals(was) : Objects.equals(was, is);
    }

    /** Column by column; a column that a later version of the program added says nothing about the seal. */
    private void compare(String where, Map<?, ?> was, Map<String, Object> is) {
        was.forEach((column, value) -> {
            if (!isSame(value, is.get(column))) {
                breaks.add(new Break(where + ", " + column, -1, -1, "not what was sealed"));
            }
        });
    }
}
