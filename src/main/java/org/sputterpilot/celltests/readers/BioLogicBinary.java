package org.sputterpilot.celltests.readers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.UnreadableFileException;

/**
 * BioLogic's .mpr: modules for settings, data and log. Columns are numbers whose meaning every release may extend; one
 * unknown column is kept by its width, two make the file unreadable, for their widths cannot be told apart.
 */
final class BioLogicBinary {
    private static final int[] DATA_STARTS = {0x195, 0x196, 0x3ef, 0x3f0};
    private static final int[] LOG_DATES = {465, 469, 473, 585};
    /** Bits of one byte that many columns share. */
    private static final List<Integer> FLAGS = List.of(1, 2, 3, 21, 31, 65);

    private record Kind(String name, char type) {}

    private static final Map<Integer, Kind> KINDS = kinds();

    private final Reading reading;
    private final ByteBuffer bytes;

    BioLogicBinary(Reading reading, byte[] all) {
        this.reading = reading;
        bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** One line a column: number, d(ouble), f(loat), i(nt), h (16 bits) or b(yte), name. */
    private static Map<Integer, Kind> kinds() {
        Map<Integer, Kind> kinds = new HashMap<>();
        for (String line : """
                4 d time/s
                5 f control/V/mA
                6 f Ewe/V
                7 d dq/mA.h
                8 f I/mA
                9 f Ece/V
                11 d <I>/mA
                13 d (Q-Qo)/mA.h
                16 f Analog IN 1/V
                17 f Analog IN 2/V
                19 f control/V
                20 f control/mA
                23 d dQ/mA.h
                24 d cycle number
                26 f Rapp/Ohm
                27 f Ewe-Ece/V
                32 f freq/Hz
                33 f |Ewe|/V
                34 f |I|/A
                35 f Phase(Z)/deg
                36 f |Z|/Ohm
                37 f Re(Z)/Ohm
                38 f -Im(Z)/Ohm
                39 h I Range
                69 f R/Ohm
                70 f P/W
                74 d |Energy|/W.h
                75 f Analog OUT/V
                76 f <I>/mA
                77 f <Ewe>/V
                123 d Energy charge/W.h
                124 d Energy discharge/W.h
                125 d Capacitance charge/µF
                126 d Capacitance discharge/µF
                131 h Ns
                169 f Cs/µF
                172 f Cp/µF
                174 f <Ewe>/V
                178 f (Q-Qo)/C
                179 f dQ/C
                211 d Q charge/discharge/mA.h
                212 i half cycle
                213 i z cycle
                217 f THD Ewe/%
                218 f THD I/%
                220 f NSD Ewe/%
                221 f NSD I/%
                223 f NSR Ewe/%
                224 f NSR I/%
                230 f |Ewe h2|/V
                231 f |Ewe h3|/V
                232 f |Ewe h4|/V
                233 f |Ewe h5|/V
                234 f |Ewe h6|/V
                235 f |Ewe h7|/V
                236 f |I h2|/A
                237 f |I h3|/A
                238 f |I h4|/A
                239 f |I h5|/A
                240 f |I h6|/A
                241 f |I h7|/A
                326 f P/W
                434 f (Q-Qo)/C
                435 f dQ/C
                441 f <Ecv>/V
                462 f Temperature/°C
                467 d Q charge/discharge/mA.h
                468 i half cycle
                469 i z cycle
                471 f <Ece>/V
                473 f THD Ewe/%
                474 f THD I/%
                476 f NSD Ewe/%
                477 f NSD I/%
                479 f NSR Ewe/%
                480 f NSR I/%
                486 f |Ewe h2|/V
                487 f |Ewe h3|/V
                488 f |Ewe h4|/V
                489 f |Ewe h5|/V
                490 f |Ewe h6|/V
                491 f |Ewe h7|/V
                492 f |I h2|/A
                493 f |I h3|/A
                494 f |I h4|/A
                495 f |I h5|/A
                496 f |I h6|/A
                497 f |I h7|/A
                498 d Q charge/mA.h
                499 d Q discharge/mA.h
                500 d step time/s
                501 d Efficiency/%
                502 d Capacity/mA.h
                """.lines().toList()) {
            String[] words = line.split(" ", 3);
            kinds.put(Integer.parseInt(words[0]), new Kind(words[2], words[1].charAt(0)));
        }
        return kinds;
    }

    private static int width(char type) {
        return switch (type) {
            case 'd' -> 8;
            case 'f', 'i' -> 4;
            case 'h' -> 2;
            default -> 1;
        };
    }

    void read() throws UnreadableFileException {
        int at = 52;
        boolean data = false;
        while (at + 65 <= bytes.limit() && text(at, 6).equals("MODULE")) {
            boolean newer = bytes.getInt(at + 41) == -1;
            int length = bytes.getInt(at + (newer ? 45 : 41));
            int start = at + (newer ? 65 : 57);
            String name = text(at + 16, 25).strip();
            if (length < 0 || start + (long) length > bytes.limit()) {
                throw reading.refused(0, "cut", "module '" + name + "' at byte " + at + " is longer than the file");
            }
            if (name.equals("VMP data")) {
                records(start, length, newer);
                data = true;
            } else if (name.equals("VMP LOG")) {
                log(start, length);
            }
            at = start + length;
        }
        if (!data) {
            throw reading.refused(0, "data", "no data module in it");
        }
    }

    private String text(int at, int length) {
        return new String(bytes.array(), at, length, StandardCharsets.ISO_8859_1);
    }

    private void log(int start, int length) {
        for (int offset : LOG_DATES) {
            if (offset + 8 <= length) {
                double days = bytes.getDouble(start + offset);
                if (days > 40_000 && days < 60_000) { // between 2009 and 2064
                    reading.notes.put(
                            "acquisition started",
                            LocalDateTime.of(1899, 12, 30, 0, 0)
                                    .plusNanos(Math.round(days * 86_400_000.0) * 1_000_000)
                                    .toString());
                    return;
                }
            }
        }
    }

    private void records(int start, int length, boolean bigEndianIds) throws UnreadableFileException {
        if (length < 6) {
            throw reading.refused(0, "cut", "the data module is empty");
        }
        int count = bytes.getInt(start);
        int ids = bytes.get(start + 4) & 0xff;
        if (count < 0 || 5 + 2 * ids > length) {
            throw reading.refused(0, "cut", "the data module says " + count + " records of " + ids + " columns");
        }
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < ids; i++) {
            short id = bytes.getShort(start + 5 + 2 * i);
            found.add((bigEndianIds ? Short.reverseBytes(id) : id) & 0xffff);
        }
        List<Kind> kinds = layout(found, count, length);
        int size = kinds.stream().mapToInt(k -> width(k.type)).sum();
        if ((long) count * size > length) {
            throw reading.refused(0, "cut", count + " records of " + size + " bytes do not fit into the data module");
        }
        List<Column> columns = new ArrayList<>();
        for (Kind k : kinds) {
            Column c = HeaderWords.column(k.name);
            boolean again = columns.stream().anyMatch(o -> o.quantity() == c.quantity());
            columns.add(again ? new Column(c.name(), Quantity.OTHER, 1) : c);
        }
        reading.sink.table("VMP data", columns);
        int at = start + length - count * size;
        double[] values = new double[kinds.size()];
        for (int r = 0; r < count; r++) {
            for (int c = 0; c < values.length; c++) {
                char type = kinds.get(c).type;
                values[c] = number(at, type) * columns.get(c).factor();
                at += width(type);
            }
            reading.sink.record(values, "", "");
        }
    }

    private double number(int at, char type) {
        return switch (type) {
            case 'd' -> bytes.getDouble(at);
            case 'f' -> bytes.getFloat(at);
            case 'i' -> bytes.getInt(at) & 0xffffffffL;
            case 'h' -> bytes.getShort(at) & 0xffff;
            default -> bytes.get(at) & 0xff;
        };
    }

    private List<Kind> layout(List<Integer> ids, int count, int length) throws UnreadableFileException {
        List<Kind> kinds = new ArrayList<>();
        List<Integer> unknown = new ArrayList<>();
        for (int id : ids) {
            if (FLAGS.contains(id)) {
                if (kinds.stream().noneMatch(k -> k.name.equals("flags"))) {
                    kinds.add(new Kind("flags", 'b'));
                }
            } else if (KINDS.containsKey(id)) {
                kinds.add(KINDS.get(id));
            } else {
                unknown.add(kinds.size());
                kinds.add(new Kind("column " + id, '?'));
            }
        }
        if (unknown.size() > 1) {
            throw reading.refused(
                    0,
                    "column",
                    "columns that no reader knows: "
                            + unknown.stream().map(u -> kinds.get(u).name).toList());
        }
        if (unknown.size() == 1) {
            int rest = kinds.stream()
                    .filter(k -> k.type != '?')
                    .mapToInt(k -> width(k.type))
                    .sum();
            for (char type : new char[] {'f', 'd', 'h', 'b'}) {
                for (int start : DATA_STARTS) {
                    if (count > 0 && start + (long) count * (rest + width(type)) == length) {
                        String name = kinds.get(unknown.get(0)).name;
                        reading.warn(0, "UNKNOWN_COLUMN", name + " is read by its width");
                        kinds.set(unknown.get(0), new Kind(name, type));
                        return kinds;
                    }
                }
            }
            throw reading.refused(0, "column", kinds.get(unknown.get(0)).name + ": no reader knows it");
        }
        return kinds;
    }
}
