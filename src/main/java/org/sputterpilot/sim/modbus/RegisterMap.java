package org.sputterpilot.sim.modbus;

import com.digitalpetri.modbus.ExceptionCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.RegisterPlace;
import org.sputterpilot.links.RegisterPlace.Table;
import org.sputterpilot.links.RegisterPlace.Type;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.sim.ChamberPort;

/**
 * The device's tables as the plant's own tag files describe them. What no tag is bound to reads as zero between bound
 * places and does not exist outside of them. The protocol knows no quality: a REAL nobody may trust reads as NaN.
 */
final class RegisterMap {
    private static final int WORD = 2;
    private static final int MOST_REGISTERS = 125; // what the byte count of an answer can say
    private static final int MOST_BITS = 2000;

    private final AtomicLong writeRequests = new AtomicLong();
    private final ChamberPort chamber;
    private final Map<Table, TreeMap<Integer, Cell>> tables = new EnumMap<>(Table.class);

    /** One bit or one word of a tag. */
    private record Cell(Tag tag, RegisterPlace place, int word) {}

    /** A value somebody has sent for a tag. */
    private record Sent(Tag tag, double base) {}

    /** Why a request is refused. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient ExceptionCode code;

        private Refused(ExceptionCode code) {
            super(code.name());
            this.code = code;
        }

        ExceptionCode code() {
            return code;
        }
    }

    RegisterMap(ChamberPort chamber, List<Binding> bindings) {
        this.chamber = chamber;
        for (Table table : Table.values()) {
            tables.put(table, new TreeMap<>());
        }
        for (Binding binding : bindings) {
            RegisterPlace place = RegisterPlace.parse(binding.place());
            if (place.isRaw()) {
                throw new IllegalArgumentException(
                        binding.id() + " at " + place + ": the virtual supply has plain BOOL, INT, UINT and REAL only");
            }
            for (int word = 0; word < Math.max(1, place.type().words()); word++) {
                Cell before =
                        tables.get(place.table()).put(place.number() - 1 + word, new Cell(binding.tag(), place, word));
                if (before != null) {
                    throw new IllegalArgumentException(
                            binding.id() + " and " + before.tag().id() + " share " + place);
                }
            }
        }
    }

    byte[] bits(Table table, int address, int quantity) throws Refused {
        Map<Integer, Cell> cells = known(table, address, quantity);
        byte[] packed = new byte[(quantity + Byte.SIZE - 1) / Byte.SIZE];
        cells.forEach((at, cell) -> {
            if (chamber.value(cell.tag().id()) == 1) {
                packed[(at - address) / Byte.SIZE] |= (byte) (1 << (at - address) % Byte.SIZE);
            }
        });
        return packed;
    }

    byte[] registers(Table table, int address, int quantity) throws Refused {
        Map<Integer, Cell> cells = known(table, address, quantity);
        ByteBuffer words = ByteBuffer.allocate(quantity * WORD);
        ByteBuffer current = ByteBuffer.allocate(2 * WORD);
        Tag encoded = null;
        for (Map.Entry<Integer, Cell> entry : cells.entrySet()) {
            Cell cell = entry.getValue();
            if (cell.tag() != encoded) {
                encode(cell, current); // once for both words, or a changing value would be torn
                encoded = cell.tag();
            }
            words.putShort((entry.getKey() - address) * WORD, current.getShort(cell.word() * WORD));
        }
        return words.array();
    }

    private Map<Integer, Cell> known(Table table, int address, int quantity) throws Refused {
        if (quantity < 1 || quantity > (table.isBits() ? MOST_BITS : MOST_REGISTERS)) {
            throw new Refused(ExceptionCode.ILLEGAL_DATA_VALUE);
        }
        Map<Integer, Cell> cells = tables.get(table).subMap(address, address + quantity);
        if (cells.isEmpty()) {
            throw new Refused(ExceptionCode.ILLEGAL_DATA_ADDRESS);
        }
        return cells;
    }

    private void encode(Cell cell, ByteBuffer into) {
        Tag tag = cell.tag();
        double shown = cell.place().toDevice(tag, chamber.value(tag.id()));
        if (cell.place().type() == Type.REAL) {
            into.putFloat(0, chamber.quality(tag.id()) == Quality.BAD ? Float.NaN : (float) shown);
        } else {
            into.putShort(0, (short) Math.round(shown));
        }
    }

    /** How often somebody has asked to write something, whether it was taken or not. */
    long writeRequests() {
        return writeRequests.get();
    }

    void writeCoils(int address, List<Boolean> values) throws Refused {
        writeRequests.incrementAndGet();
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Cell cell = writable(Table.COIL, address + i);
            sent.add(new Sent(cell.tag(), values.get(i) ? 1 : 0));
        }
        deliver(sent);
    }

    void writeRegisters(int address, byte[] values) throws Refused {
        writeRequests.incrementAndGet();
        ByteBuffer words = ByteBuffer.wrap(values);
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < values.length / WORD; ) {
            Cell cell = writable(Table.HOLDING_REGISTER, address + i);
            int taken = cell.place().type().words();
            if (cell.word() != 0 || (i + taken) * WORD > values.length) {
                throw new Refused(ExceptionCode.ILLEGAL_DATA_VALUE); // half a REAL is no number
            }
            double number =
                    switch (cell.place().type()) {
                        case REAL -> words.getFloat(i * WORD);
                        case UINT -> words.getShort(i * WORD) & 0xFFFF;
                        default -> words.getShort(i * WORD);
                    };
            double base = cell.tag().isState() ? number : cell.tag().unit().toBase(number);
            if (!inside(cell.tag(), base)) {
                throw new Refused(ExceptionCode.ILLEGAL_DATA_VALUE);
            }
            sent.add(new Sent(cell.tag(), within(cell.tag(), base)));
            i += taken;
        }
        deliver(sent);
    }

    private Cell writable(Table table, int at) throws Refused {
        Cell cell = tables.get(table).get(at);
        if (cell == null || !cell.tag().isCommand()) {
            throw new Refused(ExceptionCode.ILLEGAL_DATA_ADDRESS);
        }
        return cell;
    }

    private static boolean inside(Tag tag, double base) {
        if (tag.isState()) {
            return tag.isStateIndex(base);
        }
        // a float is not quite the double it was made from, and the end of the range is inside it
        double slack = Math.ulp((float) Math.max(Math.abs(tag.low()), Math.abs(tag.high())));
        return base >= tag.low() - slack && base <= tag.high() + slack;
    }

    private static double within(Tag tag, double base) {
        return tag.isState() ? base : Math.max(tag.low(), Math.min(tag.high(), base));
    }

    private void deliver(List<Sent> sent) {
        sent.forEach(one -> chamber.write(one.tag().id(), one.base()));
    }
}
