package org.sputterpilot.celltests.readers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.UnreadableFileException;

/** Workbooks of Neware, Landt and Arbin: sheets of records, spilled into the next sheet when one is full. */
final class Workbook {
    private static final int LONGEST_HEAD = 50;
    /** A workbook holds its texts in memory. */
    private static final long LARGEST = 512L << 20;

    private Workbook() {}

    /** @return the format by its headers */
    static String read(Reading reading, Path path) throws IOException, UnreadableFileException {
        refuseBomb(reading, path);
        String format = "";
        try (InputStream in = Files.newInputStream(path);
                ReadableWorkbook book = new ReadableWorkbook(in)) {
            for (Sheet sheet : book.getSheets().toList()) {
                String found = sheet(reading, sheet);
                format = format.isEmpty() ? found : format;
            }
        }
        if (format.isEmpty()) {
            throw reading.refused(0, "sheet", "no sheet with a header that names time, voltage and current");
        }
        return format;
    }

    /** What an archive says of its own size is believed only after it was unpacked once, into nothing. */
    private static void refuseBomb(Reading reading, Path path) throws IOException, UnreadableFileException {
        byte[] nothing = new byte[1 << 16];
        long all = 0;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                for (int read = zip.read(nothing); read >= 0; read = zip.read(nothing)) {
                    all += read;
                    if (all > LARGEST) {
                        throw reading.refused(0, "size", "it unpacks to more than " + (LARGEST >> 20) + " MiB");
                    }
                }
            }
        }
    }

    private static String sheet(Reading reading, Sheet sheet) throws IOException, UnreadableFileException {
        try (Stream<Row> stream = sheet.openStream()) {
            SheetRows rows = new SheetRows(stream.iterator());
            for (String[] row = rows.next(); row != null && rows.line() < LONGEST_HEAD; row = rows.next()) {
                List<Column> columns = new ArrayList<>();
                for (String name : row) {
                    columns.add(HeaderWords.column(name));
                }
                boolean records = columns.stream().anyMatch(c -> c.quantity() == Quantity.VOLTAGE_V)
                        && columns.stream().anyMatch(c -> c.quantity() == Quantity.CURRENT_A);
                if (records) {
                    new TableReader(reading, columns, false).read(sheet.getName(), rows);
                    return String.join(" ", row).matches(".*(SysTime|TestTime|测试时间|循环序号).*") ? "Landt xlsx" : "xlsx";
                }
            }
            return "";
        }
    }

    private static final class SheetRows implements Rows {
        private final Iterator<Row> rows;
        private int line;

        SheetRows(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public String[] next() {
            if (!rows.hasNext()) {
                return null;
            }
            Row row = rows.next();
            line = row.getRowNum();
            String[] cells = new String[row.getCellCount()];
            for (int i = 0; i < cells.length; i++) {
                Cell cell = row.hasCell(i) ? row.getCell(i) : null;
                cells[i] = cell == null || cell.getType() == CellType.EMPTY ? "" : String.valueOf(cell.getRawValue());
            }
            return cells;
        }

        @Override
        public int line() {
            return line;
        }
    }
}
