package org.sputterpilot.celltests.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.sputterpilot.celltests.CellTestBook;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.Curve;
import org.sputterpilot.celltests.FactsSink;
import org.sputterpilot.celltests.FileLink;
import org.sputterpilot.celltests.FileState;
import org.sputterpilot.celltests.HalfCycle;
import org.sputterpilot.celltests.HalfCycles;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.ReadFile;
import org.sputterpilot.celltests.RecordSink;
import org.sputterpilot.celltests.Records;
import org.sputterpilot.celltests.TestFacts;
import org.sputterpilot.celltests.TestFile;
import org.sputterpilot.celltests.UnreadableFileException;
import org.sputterpilot.celltests.Warning;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.Transactions;

/** Testers' files in the database: what they say in plain tables, their records in compressed blocks. */
public final class CellTestStore implements CellTestBook {
    private static final int LONG_TEXT = 2000;
    private static final int MOST_NOTES = 200;
    private static final int MOST_WARNINGS = 200;
    /** So many records are looked at one by one, whatever the plot: two blocks of them. */
    private static final long FEW_RECORDS = 8192;

    private final Database database;
    private final String unit;

    public CellTestStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    // ---------------------------------------------------------------- files

    @Override
    public Optional<TestFile> file(String sha256) {
        return some("f.sha256 = ?", 1, sha256).stream().findFirst();
    }

    @Override
    public List<TestFile> files(Search search) {
        String where = "f.unit = ?" + (search.unlinkedOnly() ? " and f.test_id is null" : "");
        return search.test().isPresent()
                ? some(
                        where + " and t.human_id = ?",
                        search.limit(),
                        unit,
                        search.test().get())
                : some(where, search.limit(), unit);
    }

    private List<TestFile> some(String where, int limit, Object... values) {
        Object[] all = java.util.Arrays.copyOf(values, values.length + 1);
        all[values.length] = limit;
        return Transactions.read(database, connection -> {
            List<TestFile> found = new ArrayList<>();
            for (TestFile bare : Statements.query(
                    connection,
                    "select f.* from test_file f left join cell_test t on t.id = f.test_id where f.part = 0 and "
                            + where + " order by f.received_at desc, f.name limit ?",
                    CellTestStore::bare,
                    all)) {
                found.add(whole(connection, bare));
            }
            return found;
        });
    }

    private static TestFile bare(ResultSet row) throws SQLException {
        String rule = row.getString("wrong_rule");
        String format = row.getString("format");
        return new TestFile(
                row.getString("sha256"),
                row.getString("name"),
                row.getLong("size_bytes"),
                TestFile.Source.valueOf(row.getString("source")),
                row.getString("wanted"),
                Statements.moment(row, "received_at"),
                row.getString("received_by"),
                FileState.valueOf(row.getString("state")),
                new TestFile.Extent(
                        format,
                        row.getString("parser"),
                        row.getLong("records"),
                        row.getLong("cycles"),
                        row.getLong("half_cycles"),
                        row.getString("first_time"),
                        row.getString("last_time"),
                        perhaps(row, "min_voltage_v"),
                        perhaps(row, "max_voltage_v")),
                rule.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new TestFile.Wrong(row.getInt("wrong_line"), rule, row.getString("wrong"))),
                Map.of(),
                List.of(),
                Optional.empty());
    }

    private static OptionalDouble perhaps(ResultSet row, String column) throws SQLException {
        double value = Statements.number(row, column);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static TestFile whole(Connection connection, TestFile bare) throws SQLException {
        Map<String, String> notes = new LinkedHashMap<>();
        Statements.query(
                connection,
                "select name, note from test_file_note where sha256 = ? order by name",
                row -> notes.put(row.getString(1), row.getString(2)),
                bare.sha256());
        List<Warning> warnings = Statements.query(
                connection,
                "select line, code, message from test_file_warning where sha256 = ? order by position",
                row -> new Warning(row.getInt(1), row.getString(2), row.getString(3)),
                bare.sha256());
        Optional<FileLink> link = Statements.first(
                connection,
                "select l.*, t.human_id from test_file_link l join cell_test t on t.id = l.test_id"
                        + " where l.sha256 = ? and l.ended_at is null",
                LinkStore::link,
                bare.sha256());
        return new TestFile(
                bare.sha256(),
                bare.name(),
                bare.sizeBytes(),
                bare.source(),
                bare.wanted(),
                bare.receivedAt(),
                bare.receivedBy(),
                bare.state(),
                bare.extent(),
                bare.wrong(),
                notes,
                warnings,
                link);
    }

    @Override
    public List<String> unread() {
        return Transactions.durable(database, connection -> {
            Statements.change(
                    connection,
                    "update test_file set state = ? where unit = ? and state = ?",
                    FileState.READING.after(FileState.Act.CUT_OFF).orElseThrow().name(),
                    unit,
                    FileState.READING.name());
            return Statements.query(
                    connection,
                    "select sha256 from test_file where unit = ? and part = 0 and state = ? order by received_at, name",
                    row -> row.getString(1),
                    unit,
                    FileState.RECEIVED.name());
        });
    }

    @Override
    public boolean receive(TestFile file) {
        return Transactions.durable(database, connection -> {
            boolean known = Statements.first(
                            connection,
                            "select 1 from test_file where sha256 = ? and part = 0",
                            row -> 1,
                            file.sha256())
                    .isPresent();
            if (!known) {
                Statements.change(
                        connection,
                        "insert into test_file (sha256, part, unit, name, size_bytes, format, parser, parser_version,"
                                + " received_at, received_by, state, source, wanted)"
                                + " values (?, 0, ?, ?, ?, '', '', '', ?, ?, ?, ?, ?)",
                        file.sha256(),
                        unit,
                        Statements.clip(file.name(), 500),
                        file.sizeBytes(),
                        file.receivedAt(),
                        file.receivedBy(),
                        file.state().name(),
                        file.source().name(),
                        Statements.clip(file.wanted(), 60));
            }
            return !known;
        });
    }

    @Override
    public boolean move(String sha256, FileState.Act act) {
        return Transactions.durable(database, connection -> moved(connection, sha256, act));
    }

    private static boolean moved(Connection connection, String sha256, FileState.Act act) throws SQLException {
        for (FileState from : FileState.values()) {
            Optional<FileState> to = from.after(act);
            if (to.isPresent()
                    && Statements.change(
                                    connection,
                                    "update test_file set state = ? where sha256 = ? and part = 0 and state = ?",
                                    to.get().name(),
                                    sha256,
                                    from.name())
                            > 0) {
                return true;
            }
        }
        return false;
    }

    // ---------------------------------------------------------------- reading

    /** Carries what a reader throws out of the transaction that it ends. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException(UnreadableFileException cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    @Override
    public TestFile read(String sha256, Source reading, LongConsumer progress) throws IOException {
        try {
            Transactions.<Integer>durable(database, connection -> {
                forget(connection, sha256);
                write(connection, sha256, reading, progress);
                return 0;
            });
        } catch (StoppedException stopped) {
            refuse(sha256, (UnreadableFileException) stopped.getCause());
        } catch (UncheckedIOException e) {
            move(sha256, FileState.Act.CUT_OFF);
            throw e.getCause();
        } catch (RuntimeException e) {
            move(sha256, FileState.Act.CUT_OFF);
            throw e;
        }
        return file(sha256).orElseThrow();
    }

    private static void forget(Connection connection, String sha256) throws SQLException {
        for (String table :
                List.of("test_file_note", "test_file_warning", "cell_cycle", "cell_half_cycle", "cell_block")) {
            Statements.change(connection, "delete from " + table + " where sha256 = ?", sha256);
        }
    }

    private static void write(Connection connection, String sha256, Source reading, LongConsumer progress)
            throws SQLException {
        BlockSink blocks = new BlockSink(connection, sha256, progress);
        FactsSink facts = new FactsSink();
        HalfCycles halves = new HalfCycles(blocks::half);
        ReadFile read;
        try {
            read = reading.into(new Together(List.of(facts, halves, blocks)));
            halves.close();
        } catch (UnreadableFileException e) {
            throw new StoppedException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BlockSink.FailedException e) {
            throw e.sql();
        }
        blocks.finish();
        told(connection, sha256, read, facts.tables(), blocks.halfCycles());
        if (!moved(connection, sha256, FileState.Act.FINISH)) {
            throw new IllegalStateException(sha256 + " was not being read");
        }
    }

    /** Several who want the same records. */
    private record Together(List<RecordSink> sinks) implements RecordSink {
        @Override
        public void table(String name, List<Column> columns) {
            sinks.forEach(sink -> sink.table(name, columns));
        }

        @Override
        public void record(double[] values, String status, String timestamp) {
            for (RecordSink sink : sinks) {
                sink.record(values, status, timestamp);
            }
        }
    }

    private static void told(
            Connection connection, String sha256, ReadFile read, List<TestFacts> tables, int halfCycles)
            throws SQLException {
        String[] parser = read.parser().split("/", 2);
        Statements.change(
                connection,
                "update test_file set format = ?, parser = ?, parser_version = ?, records = ?, cycles = ?,"
                        + " half_cycles = ?, first_time = ?, last_time = ?, min_voltage_v = ?, max_voltage_v = ?,"
                        + " wrong_line = 0, wrong_rule = '', wrong = '' where sha256 = ? and part = 0",
                Statements.clip(read.format(), 60),
                Statements.clip(read.parser(), 60),
                Statements.clip(parser.length > 1 ? parser[1] : "", 40),
                tables.stream().mapToLong(TestFacts::records).sum(),
                // a table without labels counts its records under one label of -1
                tables.stream()
                        .mapToLong(table -> table.cycles().keySet().stream()
                                .filter(label -> label >= 0)
                                .count())
                        .sum(),
                halfCycles,
                Statements.clip(tables.isEmpty() ? "" : tables.get(0).firstTimestamp(), 60),
                Statements.clip(
                        tables.isEmpty() ? "" : tables.get(tables.size() - 1).lastTimestamp(), 60),
                known(tables.stream().map(table -> table.least(Quantity.VOLTAGE_V)))
                        .min()
                        .orElse(Double.NaN),
                known(tables.stream().map(table -> table.most(Quantity.VOLTAGE_V)))
                        .max()
                        .orElse(Double.NaN),
                sha256);
        int notes = 0;
        for (Map.Entry<String, String> note : read.notes().entrySet()) {
            if (notes++ < MOST_NOTES) {
                Statements.change(
                        connection,
                        "insert into test_file_note (sha256, name, note) values (?, ?, ?)",
                        sha256,
                        Statements.clip(note.getKey(), 190) + (note.getKey().length() > 190 ? " " + notes : ""),
                        Statements.clip(note.getValue(), LONG_TEXT));
            }
        }
        List<Warning> warnings = new ArrayList<>(read.warnings());
        tables.forEach(table -> warnings.addAll(table.doubts()));
        for (int i = 0; i < Math.min(MOST_WARNINGS, warnings.size()); i++) {
            Statements.change(
                    connection,
                    "insert into test_file_warning (sha256, position, line, code, message) values (?, ?, ?, ?, ?)",
                    sha256,
                    i,
                    warnings.get(i).line(),
                    warnings.get(i).code(),
                    Statements.clip(warnings.get(i).message(), LONG_TEXT));
        }
        cycles(connection, sha256, tables);
    }

    private static java.util.stream.DoubleStream known(Stream<OptionalDouble> values) {
        return values.filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble);
    }

    private static void cycles(Connection connection, String sha256, List<TestFacts> tables) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into cell_cycle (sha256, part, label,"
                + " records, charge_ah, discharge_ah, integrated_charge_ah, integrated_discharge_ah)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int part = 0; part < tables.size(); part++) {
                for (Map.Entry<Long, TestFacts.Cycle> one :
                        tables.get(part).cycles().entrySet()) {
                    TestFacts.Cycle cycle = one.getValue();
                    Statements.bind(
                            insert,
                            sha256,
                            part,
                            one.getKey(),
                            cycle.records(),
                            finite(cycle.chargeAh()),
                            finite(cycle.dischargeAh()),
                            finite(cycle.integratedChargeAh()),
                            finite(cycle.integratedDischargeAh()));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    private void refuse(String sha256, UnreadableFileException why) {
        Transactions.<Integer>durable(database, connection -> {
            moved(connection, sha256, FileState.Act.GIVE_UP);
            return Statements.change(
                    connection,
                    "update test_file set wrong_line = ?, wrong_rule = ?, wrong = ? where sha256 = ? and part = 0",
                    why.line(),
                    why.rule(),
                    Statements.clip(why.getMessage(), LONG_TEXT),
                    sha256);
        });
    }

    // ---------------------------------------------------------------- what was read

    @Override
    public List<HalfCycle> halfCycles(String sha256) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from cell_half_cycle where sha256 = ? order by position",
                        row -> new HalfCycle(
                                row.getInt("position"),
                                row.getInt("direction"),
                                row.getDouble("start_s"),
                                row.getDouble("end_s"),
                                row.getDouble("charge_ah"),
                                row.getDouble("current_a"),
                                row.getDouble("mean_v"),
                                row.getDouble("late_v"),
                                row.getDouble("plateau_v"),
                                row.getDouble("most_v"),
                                row.getBoolean("tip"),
                                row.getDouble("middle_v"),
                                row.getDouble("median_v")),
                        sha256));
    }

    @Override
    public List<LabelledCycle> cycles(String sha256) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from cell_cycle where sha256 = ? order by part, label",
                        row -> new LabelledCycle(
                                row.getInt("part"),
                                row.getLong("label"),
                                row.getLong("records"),
                                row.getDouble("charge_ah"),
                                row.getDouble("discharge_ah"),
                                row.getDouble("integrated_charge_ah"),
                                row.getDouble("integrated_discharge_ah")),
                        sha256));
    }

    /** Rows of one block that were asked for. */
    private record Held(String columns, double[][] rows) {}

    private List<Held> held(String sha256, String kind, double fromS, double toS) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select columns_held, records, payload from cell_block where sha256 = ? and kind = ?"
                                + " and (from_s is null or (to_s >= ? and from_s <= ?)) order by part, position",
                        row -> {
                            String columns = row.getString(1);
                            return new Held(
                                    columns,
                                    ColumnCodec.unpack(row.getBytes(3), columns.split(",").length, row.getInt(2)));
                        },
                        sha256,
                        kind,
                        bounded(fromS),
                        bounded(toS)));
    }

    /** What is not finite would be no number to the database. */
    private static double bounded(double seconds) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, seconds));
    }

    private long recordsIn(String sha256, double fromS, double toS) {
        return Transactions.read(
                        database,
                        connection -> Statements.first(
                                connection,
                                "select sum(records) from cell_block where sha256 = ? and kind = 'RECORDS'"
                                        + " and (from_s is null or (to_s >= ? and from_s <= ?))",
                                row -> row.getLong(1),
                                sha256,
                                bounded(fromS),
                                bounded(toS)))
                .orElse(0L);
    }

    @Override
    public Records records(String sha256, double fromS, double toS, int most) {
        long count = recordsIn(sha256, fromS, toS);
        if (count > most) {
            throw new TooManyException(count + " records, " + most + " are the most that are looked at together");
        }
        List<double[]> rows = new ArrayList<>();
        EnumMap<Quantity, Integer> at = new EnumMap<>(Quantity.class);
        for (Held block : held(sha256, BlockSink.RECORDS, fromS, toS)) {
            String[] names = block.columns().split(",");
            for (String name : names) {
                at.putIfAbsent(Quantity.valueOf(name), at.size());
            }
            for (int r = 0; r < block.rows()[0].length; r++) {
                double[] row = new double[Quantity.values().length];
                java.util.Arrays.fill(row, Double.NaN);
                for (int c = 0; c < names.length; c++) {
                    row[at.get(Quantity.valueOf(names[c]))] = block.rows()[c][r];
                }
                Integer time = at.get(Quantity.TEST_TIME_S);
                if (time == null || Double.isNaN(row[time]) || row[time] >= fromS && row[time] <= toS) {
                    rows.add(row);
                }
            }
        }
        Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
        at.forEach((quantity, c) ->
                columns.put(quantity, rows.stream().mapToDouble(row -> row[c]).toArray()));
        return new Records(columns);
    }

    @Override
    public Curve curve(String sha256, double fromS, double toS, int points) {
        long around = recordsIn(sha256, fromS, toS);
        boolean few = around <= Math.max(FEW_RECORDS, (long) points * BlockSink.TOGETHER);
        List<Curve.Bucket> buckets = new ArrayList<>();
        if (few) {
            Records all = records(sha256, fromS, toS, Integer.MAX_VALUE);
            double[] t = all.column(Quantity.TEST_TIME_S);
            double[] v = all.column(Quantity.VOLTAGE_V);
            double[] a = all.column(Quantity.CURRENT_A);
            for (int i = 0; i < t.length; i++) {
                if (!Double.isNaN(t[i])) {
                    buckets.add(new Curve.Bucket(t[i], t[i], v[i], v[i], a[i], a[i]));
                }
            }
        } else {
            for (Held block : held(sha256, BlockSink.SKETCH, fromS, toS)) {
                double[][] c = block.rows();
                for (int i = 0; i < c[0].length; i++) {
                    if (c[1][i] >= fromS && c[0][i] <= toS) {
                        buckets.add(new Curve.Bucket(c[0][i], c[1][i], c[2][i], c[3][i], c[4][i], c[5][i]));
                    }
                }
            }
        }
        return new Curve(buckets, few).thinned(points);
    }
}
