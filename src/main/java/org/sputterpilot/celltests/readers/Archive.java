package org.sputterpilot.celltests.readers;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.sputterpilot.celltests.UnreadableFileException;

/** A zip of testers' files, as people hand in whole folders; not one that is itself a tester's file. */
public final class Archive {
    private static final int MOST_FILES = 5000;
    private static final long LARGEST_FILE = 512L << 20;
    private static final Charset CHINESE = Charset.forName("GB18030");

    private Archive() {}

    /** Takes the files of an archive one by one. */
    public interface Each {
        void file(String name, InputStream bytes) throws IOException;
    }

    /** Whether these bytes are a zip that only holds other files. */
    public static boolean is(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(2);
            if (head.length < 2 || head[0] != 'P' || head[1] != 'K') {
                return false;
            }
        }
        try (ZipFile zip = open(path)) {
            boolean oneNda = zip.size() == 1
                    && zip.entries()
                            .nextElement()
                            .getName()
                            .toLowerCase(java.util.Locale.ROOT)
                            .endsWith(".nda");
            return zip.getEntry("data.ndc") == null && zip.getEntry("xl/workbook.xml") == null && !oneNda;
        } catch (IOException damaged) {
            return false;
        }
    }

    private static ZipFile open(Path path) throws IOException {
        // every byte is a letter here; what the letters are is decided name by name
        return new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
    }

    /**
     * Gives the files, in the order of the archive.
     *
     * @throws UnreadableFileException when it holds more than anybody hands in
     */
    public static void each(String name, Path path, Each each) throws IOException, UnreadableFileException {
        try (ZipFile zip = open(path)) {
            if (zip.size() > MOST_FILES) {
                throw new UnreadableFileException(
                        name, 0, "size", zip.size() + " files; " + MOST_FILES + " are the most at a time");
            }
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                String called = called(entry.getName());
                String last = called.substring(called.lastIndexOf('/') + 1);
                if (!entry.isDirectory() && !last.startsWith(".") && !called.startsWith("__MACOSX/")) {
                    try (InputStream in = new Bounded(zip.getInputStream(entry), called)) {
                        each.file(called, in);
                    }
                }
            }
        }
    }

    /** Packers of the lab's computers write names in UTF-8 or in the Chinese code page, and rarely say which. */
    static String called(String raw) {
        if (raw.chars().anyMatch(c -> c > 0xff)) {
            return raw;
        }
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, CHINESE);
        }
    }

    /** What a few bytes unpack to is not believed without end. */
    private static final class Bounded extends FilterInputStream {
        private final String name;
        private long left = LARGEST_FILE;

        private Bounded(InputStream in, String name) {
            super(in);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            count(n);
            return n;
        }

        private void count(int n) throws IOException {
            left -= Math.max(0, n);
            if (left < 0) {
                throw new IOException(name + " unpacks to more than " + (LARGEST_FILE >> 20) + " MiB");
            }
        }
    }
}
