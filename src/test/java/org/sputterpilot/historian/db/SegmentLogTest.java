package org.sputterpilot.historian.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentLogTest {
    private static final byte[] HEAD = "a.b\nc.d".getBytes();
    private static final int RECORDS = 6;

    @TempDir
    Path folder;

    private static byte[] payload(long sequence) {
        byte[] payload = new byte[(int) (sequence * 7 % 23)];
        Arrays.fill(payload, (byte) sequence);
        return payload;
    }

    private Path smallFile() throws IOException {
        try (SegmentLog log = new SegmentLog(folder, HEAD, 1 << 20)) {
            for (long sequence = 1; sequence <= RECORDS; sequence++) {
                log.append(sequence, new ByteWriter().put(payload(sequence)));
            }
            log.force();
            assertThat(log.stored().sequence()).isEqualTo(RECORDS);
            return log.file(1).orElseThrow();
        }
    }

    private static SegmentReader.Part read(Path file) throws IOException {
        return SegmentReader.read(file, 0, Long.MAX_VALUE, 1000);
    }

    private static List<Long> numbers(SegmentReader.Part part) {
        return part.entries().stream().map(SegmentReader.Entry::sequence).toList();
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        SegmentReader.Part part = read(smallFile());
        assertThat(part.head()).isEqualTo(HEAD);
        assertThat(numbers(part)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(part.damagedBytes()).isZero();
        part.entries().forEach(e -> assertThat(e.payload()).isEqualTo(payload(e.sequence())));
    }

    @Test
    void aFileCutAtAnyByteGivesEveryRecordBeforeTheCut() throws IOException {
        Path file = smallFile();
        byte[] whole = Files.readAllBytes(file);
        long[] ends = new long[RECORDS + 1];
        ends[0] = 12 + HEAD.length;
        for (int i = 1; i <= RECORDS; i++) {
            ends[i] = ends[i - 1] + SegmentLog.RECORD_HEAD + payload(i).length;
        }
        assertThat(ends[RECORDS]).isEqualTo(whole.length);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            SegmentReader.Part part = read(file);
            int expected = 0;
            while (expected < RECORDS && ends[expected + 1] <= length) {
                expected++;
            }
            assertThat(part.entries()).as("cut after %d bytes", length).hasSize(expected);
            part.entries().forEach(e -> assertThat(e.payload()).isEqualTo(payload(e.sequence())));
        }
    }

    @Test
    void anyFlippedBitCostsAtMostItsOwnRecord() throws IOException {
        Path file = smallFile();
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = (12 + HEAD.length) * 8; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= 1 << bit % 8;
            Files.write(file, bytes);
            SegmentReader.Part part = read(file);
            assertThat(part.entries()).as("bit %d", bit).hasSize(RECORDS - 1);
            assertThat(part.damagedBytes()).isPositive();
            part.entries().forEach(e -> assertThat(e.payload()).isEqualTo(payload(e.sequence())));
            bytes[bit / 8] ^= 1 << bit % 8;
        }
    }

    @Test
    void aDamagedHeadMakesTheFileUnreadableRatherThanWrong() throws IOException {
        Path file = smallFile();
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < (12 + HEAD.length) * 8; bit++) {
            bytes[bit / 8] ^= 1 << bit % 8;
            Files.write(file, bytes);
            SegmentReader.Part part = read(file);
            assertThat(part.entries()).isEmpty();
            assertThat(part.damagedBytes()).isEqualTo(bytes.length);
            bytes[bit / 8] ^= 1 << bit % 8;
        }
    }

    @Test
    void aPageOfZerosIsPassedOver() throws IOException {
        Path file = smallFile();
        byte[] bytes = Files.readAllBytes(file);
        byte[] grown = Arrays.copyOf(bytes, bytes.length + 4096);
        Files.write(file, grown);
        assertThat(numbers(read(file))).hasSize(RECORDS);
    }

    @Test
    void aNewProcessBeginsANewFileAndOldOnesGoWhenNobodyNeedsThem() throws IOException {
        smallFile();
        try (SegmentLog log = new SegmentLog(folder, HEAD, 1 << 20)) {
            log.append(7, new ByteWriter().put(1));
            log.force();
            assertThat(log.segments()).containsExactly(1L, 7L);
            assertThat(log.removeBefore(6)).isZero();
            assertThat(log.removeBefore(7)).isEqualTo(1);
            assertThat(log.removeBefore(100)).as("the newest stays").isZero();
            assertThat(log.segments()).containsExactly(7L);
        }
    }

    @Test
    void aFullFileIsFollowedByAnother() throws IOException {
        try (SegmentLog log = new SegmentLog(folder, HEAD, 100)) {
            for (long sequence = 1; sequence <= 10; sequence++) {
                log.append(sequence, new ByteWriter().put(new byte[40]));
            }
            log.force();
            assertThat(log.segments()).hasSizeGreaterThan(3);
            long read = 0;
            for (long segment : log.segments()) {
                read += read(log.file(segment).orElseThrow()).entries().size();
            }
            assertThat(read).isEqualTo(10);
        }
    }
}
