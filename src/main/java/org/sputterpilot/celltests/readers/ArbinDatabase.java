package org.sputterpilot.celltests.readers;

import com.healthmarketscience.jackcess.Database;
import com.healthmarketscience.jackcess.DatabaseBuilder;
import com.healthmarketscience.jackcess.Row;
import com.healthmarketscience.jackcess.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.UnreadableFileException;

/** Arbin's .res, an Access database. Its rows need not be stored in order. */
final class ArbinDatabase {
    private static final int MOST_ROWS = 4_000_000;

    private record Point(int test, int number, double[] values, String clock) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("Test_Time", Quantity.TEST_TIME_S, 1),
            new Column("Step_Time", Quantity.STEP_TIME_S, 1),
            new Column("Step_Index", Quantity.STEP, 1),
            new Column("Cycle_Index", Quantity.CYCLE, 1),
            new Column("Current", Quantity.CURRENT_A, 1),
            new Column("Voltage", Quantity.VOLTAGE_V, 1),
            new Column("Charge_Capacity", Quantity.CHARGE_AH, 1),
            new Column("Discharge_Capacity", Quantity.DISCHARGE_AH, 1));

    private ArbinDatabase() {}

    static void read(Reading reading, Path path) throws IOException, UnreadableFileException {
        try (Database database =
                new DatabaseBuilder(path.toFile()).setReadOnly(true).open()) {
            Table table = database.getTable("Channel_Normal_Table");
            if (table == null) {
                throw reading.refused(0, "table", "no Channel_Normal_Table in it; it has " + database.getTableNames());
            }
            List<Point> points = new ArrayList<>();
            for (Row row : table) {
                double[] values = new double[COLUMNS.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = number(row, COLUMNS.get(i).name());
                }
                double days = number(row, "DateTime");
                points.add(
                        new Point((int) number(row, "Test_ID"), (int) number(row, "Data_Point"), values, clock(days)));
                if (points.size() > MOST_ROWS) {
                    throw reading.refused(0, "size", "more than " + MOST_ROWS + " records");
                }
            }
            points.sort(Comparator.comparingInt(Point::test).thenComparingInt(Point::number));
            TreeSet<Integer> tests = new TreeSet<>();
            for (Point p : points) {
                if (tests.add(p.test)) {
                    reading.sink.table("test " + p.test, COLUMNS);
                }
                reading.sink.record(p.values, "", p.clock);
            }
            if (tests.isEmpty()) {
                reading.sink.table("no test", COLUMNS);
            }
            reading.notes.put("tests", tests.toString());
        }
    }

    private static double number(Row row, String name) {
        return row.get(name) instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    /** Excel's days, as text; their zone is the tester's. */
    private static String clock(double days) {
        return Double.isNaN(days)
                ? ""
                : java.time.LocalDateTime.of(1899, 12, 30, 0, 0)
                        .plusSeconds(Math.round(days * 86_400))
                        .format(java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }
}
