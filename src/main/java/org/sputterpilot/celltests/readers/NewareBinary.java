package org.sputterpilot.celltests.readers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.UnreadableFileException;

/** Neware's .nda (versions 22 to 29) and .ndax (record files 5, 11, 14, 16 and 17). */
final class NewareBinary {
    private static final int PAGE = 4096;
    private static final int HEAD = 132;
    private static final int NDA_RECORD = 86;
    private static final int NDC_RECORD = 87;
    private static final long LARGEST = 256L << 20;

    private static final List<Column> COLUMNS = List.of(
            new Column("Index", Quantity.OTHER, 1),
            new Column("Cycle", Quantity.CYCLE, 1),
            new Column("Step", Quantity.STEP, 1),
            new Column("Time", Quantity.STEP_TIME_S, 1),
            new Column("Timestamp", Quantity.TEST_TIME_S, 1),
            new Column("Voltage", Quantity.VOLTAGE_V, 1),
            new Column("Current", Quantity.CURRENT_A, 1),
            new Column("Charge_Capacity", Quantity.CHARGE_AH, 1),
            new Column("Discharge_Capacity", Quantity.DISCHARGE_AH, 1));

    private static final Map<Integer, String> STATUS = Map.ofEntries(
            Map.entry(1, "CC_Chg"),
            Map.entry(2, "CC_DChg"),
            Map.entry(3, "CV_Chg"),
            Map.entry(4, "Rest"),
            Map.entry(5, "Cycle"),
            Map.entry(7, "CCCV_Chg"),
            Map.entry(8, "CP_DChg"),
            Map.entry(9, "CP_Chg"),
            Map.entry(10, "CR_DChg"),
            Map.entry(13, "Pause"),
            Map.entry(16, "Pulse"),
            Map.entry(17, "SIM"),
            Map.entry(19, "CV_DChg"),
            Map.entry(20, "CCCV_DChg"),
            Map.entry(21, "Control"),
            Map.entry(22, "OCV"),
            Map.entry(26, "CPCV_DChg"),
            Map.entry(27, "CPCV_Chg"));

    private final Reading reading;
    private final double[] values = new double[COLUMNS.size()];
    private double firstClock = Double.NaN;
    private int steps;
    private long lastStep = Long.MIN_VALUE;

    NewareBinary(Reading reading) {
        this.reading = reading;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What a count of current is in milliampere; the tester writes its range, not the unit. */
    private double milliampere(int range) throws UnreadableFileException {
        int size = Math.abs(range);
        if (range == 0) {
            return 0;
        }
        if (range == -100_000_000) {
            return 10;
        }
        if (range < 0 && size <= 200_000) {
            return size >= 1000 ? 1e-2 : size >= 100 ? 1e-3 : size >= 10 ? 1e-4 : 1e-5;
        }
        if (range > 0 && size <= 200_000) {
            return size >= 1000 ? 1e-1 : size >= 100 ? 1e-2 : size >= 10 ? 1e-3 : 1e-4;
        }
        throw reading.refused(0, "range", "a current range of code " + range + ", which no reader knows");
    }

    private void record(
            long index, double cycle, long step, String status, double time, double clock, double[] electric) {
        if (step != lastStep) {
            steps++;
            lastStep = step;
        }
        firstClock = Double.isNaN(firstClock) ? clock : firstClock;
        values[0] = index;
        values[1] = cycle;
        values[2] = steps;
        values[3] = time;
        values[4] = clock - firstClock;
        System.arraycopy(electric, 0, values, 5, 4);
        LocalDateTime at = LocalDateTime.ofEpochSecond(
                (long) Math.floor(clock),
                (int) (Math.round((clock - Math.floor(clock)) * 1000) % 1000) * 1_000_000,
                ZoneOffset.UTC);
        reading.sink.record(values, status, at.format(java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME));
    }

    private static String status(int code) {
        return STATUS.getOrDefault(code, "status " + code);
    }

    // ---------------------------------------------------------------- nda

    void nda(byte[] bytes) throws UnreadableFileException {
        ByteBuffer b = little(bytes);
        int version = bytes.length > 14 ? bytes[14] & 0xff : 0;
        if (version < 22 || version > 29) {
            throw reading.refused(
                    0, "version", "nda version " + version + "; 22 to 29 are read; export it as csv or xlsx");
        }
        reading.notes.put("nda version", Integer.toString(version));
        int at = firstRecord(b);
        if (at < 0) {
            throw reading.refused(0, "records", "no record in it");
        }
        reading.sink.table("nda", COLUMNS);
        for (; at + NDA_RECORD <= bytes.length; at += NDA_RECORD) {
            if (bytes[at] == 0x55 && b.getInt(at + 2) != 0 && bytes[at + 12] != 0) {
                double mA = milliampere(b.getInt(at + 78));
                double clock = version >= 26 ? clock(b, at + 70) : b.getLong(at + 70);
                if (!(Math.abs(clock) < 1e11)) {
                    throw reading.refused(0, "clock", "record at byte " + at + " is of no year");
                }
                record(
                        b.getInt(at + 2) & 0xffffffffL,
                        b.getInt(at + 6) + 1,
                        b.getInt(at + 10) & 0xffffffffL,
                        status(bytes[at + 12]),
                        b.getLong(at + 14) / 1000.0,
                        clock,
                        new double[] {
                            b.getInt(at + 22) / 10_000.0,
                            b.getInt(at + 26) * mA / 1000,
                            b.getLong(at + 38) * mA / 3.6e6,
                            b.getLong(at + 46) * mA / 3.6e6
                        });
            }
        }
    }

    private static int firstRecord(ByteBuffer b) {
        for (int i = 15; i + NDA_RECORD <= b.limit(); i++) {
            if (b.get(i) == 0x55 && b.get(i + 1) == 0 && b.getInt(i + 2) == 1 && b.get(i + 12) != 0) {
                int next = i + NDA_RECORD;
                if (next >= b.limit() || b.get(next) == 0x55 || b.get(next) == 0x65) {
                    return i;
                }
            }
        }
        return -1;
    }

    private double clock(ByteBuffer b, int at) throws UnreadableFileException {
        try {
            return LocalDateTime.of(
                            b.getShort(at) & 0xffff,
                            b.get(at + 2),
                            b.get(at + 3),
                            b.get(at + 4),
                            b.get(at + 5),
                            b.get(at + 6))
                    .toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw reading.refused(0, "clock", "no date at byte " + at);
        }
    }

    // ---------------------------------------------------------------- ndax

    void ndax(Path path) throws IOException, UnreadableFileException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            byte[] data = entry(zip, "data.ndc");
            if (data.length < 3) {
                throw reading.refused(0, "records", "data.ndc is empty");
            }
            int version = data[2] & 0xff;
            reading.notes.put("ndc version", Integer.toString(version));
            reading.sink.table("data.ndc", COLUMNS);
            switch (version) {
                case 5 -> whole(data);
                case 11, 14, 16, 17 ->
                    joined(version, data, entry(zip, "data_runInfo.ndc"), entry(zip, "data_step.ndc"));
                default ->
                    throw reading.refused(
                            0,
                            "version",
                            "ndc version " + version + "; 5, 11, 14, 16 and 17 are read; export it as csv");
            }
        }
    }

    private byte[] entry(ZipFile zip, String name) throws IOException, UnreadableFileException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw reading.refused(0, "entry", "no " + name + " in it");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw reading.refused(0, "size", name + " unpacks to more than " + (LARGEST >> 20) + " MiB");
            }
            return bytes;
        }
    }

    /** Version 5: every record is complete. */
    private void whole(byte[] data) throws UnreadableFileException {
        ByteBuffer b = little(data);
        for (int page = PAGE; page + PAGE <= data.length; page += PAGE) {
            for (int at = page + 125; at + NDC_RECORD <= page + PAGE - 56; at += NDC_RECORD) {
                if (data[at + 7] == 0x55) {
                    double mA = milliampere(b.getInt(at + 82));
                    record(
                            b.getInt(at + 8) & 0xffffffffL,
                            b.getInt(at + 12) + 1,
                            data[at + 16] & 0xff,
                            status(data[at + 17]),
                            b.getLong(at + 23) / 1000.0,
                            clock(b, at + 75),
                            new double[] {
                                b.getInt(at + 31) / 10_000.0,
                                b.getInt(at + 35) * mA / 1000,
                                b.getLong(at + 43) * mA / 3.6e6,
                                b.getLong(at + 51) * mA / 3.6e6
                            });
                }
            }
        }
    }

    private record Known(double time, double dt, double charge, double discharge, double clock, long step) {}

    private record Step(double cycle, String status) {}

    /** Later versions keep a time only now and then; what lies between follows from the interval in force. */
    private void joined(int version, byte[] data, byte[] run, byte[] step) {
        boolean ampere = version == 14 || version == 17;
        double voltUnit = ampere ? 1 : 1e-4;
        double ampereUnit = ampere ? 1 : 1e-3;
        Map<Integer, Known> known = known(run, version >= 16 ? 100 : version == 14 ? 55 : 47, ampere ? 1 : 1 / 3.6e6);
        List<Step> steps_ = steps(step, version >= 16);
        ByteBuffer b = little(data);
        Known now = null;
        int stepNumber = 0;
        double since = 0;
        double charge = 0;
        double discharge = 0;
        int index = 0;
        int filled = 0;
        long label = Long.MIN_VALUE;
        for (int page = PAGE; page + PAGE <= data.length; page += PAGE) {
            for (int at = page + HEAD; at + 8 <= page + PAGE - 4; at += 8) {
                index++;
                double volt = b.getFloat(at) * voltUnit;
                double ampereNow = b.getFloat(at + 4) * ampereUnit;
                Known here = known.get(index);
                if (volt == 0 || here == null && now == null) {
                    continue;
                }
                if (here != null) {
                    now = here;
                    since = 0;
                    charge = Math.abs(here.charge);
                    discharge = Math.abs(here.discharge);
                    if (here.step != label) {
                        stepNumber++;
                        label = here.step;
                    }
                } else {
                    filled++;
                    since += now.dt;
                    charge += Math.max(0, now.dt * ampereNow / 3600);
                    discharge += Math.max(0, -now.dt * ampereNow / 3600);
                }
                Step in = stepNumber <= steps_.size() ? steps_.get(stepNumber - 1) : new Step(Double.NaN, "");
                record(index, in.cycle, stepNumber, in.status, now.time + since, now.clock + since, new double[] {
                    volt, ampereNow, charge, discharge
                });
            }
        }
        if (filled > 0) {
            reading.warn(0, "TIMES_FILLED", filled + " records without a time have one from the interval in force");
        }
        reading.notes.put("time zone", "UTC");
    }

    private static Map<Integer, Known> known(byte[] run, int size, double ampereHour) {
        Map<Integer, Known> known = new HashMap<>();
        ByteBuffer b = little(run);
        for (int page = PAGE; page + PAGE <= run.length; page += PAGE) {
            for (int at = page + HEAD; at + size <= page + PAGE - 4; at += size) {
                int index = b.getInt(at + 41);
                if (index > 0) {
                    known.putIfAbsent(
                            index,
                            new Known(
                                    b.getInt(at) / 1000.0,
                                    b.getInt(at + 29) / 1000.0,
                                    b.getFloat(at + 5) * ampereHour,
                                    b.getFloat(at + 9) * ampereHour,
                                    b.getInt(at + 33) + b.getShort(at + 45) / 1000.0,
                                    b.getInt(at + 37)));
                }
            }
        }
        return known;
    }

    private static List<Step> steps(byte[] step, boolean large) {
        List<Step> steps = new ArrayList<>();
        ByteBuffer b = little(step);
        int size = large ? 100 : 37;
        for (int page = PAGE; page + PAGE <= step.length; page += PAGE) {
            for (int at = page + HEAD; at + size <= page + PAGE - 4; at += size) {
                if (b.getInt(at + (large ? 33 : 4)) != 0) {
                    steps.add(new Step(b.getInt(at) + 1, status(b.get(at + 24))));
                }
            }
        }
        return steps;
    }
}
