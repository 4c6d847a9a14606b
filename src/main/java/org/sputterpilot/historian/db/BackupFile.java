package org.sputterpilot.historian.db;

import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.sputterpilot.historian.CanonicalJson;
import org.sputterpilot.historian.CanonicalJsonReader;
import org.sputterpilot.security.InstallationKey;

/**
 * A backup as one file: a ZIP with every table as text, the journal, the files beside them, and a manifest that names
 * each of these parts with its length and SHA-256 and is signed by the installation. Anybody can open it without this
 * program; {@link #check} finds every part that is missing, foreign or not as it was written.
 */
public final class BackupFile {
    static final String FORMAT = "sputterpilot-backup-1";
    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.signature";
    static final String TABLES = "database/";
    static final String JOURNAL = "journal/";
    static final String FILES = "files/";

    /** The file ends with this and the fingerprint of everything before it: the ZIP's own comment. */
    private static final String END = "sha256:";

    private static final int HEX = 64;

    private BackupFile() {}

    /**
     * One part of a backup.
     *
     * @param name its path in the file
     * @param bytes its length
     * @param sha256 of its content
     * @param rows of a table; 0 for what is none
     * @param sum fingerprint of a table's rows in any order; empty for what is none
     */
    public record Part(String name, long bytes, String sha256, long rows, String sum) {}

    /**
     * What a backup says of itself.
     *
     * @param at when it was made
     * @param unit whose history it is
     * @param program version that made it
     * @param schema newest migration of its tables
     * @param keys whether private keys are in it
     * @param leftOut files that were left out for that reason
     * @param publicKey with which it can be checked
     * @param parts everything else in the file
     */
    public record Manifest(
            Instant at,
            String unit,
            String program,
            String schema,
            boolean keys,
            List<String> leftOut,
            String publicKey,
            List<Part> parts) {

        public Manifest {
            leftOut = List.copyOf(leftOut);
            parts = List.copyOf(parts);
        }

        /** Rows of all tables. */
        public long rows() {
            return parts.stream().mapToLong(Part::rows).sum();
        }

        /** Bytes of all parts as they are outside the file. */
        public long bytes() {
            return parts.stream().mapToLong(Part::bytes).sum();
        }

        String text() {
            return CanonicalJson.of(Map.of(
                    "format",
                    FORMAT,
                    "at",
                    at,
                    "unit",
                    unit,
                    "program",
                    program,
                    "schema",
                    schema,
                    "keys",
                    keys,
                    "leftOut",
                    leftOut,
                    "publicKey",
                    publicKey,
                    "parts",
                    parts.stream()
                            .map(part -> Map.of(
                                    "name",
                                    part.name(),
                                    "bytes",
                                    part.bytes(),
                                    "sha256",
                                    part.sha256(),
                                    "rows",
                                    part.rows(),
                                    "sum",
                                    part.sum()))
                            .toList()));
        }

        private static Manifest of(String text) throws DamagedException {
            try {
                Map<?, ?> all = (Map<?, ?>) CanonicalJsonReader.read(text);
                if (!FORMAT.equals(all.get("format"))) {
                    throw new DamagedException("it is no backup this version can read: " + all.get("format"));
                }
                List<Part> parts = new ArrayList<>();
                for (Object one : (List<?>) all.get("parts")) {
                    Map<?, ?> part = (Map<?, ?>) one;
                    parts.add(new Part(
                            (String) part.get("name"),
                            ((Double) part.get("bytes")).longValue(),
                            (String) part.get("sha256"),
                            ((Double) part.get("rows")).longValue(),
                            (String) part.get("sum")));
                }
                return new Manifest(
                        Instant.parse((String) all.get("at")),
                        (String) all.get("unit"),
                        (String) all.get("program"),
                        (String) all.get("schema"),
                        (Boolean) all.get("keys"),
                        ((List<?>) all.get("leftOut"))
                                .stream().map(Object::toString).toList(),
                        (String) all.get("publicKey"),
                        parts);
            } catch (CanonicalJsonReader.NotCanonicalException
                    | ClassCastException
                    | NullPointerException
                    | java.time.DateTimeException e) {
                throw new DamagedException("its manifest cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /**
     * What a look at a backup found.
     *
     * @param manifest what it says of itself; empty when that cannot be read
     * @param key fingerprint of the key that signed it
     * @param breaks what is not as it was written, part by part
     */
    public record Proof(Optional<Manifest> manifest, String key, List<String> breaks) {
        public Proof {
            breaks = List.copyOf(breaks);
        }

        public boolean holds() {
            return manifest.isPresent() && breaks.isEmpty();
        }
    }

    /** Room for the fingerprint of the whole file, which is known only when all of it is written. */
    static String roomAtTheEnd() {
        return END + "0".repeat(HEX);
    }

    /** Writes the fingerprint of the whole file into the room at its end, and brings it all to the disk. */
    static void close(Path file) throws IOException {
        String hash = hashOf(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(hash.getBytes(StandardCharsets.US_ASCII));
            long at = channel.size() - HEX;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            channel.force(true);
        }
    }

    /** Of everything but the fingerprint itself. */
    private static String hashOf(Path file) throws IOException {
        MessageDigest digest = Tables.sha256();
        long left = Files.size(file) - HEX;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[1 << 16];
            while (left > 0) {
                int count = in.read(chunk, 0, (int) Math.min(chunk.length, left));
                if (count < 0) {
                    break;
                }
                digest.update(chunk, 0, count);
                left -= count;
            }
        }
        return hex(digest);
    }

    /** Looks at every byte. Needs the file alone. */
    public static Proof check(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Proof proof = check(zip);
            String end = String.valueOf(zip.getComment());
            if (proof.breaks().isEmpty() && !end.equals(END + hashOf(file))) {
                return new Proof(proof.manifest(), proof.key(), List.of("the backup is not the file that was written"));
            }
            return proof;
        } catch (ZipException e) {
            return new Proof(Optional.empty(), "", List.of("it is no whole backup: " + e.getMessage()));
        }
    }

    /** What a file says of itself, without looking at the rest of it; empty for one that is no backup. */
    public static Optional<Manifest> manifest(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return Optional.of(Manifest.of(text(zip, MANIFEST)));
        } catch (ZipException | DamagedException e) {
            return Optional.empty();
        }
    }

    private static Proof check(ZipFile zip) throws IOException {
        Manifest manifest;
        List<String> breaks = new ArrayList<>();
        try {
            String text = text(zip, MANIFEST);
            manifest = Manifest.of(text);
            if (!InstallationKey.fits(manifest.publicKey(), text, text(zip, SIGNATURE))) {
                breaks.add(MANIFEST + ": the signature does not stand under it");
            }
        } catch (DamagedException | ZipException e) {
            return new Proof(Optional.empty(), "", List.of(String.valueOf(e.getMessage())));
        }
        Map<String, ZipEntry> there = new TreeMap<>();
        zip.stream().forEach(entry -> there.put(entry.getName(), entry));
        there.remove(MANIFEST);
        there.remove(SIGNATURE);
        Set<String> named = new HashSet<>();
        for (Part part : manifest.parts()) {
            named.add(part.name());
            ZipEntry entry = there.get(part.name());
            if (entry == null) {
                breaks.add(part.name() + ": is missing");
            } else {
                wrong(zip, entry, part).ifPresent(breaks::add);
            }
        }
        there.keySet().stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> breaks.add(name + ": does not belong to this backup"));
        return new Proof(Optional.of(manifest), InstallationKey.idOf(manifest.publicKey()), breaks);
    }

    private static Optional<String> wrong(ZipFile zip, ZipEntry entry, Part part) {
        MessageDigest digest = Tables.sha256();
        long bytes = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] chunk = new byte[1 << 16];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
                bytes += count;
            }
        } catch (IOException e) {
            return Optional.of(part.name() + ": does not unpack: " + e.getMessage());
        }
        boolean same = bytes == part.bytes() && hex(digest).equals(part.sha256());
        return same ? Optional.empty() : Optional.of(part.name() + ": is not what was written");
    }

    private static String text(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new DamagedException("it is no backup: " + name + " is missing");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static BufferedReader lines(ZipFile zip, Part part) throws IOException {
        return new BufferedReader(
                new InputStreamReader(zip.getInputStream(zip.getEntry(part.name())), StandardCharsets.UTF_8));
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Counts and fingerprints what passes; closing it leaves what is behind it open. */
    static final class Measured extends FilterOutputStream {
        private final MessageDigest digest = Tables.sha256();
        private long bytes;

        Measured(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int from, int count) throws IOException {
            out.write(b, from, count);
            digest.update(b, from, count);
            bytes += count;
        }

        @Override
        public void close() throws IOException {
            flush();
        }

        Part part(String name, Tables.Count count) {
            return new Part(name, bytes, hex(digest), count.rows(), count.sum());
        }
    }
}
