package org.sputterpilot.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Some turns of an input log as they lie on the disk: chained to the chunk before by its hash, and each with a sum of
 * its own, so that a missing or altered one is seen where it is.
 *
 * @param number from 0 in each session
 * @param firstTurn number of its first turn
 * @param lastTurn number of its last turn
 * @param lastAt wall label of its last turn
 * @param runs the runs that were on
 * @param lost why the log ends here though the engine went on; empty otherwise
 * @param decisions sum over all decisions up to its end
 * @param before SHA-256 of the chunk before; zeros in the first
 * @param length bytes of its turns
 * @param packed the turns, deflated
 * @param hash SHA-256 of this chunk
 */
record Chunk(
        long number,
        long firstTurn,
        long lastTurn,
        Instant lastAt,
        List<String> runs,
        String lost,
        long decisions,
        byte[] before,
        int length,
        byte[] packed,
        byte[] hash) {
    static final byte[] NONE_BEFORE = new byte[32];

    private static final int MAGIC = 0x53504931; // SPI1
    private static final int LARGEST = 1 << 28;

    /** A chunk that is not what was written. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    /** Packs turns. */
    static Chunk of(
            long number,
            long firstTurn,
            long lastTurn,
            Instant lastAt,
            List<String> runs,
            String lost,
            long decisions,
            byte[] before,
            byte[] turns) {
        Chunk bare = new Chunk(
                number,
                firstTurn,
                lastTurn,
                lastAt,
                List.copyOf(runs),
                lost,
                decisions,
                before,
                turns.length,
                deflated(turns),
                NONE_BEFORE);
        byte[] body = bare.body();
        return new Chunk(
                number,
                firstTurn,
                lastTurn,
                lastAt,
                bare.runs,
                lost,
                decisions,
                before,
                turns.length,
                bare.packed,
                sha256(body));
    }

    /** As it lies on the disk. */
    byte[] bytes() {
        byte[] body = body();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 16);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(body.length);
            out.write(body);
            out.writeInt(crc(body));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * The next chunk of a file.
     *
     * @return {@code null} at the file's end
     * @throws DamagedException when it is not what was written
     */
    static Chunk read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        try {
            int magic = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int length = in.readInt();
            if (magic != MAGIC || length < 0 || length > LARGEST) {
                throw new DamagedException("no chunk begins where one should");
            }
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException();
            }
            if (in.readInt() != crc(body)) {
                throw new DamagedException("a chunk is not what was written");
            }
            return parse(body);
        } catch (EOFException e) {
            throw new DamagedException("a chunk was not written to its end");
        }
    }

    /** The turns again. */
    byte[] turns() throws DamagedException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] turns = new byte[length];
            int at = 0;
            while (at < length) {
                int got = inflater.inflate(turns, at, length - at);
                if (got == 0) {
                    throw new DamagedException("a chunk unpacks to fewer bytes than it says");
                }
                at += got;
            }
            return turns;
        } catch (DataFormatException e) {
            throw new DamagedException("a chunk cannot be unpacked: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    /** Whether it is the one that follows. */
    boolean follows(Chunk earlier) {
        return number == earlier.number + 1 && Arrays.equals(before, earlier.hash);
    }

    private byte[] body() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(packed.length + 256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(number);
            out.writeLong(firstTurn);
            out.writeLong(lastTurn);
            out.writeLong(lastAt.getEpochSecond());
            out.writeInt(lastAt.getNano());
            out.writeInt(runs.size());
            for (String run : runs) {
                out.writeUTF(run);
            }
            out.writeUTF(lost);
            out.writeLong(decisions);
            out.write(before);
            out.writeInt(length);
            out.write(packed);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static Chunk parse(byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        long number = in.readLong();
        long firstTurn = in.readLong();
        long lastTurn = in.readLong();
        Instant lastAt = Instant.ofEpochSecond(in.readLong(), in.readInt());
        List<String> runs = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            runs.add(in.readUTF());
        }
        String lost = in.readUTF();
        long decisions = in.readLong();
        byte[] before = in.readNBytes(NONE_BEFORE.length);
        int length = in.readInt();
        return new Chunk(
                number,
                firstTurn,
                lastTurn,
                lastAt,
                List.copyOf(runs),
                lost,
                decisions,
                before,
                length,
                in.readAllBytes(),
                sha256(body));
    }

    private static byte[] deflated(byte[] turns) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try {
            deflater.setInput(turns);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(turns.length / 4 + 64);
            byte[] part = new byte[8192];
            while (!deflater.finished()) {
                packed.write(part, 0, deflater.deflate(part));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static int crc(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }

    static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
