package org.sputterpilot.historian.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The append log under {@code data/journal}: numbered, checksummed records in segment files. A record counts as stored
 * after {@link #force()}. A file is never written again once the process that began it has ended, so a torn end stays
 * what it is and nothing valid is ever cut off.
 *
 * <p>File: {@code SPJ2}, length and checksum of the head, head (the tag list, opaque here); then records: {@code SPR1},
 * length of the payload, checksum over number and payload, number, payload. All numbers are largest byte first.
 */
final class SegmentLog implements AutoCloseable {
    static final int FILE_MARK = 0x53504A32;
    static final int RECORD_MARK = 0x53505231;
    static final int RECORD_HEAD = 20;
    static final int LARGEST_RECORD = 16 * 1024 * 1024;

    private final Path folder;
    private final byte[] head;
    private final long segmentBytes;
    private final TreeMap<Long, Path> segments = new TreeMap<>();
    private FileChannel channel;
    private long firstOfSegment;
    private long written;
    private long lastWritten;
    private volatile Mark stored;
    private int held;

    /** How far a reader may go: everything of older segments, and of this one up to a length. */
    record Mark(long segment, long length, long sequence) {}

    /**
     * A log that begins a new segment with its first record.
     *
     * @param head what every segment begins with
     * @param segmentBytes size after which the next segment is begun
     */
    SegmentLog(Path folder, byte[] head, long segmentBytes) throws IOException {
        this.folder = folder;
        this.head = head.clone();
        this.segmentBytes = segmentBytes;
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(f -> f.getFileName().toString().matches("[0-9]{19}\\.journal"))
                    .forEach(f -> segments.put(
                            Long.parseLong(f.getFileName().toString().substring(0, 19)), f));
        }
        this.stored = new Mark(0, 0, 0);
    }

    /** Appends one record; it is not stored before {@link #force()}. */
    void append(long sequence, ByteWriter payload) throws IOException {
        if (channel == null || written >= segmentBytes) {
            begin(sequence);
        }
        ByteBuffer record = ByteBuffer.allocate(RECORD_HEAD + payload.size());
        record.putInt(RECORD_MARK).putInt(payload.size()).putInt(checksum(sequence, payload.view()));
        record.putLong(sequence).put(payload.view()).flip();
        writeFully(record);
        lastWritten = sequence;
    }

    private void begin(long sequence) throws IOException {
        if (channel != null) {
            force();
            channel.close();
            channel = null;
        }
        // a failed attempt may have left a file of this number behind: it holds nothing that was stored
        Path file = folder.resolve(String.format("%019d.journal", sequence));
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        firstOfSegment = sequence;
        written = 0;
        ByteBuffer start = ByteBuffer.allocate(12 + head.length);
        start.putInt(FILE_MARK).putInt(head.length).putInt(checksum(0, ByteBuffer.wrap(head)));
        start.put(head).flip();
        writeFully(start);
        synchronized (segments) {
            segments.put(sequence, file);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            written += channel.write(bytes);
        }
    }

    /** Brings everything appended to the disk; when this returns it survives a power cut. */
    void force() throws IOException {
        if (channel != null && lastWritten >= firstOfSegment) {
            channel.force(false);
            stored = new Mark(firstOfSegment, written, lastWritten);
        }
    }

    /** Gives up the segment after a failed write; the next record begins a new one. */
    void abandonSegment() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // the write failed already; closing has nothing to add
            }
            channel = null;
        }
    }

    Mark stored() {
        return stored;
    }

    /** First numbers of all segments. */
    List<Long> segments() {
        synchronized (segments) {
            return new ArrayList<>(segments.keySet());
        }
    }

    Optional<Path> file(long segment) {
        synchronized (segments) {
            return Optional.ofNullable(segments.get(segment));
        }
    }

    /** Lets every file stand until the hold is closed, for whoever copies them. */
    Hold hold() {
        synchronized (segments) {
            held++;
        }
        return () -> {
            synchronized (segments) {
                held--;
            }
        };
    }

    /** Keeps files from being removed while it is open. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** Removes segments that hold only records before the number; the newest one stays. */
    int removeBefore(long sequence) throws IOException {
        int removed = 0;
        synchronized (segments) {
            while (held == 0 && segments.size() > 1) {
                long next = segments.higherKey(segments.firstKey());
                if (next > sequence) {
                    break;
                }
                Files.deleteIfExists(segments.pollFirstEntry().getValue());
                removed++;
            }
        }
        return removed;
    }

    static int checksum(long sequence, ByteBuffer payload) {
        CRC32C crc = new CRC32C();
        ByteBuffer number = ByteBuffer.allocate(8).putLong(sequence).flip();
        crc.update(number);
        crc.update(payload);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            force();
            channel.close();
            channel = null;
        }
    }
}
