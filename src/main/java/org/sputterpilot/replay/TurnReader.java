package org.sputterpilot.replay;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.cycle.Inbox;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/** Reads what {@link TurnWriter} wrote, in the same order and from the first turn on. */
final class TurnReader {
    private static final Quality[] QUALITIES = Quality.values();

    private final TagTable tags;
    private final double[] values;
    private final Quality[] qualities;
    private final Instant[] sources;
    private final Instant[] servers;
    private final List<String> words = new ArrayList<>();
    private BitSet heard = new BitSet();
    private List<Told> told = List.of();
    private Map<String, String> links = Map.of();
    private double scale = 1;
    private Tick last = Tick.first(Instant.EPOCH);
    private Decided decided;
    private ByteBuffer in = ByteBuffer.allocate(0);
    private Instant time = Instant.EPOCH;

    TurnReader(TagTable tags, Matrix matrix) {
        this.tags = tags;
        decided = new Decided.Columns(tags, matrix).none();
        values = new double[tags.size()];
        qualities = new Quality[tags.size()];
        sources = new Instant[tags.size()];
        servers = new Instant[tags.size()];
        java.util.Arrays.fill(values, Double.NaN);
        java.util.Arrays.fill(qualities, Quality.BAD);
        java.util.Arrays.fill(sources, Instant.EPOCH);
        java.util.Arrays.fill(servers, Instant.EPOCH);
    }

    /** The bytes that come next. */
    void take(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    boolean hasNext() {
        return in.hasRemaining();
    }

    /**
     * The next turn.
     *
     * @throws IOException when the bytes say nothing to this program
     */
    InputTurn next() throws IOException {
        try {
            return turn();
        } catch (RecordText.UnreadableException e) {
            throw new IOException(e.getMessage(), e);
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | DateTimeException
                | IllegalArgumentException
                | NegativeArraySizeException e) {
            throw new IOException("after turn " + last.number() + " nothing that could be a turn: " + e, e);
        }
    }

    private InputTurn turn() throws RecordText.UnreadableException {
        int flags = in.get();
        tick();
        if ((flags & TurnWriter.TOLD) != 0) {
            told = records(Told.class);
        }
        if ((flags & TurnWriter.HEARD) != 0) {
            byte[] set = new byte[count()];
            in.get(set);
            heard = BitSet.valueOf(set);
        }
        List<Reading> readings = readings();
        if ((flags & TurnWriter.SCALE) != 0) {
            scale = in.getDouble();
        }
        if ((flags & TurnWriter.LINKS) != 0) {
            Map<String, String> lost = new LinkedHashMap<>();
            for (int n = count(); n > 0; n--) {
                lost.put(text(), text());
            }
            links = lost;
        }
        List<Request> requests = (flags & TurnWriter.REQUESTS) == 0 ? List.of() : records(Request.class);
        List<Inbox.FailedWrite> failed = new ArrayList<>(0);
        if ((flags & TurnWriter.FAILED) != 0) {
            for (int n = count(); n > 0; n--) {
                failed.add(new Inbox.FailedWrite(TagId.of(text()), text()));
            }
        }
        Optional<Decided> came = (flags & TurnWriter.BROKE_OFF) == 0 ? Optional.of(decided()) : Optional.empty();
        return new InputTurn(last, told, readings, scale, requests, links, failed, came);
    }

    private <T> List<T> records(Class<T> kind) throws RecordText.UnreadableException {
        List<T> records = new ArrayList<>();
        for (int n = count(); n > 0; n--) {
            records.add(RecordText.read(text(), kind));
        }
        return records;
    }

    private void tick() {
        long number = last.number() + signed();
        long nanos = last.nanos() + signed();
        Duration dt = Duration.ofNanos(signed());
        time = last.at();
        last = new Tick(number, time(), Duration.ofNanos(nanos), dt);
    }

    private List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        for (int slot = heard.nextSetBit(0); slot >= 0; slot = heard.nextSetBit(slot + 1)) {
            int flags = in.get();
            if ((flags & TurnWriter.VALUE) != 0) {
                values[slot] = in.getDouble();
            }
            if ((flags & TurnWriter.QUALITY) != 0) {
                qualities[slot] = QUALITIES[in.get()];
            }
            if ((flags & TurnWriter.SOURCE) != 0) {
                sources[slot] = time();
            }
            if ((flags & TurnWriter.SERVER) != 0) {
                servers[slot] = time();
            }
            readings.add(new Reading(tags.at(slot).id(), values[slot], qualities[slot], sources[slot], servers[slot]));
        }
        return readings;
    }

    private Decided decided() {
        long[] numbers = decided.numbers().clone();
        for (int n = count(); n > 0; n--) {
            numbers[index()] = in.getLong();
        }
        String[] said = decided.words();
        int changed = count();
        if (changed > 0) {
            said = said.clone();
            for (int n = changed; n > 0; n--) {
                said[index()] = word();
            }
        }
        List<Decided.Happened> happened = new ArrayList<>(0);
        for (int n = count(); n > 0; n--) {
            happened.add(new Decided.Happened(word(), text()));
        }
        long digest = in.get() & 0xff;
        digest |= (in.get() & 0xffL) << 8;
        decided = new Decided(numbers, said, happened, digest);
        return decided;
    }

    // ---------------------------------------------------------------- bytes

    private String word() {
        int known = index();
        if (known == 0) {
            words.add(text());
            return words.get(words.size() - 1);
        }
        return words.get(known - 1);
    }

    private Instant time() {
        long second = time.getEpochSecond() + signed();
        time = Instant.ofEpochSecond(second, time.getNano() + signed());
        return time;
    }

    private String text() {
        byte[] letters = new byte[count()];
        in.get(letters);
        return new String(letters, StandardCharsets.UTF_8);
    }

    /** How many of something come; never more than there are bytes. */
    private int count() {
        int count = index();
        if (count > in.remaining()) {
            throw new IndexOutOfBoundsException("a count of " + count);
        }
        return count;
    }

    private int index() {
        long index = number();
        if (index < 0 || index > Integer.MAX_VALUE) {
            throw new IndexOutOfBoundsException("a place of " + index);
        }
        return (int) index;
    }

    private long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    private long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte part = in.get();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number without an end");
    }
}
