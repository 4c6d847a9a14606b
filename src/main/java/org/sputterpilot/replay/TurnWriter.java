package org.sputterpilot.replay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.cycle.Inbox;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/**
 * Turns as bytes, each as what is new since the one before it. {@link TurnReader} reads them in the same order.
 *
 * <p>What was heard of a tag in a turn is what has no age in the frozen image; where no time has passed since the turn
 * before, that it was heard again changes nothing.
 */
final class TurnWriter {
    /** What a turn's first byte says is there. */
    static final int TOLD = 1;

    static final int HEARD = 2;
    static final int SCALE = 4;
    static final int LINKS = 8;
    static final int REQUESTS = 16;
    static final int FAILED = 32;
    static final int BROKE_OFF = 64;

    /** What the byte of a reading says is new. */
    static final int VALUE = 1;

    static final int QUALITY = 2;
    static final int SOURCE = 4;
    static final int SERVER = 8;

    private final Decided.Columns columns;
    private final int size;
    private final long[] bits;
    private final Quality[] qualities;
    private final Instant[] sources;
    private final Instant[] servers;
    private final Map<String, Integer> words = new HashMap<>();
    private BitSet heard = new BitSet();
    private List<Told> told = List.of();
    private Map<String, String> links = Map.of();
    private double scale = 1;
    private Tick last;
    private Decided decided;
    private long sum;
    private ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    private Instant time = Instant.EPOCH;

    TurnWriter(TagTable tags, Matrix matrix) {
        columns = new Decided.Columns(tags, matrix);
        size = tags.size();
        bits = new long[size];
        qualities = new Quality[size];
        sources = new Instant[size];
        servers = new Instant[size];
        java.util.Arrays.fill(bits, Double.doubleToLongBits(Double.NaN));
        java.util.Arrays.fill(qualities, Quality.BAD);
        java.util.Arrays.fill(sources, Instant.EPOCH);
        java.util.Arrays.fill(servers, Instant.EPOCH);
        decided = columns.none();
        last = Tick.first(Instant.EPOCH);
    }

    /** Bytes that wait to be taken. */
    int waiting() {
        return out.size();
    }

    /** Over all that was decided so far. */
    long sum() {
        return sum;
    }

    /** The bytes since the last call. */
    byte[] take() {
        byte[] taken = out.toByteArray();
        out = new ByteArrayOutputStream(Math.max(4096, taken.length));
        return taken;
    }

    void write(TurnInputs turn) {
        ProcessImage image = turn.sensed();
        BitSet now = new BitSet(size);
        for (int slot = 0; slot < size; slot++) {
            if (image.ageNanos(slot) == 0) {
                now.set(slot);
            }
        }
        int flags = (turn.told().equals(told) ? 0 : TOLD)
                | (now.equals(heard) ? 0 : HEARD)
                | (image.communicationScale() == scale ? 0 : SCALE)
                | (turn.lostLinks().equals(links) ? 0 : LINKS)
                | (image.requests().isEmpty() ? 0 : REQUESTS)
                | (turn.failed().isEmpty() ? 0 : FAILED)
                | (turn.turn().isPresent() ? 0 : BROKE_OFF);
        out.write(flags);
        tick(turn.tick());
        if ((flags & TOLD) != 0) {
            told = turn.told();
            number(told.size());
            told.forEach(what -> text(RecordText.of(what)));
        }
        if ((flags & HEARD) != 0) {
            heard = now;
            byte[] set = now.toByteArray();
            number(set.length);
            out.writeBytes(set);
        }
        readings(image);
        if ((flags & SCALE) != 0) {
            scale = image.communicationScale();
            eight(Double.doubleToLongBits(scale));
        }
        if ((flags & LINKS) != 0) {
            links = turn.lostLinks();
            number(links.size());
            links.forEach((link, why) -> {
                text(link);
                text(why);
            });
        }
        if ((flags & REQUESTS) != 0) {
            number(image.requests().size());
            for (Request request : image.requests()) {
                text(RecordText.of(request));
            }
        }
        if ((flags & FAILED) != 0) {
            number(turn.failed().size());
            for (Inbox.FailedWrite write : turn.failed()) {
                text(write.tag().name());
                text(write.why());
            }
        }
        turn.turn().ifPresent(record -> decided(columns.of(record)));
    }

    private void tick(Tick tick) {
        signed(tick.number() - last.number());
        signed(tick.nanos() - last.nanos());
        signed(tick.dt().toNanos());
        time = last.at();
        time(tick.at());
        last = tick;
    }

    private void readings(ProcessImage image) {
        for (int slot = heard.nextSetBit(0); slot >= 0; slot = heard.nextSetBit(slot + 1)) {
            long value = Double.doubleToLongBits(image.lastValue(slot));
            Quality quality = image.quality(slot);
            Instant source = image.sourceTime(slot);
            Instant server = image.reading(slot).serverTime();
            int flags = (value == bits[slot] ? 0 : VALUE)
                    | (quality == qualities[slot] ? 0 : QUALITY)
                    | (source.equals(sources[slot]) ? 0 : SOURCE)
                    | (server.equals(servers[slot]) ? 0 : SERVER);
            out.write(flags);
            if ((flags & VALUE) != 0) {
                bits[slot] = value;
                eight(value);
            }
            if ((flags & QUALITY) != 0) {
                qualities[slot] = quality;
                out.write(quality.ordinal());
            }
            if ((flags & SOURCE) != 0) {
                sources[slot] = source;
                time(source);
            }
            if ((flags & SERVER) != 0) {
                servers[slot] = server;
                time(server);
            }
        }
    }

    private void decided(Decided now) {
        int changed = 0;
        for (int i = 0; i < now.numbers().length; i++) {
            changed += now.numbers()[i] == decided.numbers()[i] ? 0 : 1;
        }
        number(changed);
        for (int i = 0; i < now.numbers().length; i++) {
            if (now.numbers()[i] != decided.numbers()[i]) {
                number(i);
                eight(now.numbers()[i]);
            }
        }
        changed = 0;
        for (int i = 0; i < now.words().length; i++) {
            changed += now.words()[i].equals(decided.words()[i]) ? 0 : 1;
        }
        number(changed);
        for (int i = 0; i < now.words().length; i++) {
            if (!now.words()[i].equals(decided.words()[i])) {
                number(i);
                word(now.words()[i]);
            }
        }
        number(now.happened().size());
        for (Decided.Happened one : now.happened()) {
            word(one.kind());
            text(one.text());
        }
        out.write((int) now.digest());
        out.write((int) (now.digest() >>> 8));
        sum = Decided.sum(sum, now);
        decided = now;
    }

    // ---------------------------------------------------------------- bytes

    /** A word that comes again is written once. */
    private void word(String word) {
        Integer known = words.get(word);
        if (known == null) {
            number(0);
            text(word);
            words.put(word, words.size() + 1);
        } else {
            number(known);
        }
    }

    /** A moment, from the one written before it: those of one turn are near each other. */
    private void time(Instant at) {
        signed(at.getEpochSecond() - time.getEpochSecond());
        signed(at.getNano() - time.getNano());
        time = at;
    }

    private void text(String text) {
        byte[] letters = text.getBytes(StandardCharsets.UTF_8);
        number(letters.length);
        out.writeBytes(letters);
    }

    private void signed(long value) {
        number(value << 1 ^ value >> 63);
    }

    private void number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private void eight(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }
}
