package org.sputterpilot.historian.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one segment of the journal. A record whose checksum does not fit is passed over and the search goes on behind
 * it, so that one rotten sector costs one record; what is missing shows in the numbers.
 */
final class SegmentReader {
    private SegmentReader() {}

    /** A record as it stands in the file. */
    record Entry(long sequence, byte[] payload) {}

    /**
     * A part of a segment.
     *
     * @param head what the segment begins with; empty when that is damaged, and then nothing in it can be read
     * @param entries records found, in order
     * @param next where to read on
     * @param damagedBytes bytes passed over
     */
    record Part(byte[] head, List<Entry> entries, long next, long damagedBytes) {}

    /** Reads from a position (0: the beginning) up to a length of the file. */
    static Part read(Path file, long from, long upTo, int mostEntries) throws IOException {
        byte[] bytes;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = Math.min(upTo, channel.size());
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, end - from));
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                // until full or the file ends
            }
            bytes = Arrays.copyOf(buffer.array(), buffer.position());
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] head = new byte[0];
        if (from == 0) {
            head = head(in);
            if (head.length == 0) {
                return new Part(head, List.of(), bytes.length, bytes.length);
            }
        }
        return records(in, from, head, mostEntries);
    }

    private static byte[] head(ByteBuffer in) {
        if (in.remaining() < 12 || in.getInt() != SegmentLog.FILE_MARK) {
            return new byte[0];
        }
        int length = in.getInt();
        int checksum = in.getInt();
        if (length <= 0 || length > in.remaining()) {
            return new byte[0];
        }
        byte[] head = new byte[length];
        in.get(head);
        return SegmentLog.checksum(0, ByteBuffer.wrap(head)) == checksum ? head : new byte[0];
    }

    private static Part records(ByteBuffer in, long from, byte[] head, int mostEntries) {
        List<Entry> entries = new ArrayList<>();
        long damaged = 0;
        long last = 0;
        while (in.hasRemaining() && entries.size() < mostEntries) {
            Entry entry = entry(in);
            if (entry != null && entry.sequence() > last) {
                entries.add(entry);
                last = entry.sequence();
            } else if (entry == null) {
                damaged++;
                in.position(in.position() + 1);
            }
        }
        return new Part(head, entries, from + in.position(), damaged);
    }

    /** The record at the position, which then moves behind it; null and unmoved when there is none. */
    private static Entry entry(ByteBuffer in) {
        int start = in.position();
        if (in.remaining() < SegmentLog.RECORD_HEAD || in.getInt(start) != SegmentLog.RECORD_MARK) {
            return null;
        }
        int length = in.getInt(start + 4);
        if (length < 0 || length > SegmentLog.LARGEST_RECORD || length > in.remaining() - SegmentLog.RECORD_HEAD) {
            return null;
        }
        long sequence = in.getLong(start + 12);
        ByteBuffer payload = in.slice(start + SegmentLog.RECORD_HEAD, length);
        if (SegmentLog.checksum(sequence, payload.duplicate()) != in.getInt(start + 8)) {
            return null;
        }
        byte[] bytes = new byte[length];
        payload.get(bytes);
        in.position(start + SegmentLog.RECORD_HEAD + length);
        return new Entry(sequence, bytes);
    }
}
