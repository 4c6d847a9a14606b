package org.sputterpilot.celltests.readers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.sputterpilot.celltests.ReadFile;
import org.sputterpilot.celltests.RecordSink;
import org.sputterpilot.celltests.UnreadableFileException;

/**
 * Reads a tester's file. What it is follows from its bytes, never from its name; its records go one by one into a sink,
 * so that weeks of cycling pass through a small memory.
 */
public final class CellTestReader {
    private static final String PARSER = "sputterpilot-cell-tests/1";
    private static final int SAMPLE = 1 << 16;
    private static final int LARGEST_BINARY = 512 << 20;

    private CellTestReader() {}

    /**
     * Reads a file.
     *
     * @param name what the file is called, for messages
     */
    public static ReadFile read(String name, Path path, RecordSink sink) throws IOException, UnreadableFileException {
        Reading reading = new Reading(name, sink);
        String hash = sha256(path);
        byte[] sample;
        try (InputStream in = Files.newInputStream(path)) {
            sample = in.readNBytes(SAMPLE);
        }
        if (sample.length == 0) {
            throw reading.refused(0, "not-empty", "the file is empty");
        }
        String format;
        try {
            format = parsed(reading, path, sample);
        } catch (IOException e) {
            throw reading.refused(0, "damaged", "cannot be read: " + e.getMessage());
        } catch (RuntimeException damaged) {
            // third-party readers of workbooks and databases answer damage with whatever they stumbled over
            throw reading.refused(0, "damaged", "is damaged: " + damaged);
        }
        return new ReadFile(name, hash, format, PARSER, reading.notes, reading.warnings);
    }

    private static String parsed(Reading reading, Path path, byte[] sample)
            throws IOException, UnreadableFileException {
        String head = new String(sample, 0, Math.min(64, sample.length), StandardCharsets.ISO_8859_1);
        if (head.startsWith("BIO-LOGIC MODULAR FILE")) {
            new BioLogicBinary(reading, all(reading, path)).read();
            return "BioLogic mpr";
        }
        if (head.startsWith("NEWARE")) {
            new NewareBinary(reading).nda(all(reading, path));
            return "Neware nda";
        }
        if (head.startsWith("\0\1\0\0Standard Jet DB") || head.startsWith("\0\1\0\0Standard ACE DB")) {
            ArbinDatabase.read(reading, path);
            return "Arbin res";
        }
        if (head.startsWith("PK")) {
            return zipped(reading, path);
        }
        if (head.startsWith("PAR1")) {
            throw reading.refused(0, "format", "a Parquet file, which is not read; export it as BDF csv");
        }
        if (head.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            throw reading.refused(0, "format", "a workbook of the old .xls kind; save it as .xlsx or csv");
        }
        if (head.startsWith("\\*")) {
            throw reading.refused(
                    0, "format", "a Bruker surface, no cell test; export it as text and read it as a profile");
        }
        Charset charset = Text.charset(sample);
        String start = new String(sample, charset);
        start = start.startsWith("\ufeff") ? start.substring(1) : start;
        if (start.indexOf('\0') >= 0) {
            throw reading.refused(0, "format", "a binary file that no reader knows");
        }
        try (Text text = new Text(reading.file, new BufferedInputStream(Files.newInputStream(path)), charset)) {
            return new TextFiles(reading, text).read(start);
        }
    }

    private static String zipped(Reading reading, Path path) throws IOException, UnreadableFileException {
        byte[] nda = null;
        try (ZipFile zip = new ZipFile(path.toFile())) {
            if (zip.size() > 10_000) {
                throw reading.refused(0, "size", zip.size() + " entries");
            }
            if (zip.getEntry("data.ndc") == null && zip.getEntry("xl/workbook.xml") == null) {
                ZipEntry only = zip.size() == 1 ? zip.entries().nextElement() : null;
                if (only == null || !only.getName().toLowerCase(Locale.ROOT).endsWith(".nda")) {
                    throw reading.refused(0, "format", "an archive that holds no ndax, workbook or single nda");
                }
                try (InputStream in = zip.getInputStream(only)) {
                    nda = bounded(reading, in);
                }
            } else {
                long unpacked =
                        zip.stream().mapToLong(e -> Math.max(0, e.getSize())).sum();
                if (unpacked > 4L << 30) {
                    throw reading.refused(0, "size", "unpacks to " + (unpacked >> 20) + " MiB");
                }
            }
        }
        if (nda != null) {
            new NewareBinary(reading).nda(nda);
            return "Neware nda";
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            if (zip.getEntry("data.ndc") == null) {
                return Workbook.read(reading, path);
            }
        }
        new NewareBinary(reading).ndax(path);
        return "Neware ndax";
    }

    private static byte[] all(Reading reading, Path path) throws IOException, UnreadableFileException {
        try (InputStream in = Files.newInputStream(path)) {
            return bounded(reading, in);
        }
    }

    private static byte[] bounded(Reading reading, InputStream in) throws IOException, UnreadableFileException {
        byte[] bytes = in.readNBytes(LARGEST_BINARY + 1);
        if (bytes.length > LARGEST_BINARY) {
            throw reading.refused(0, "size", "more than " + (LARGEST_BINARY >> 20) + " MiB");
        }
        return bytes;
    }

    private static String sha256(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[SAMPLE];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
