package org.sputterpilot.celltests.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.HalfCycle;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.RecordSink;
import org.sputterpilot.historian.db.Statements;

/** Writes the records of a file into blocks while they pass, and a sketch of them for plots of the whole. */
final class BlockSink implements RecordSink {
    static final String RECORDS = "RECORDS";
    static final String SKETCH = "SKETCH";
    /** Test time, least and greatest voltage and current of {@value #TOGETHER} records. */
    static final String SKETCH_COLUMNS = "FROM_S,TO_S,MIN_V,MAX_V,MIN_A,MAX_A";

    static final int TOGETHER = 64;
    private static final int ROWS = 4096;
    private static final int HALVES_AT_ONCE = 500;
    private static final Set<Quantity> LEFT_OUT = EnumSet.of(Quantity.STATUS, Quantity.TIMESTAMP, Quantity.OTHER);

    private final String sha256;
    private final LongConsumer progress;
    private final PreparedStatement blocks;
    private final PreparedStatement halves;
    private int part = -1;
    private List<Quantity> held = List.of();
    private int[] from = {};
    private Rows records;
    private Rows sketch;
    private int time;
    private int volts;
    private int amperes;
    private long total;
    private int inBucket;
    private int halfCount;

    BlockSink(Connection connection, String sha256, LongConsumer progress) throws SQLException {
        this.sha256 = sha256;
        this.progress = progress;
        blocks = connection.prepareStatement("insert into cell_block (sha256, part, kind, position, records, from_s,"
                + " to_s, columns_held, payload) values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        halves = connection.prepareStatement("insert into cell_half_cycle (sha256, position, direction, start_s, end_s,"
                + " charge_ah, current_a, mean_v, late_v, plateau_v, most_v, tip, middle_v, median_v)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /** A statement of the database failed in the middle of a file. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedException(SQLException cause) {
            super(cause);
        }

        SQLException sql() {
            return (SQLException) getCause();
        }
    }

    @Override
    public void table(String name, List<Column> columns) {
        flush();
        part++;
        inBucket = 0;
        List<Quantity> quantities = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Quantity quantity = columns.get(i).quantity();
            if (!LEFT_OUT.contains(quantity) && !quantities.contains(quantity)) {
                quantities.add(quantity);
                places.add(i);
            }
        }
        held = quantities;
        from = places.stream().mapToInt(Integer::intValue).toArray();
        time = quantities.indexOf(Quantity.TEST_TIME_S);
        volts = quantities.indexOf(Quantity.VOLTAGE_V);
        amperes = quantities.indexOf(Quantity.CURRENT_A);
        String names = quantities.stream().map(Enum::name).collect(Collectors.joining(","));
        records = new Rows(RECORDS, names, quantities.size(), time, time);
        sketch = new Rows(SKETCH, SKETCH_COLUMNS, 6, 0, 1);
    }

    @Override
    public void record(double[] values, String status, String timestamp) {
        double[] row = records.next();
        for (int i = 0; i < from.length; i++) {
            row[i] = values[from[i]];
        }
        if (time >= 0) {
            boolean fresh = inBucket == 0;
            double[] bucket = fresh ? sketch.next() : sketch.row;
            inBucket = (inBucket + 1) % TOGETHER;
            bucket[0] = fresh ? row[time] : Math.min(bucket[0], row[time]);
            bucket[1] = fresh ? row[time] : Math.max(bucket[1], row[time]);
            spread(bucket, 2, volts < 0 ? Double.NaN : row[volts], fresh);
            spread(bucket, 4, amperes < 0 ? Double.NaN : row[amperes], fresh);
        }
        if (++total % ROWS == 0) {
            progress.accept(total);
        }
    }

    private static void spread(double[] bucket, int at, double value, boolean fresh) {
        bucket[at] = fresh || value < bucket[at] || Double.isNaN(bucket[at]) ? value : bucket[at];
        bucket[at + 1] = fresh || value > bucket[at + 1] || Double.isNaN(bucket[at + 1]) ? value : bucket[at + 1];
    }

    void half(HalfCycle half) {
        try {
            Statements.bind(
                    halves,
                    sha256,
                    half.number(),
                    half.direction(),
                    half.startS(),
                    half.endS(),
                    half.chargeAh(),
                    half.currentA(),
                    half.meanV(),
                    half.lateV(),
                    half.plateauV(),
                    half.mostV(),
                    half.tip(),
                    half.middleV(),
                    half.medianV());
            halves.addBatch();
            if (++halfCount % HALVES_AT_ONCE == 0) {
                halves.executeBatch();
            }
        } catch (SQLException e) {
            throw new FailedException(e);
        }
    }

    int halfCycles() {
        return halfCount;
    }

    /** What is left is written. */
    void finish() throws SQLException {
        try {
            flush();
            halves.executeBatch();
        } catch (FailedException e) {
            throw e.sql();
        } finally {
            blocks.close();
            halves.close();
        }
        progress.accept(total);
    }

    private void flush() {
        if (records != null) {
            records.write();
            sketch.write();
        }
    }

    /** Rows of one kind that wait for their block to be full. */
    private final class Rows {
        private final String kind;
        private final String names;
        private final double[][] columns;
        private final double[] row;
        private final int first;
        private final int last;
        private int rows;
        private int position;
        private boolean pending;

        private Rows(String kind, String names, int width, int first, int last) {
            this.kind = kind;
            this.names = names;
            this.first = first;
            this.last = last;
            columns = new double[width][ROWS];
            row = new double[width];
        }

        /** The row before is put into its columns; the next one is to be filled. */
        double[] next() {
            settle();
            if (rows == ROWS) {
                write();
            }
            pending = true;
            return row;
        }

        private void settle() {
            if (pending) {
                for (int c = 0; c < row.length; c++) {
                    columns[c][rows] = row[c];
                }
                rows++;
                pending = false;
            }
        }

        void write() {
            settle();
            if (rows == 0 || columns.length == 0) {
                rows = 0;
                return;
            }
            try {
                Statements.bind(
                        blocks,
                        sha256,
                        part,
                        kind,
                        position++,
                        rows,
                        first < 0 ? Double.NaN : least(columns[first]),
                        last < 0 ? Double.NaN : greatest(columns[last]),
                        names,
                        ColumnCodec.pack(columns, rows));
                blocks.executeUpdate();
            } catch (SQLException e) {
                throw new FailedException(e);
            }
            rows = 0;
        }

        private double least(double[] column) {
            double least = Double.NaN;
            for (int i = 0; i < rows; i++) {
                least = least <= column[i] ? least : column[i];
            }
            return least;
        }

        private double greatest(double[] column) {
            double greatest = Double.NaN;
            for (int i = 0; i < rows; i++) {
                greatest = greatest >= column[i] ? greatest : column[i];
            }
            return greatest;
        }
    }
}
