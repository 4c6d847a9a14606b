package org.sputterpilot.celltests.readers;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.sputterpilot.celltests.UnreadableFileException;

/** Lines of a text file, read once and with an upper length, and how their cells are told apart. */
final class Text implements AutoCloseable {
    private static final int LONGEST_LINE = 1 << 20;
    private static final Pattern CHINESE_HEADER = Pattern.compile("电压|电流|循环|测试时间|容量");

    private final String file;
    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder long_ = new StringBuilder();
    private int from;
    private int to;
    private int line;
    private boolean ended;
    private boolean lastCut;

    Text(String file, InputStream in, Charset charset) {
        this.file = file;
        this.reader = new InputStreamReader(in, charset);
    }

    /** UTF-16 when it says so, UTF-8 when it is that, GB18030 when that gives Chinese headers, else Latin-1. */
    static Charset charset(byte[] sample) {
        if (sample.length > 1 && (sample[0] == -1 && sample[1] == -2 || sample[0] == -2 && sample[1] == -1)) {
            return StandardCharsets.UTF_16;
        }
        int end = sample.length;
        while (end > 0 && sample.length - end < 4 && sample[end - 1] < 0) {
            end--;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(sample, 0, end));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException notUtf8) {
            Charset chinese = Charset.forName("GB18030");
            return CHINESE_HEADER.matcher(new String(sample, chinese)).find() ? chinese : StandardCharsets.ISO_8859_1;
        }
    }

    /** The next line without its end, or null. */
    String line() throws IOException, UnreadableFileException {
        long_.setLength(0);
        while (true) {
            if (from == to) {
                to = Math.max(0, reader.read(buffer));
                from = 0;
                if (to == 0) {
                    if (ended || long_.isEmpty()) {
                        return null;
                    }
                    ended = true;
                    lastCut = true;
                    return finished();
                }
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            long_.append(buffer, from, end - from);
            if (long_.length() > LONGEST_LINE) {
                throw new UnreadableFileException(file, line + 1, "line-length", "a line of over a million characters");
            }
            from = end;
            if (end < to) {
                from++;
                return finished();
            }
        }
    }

    private String finished() {
        int length = long_.length();
        while (length > 0 && long_.charAt(length - 1) == '\r') {
            length--;
        }
        int start = line == 0 && length > 0 && long_.charAt(0) == '\ufeff' ? 1 : 0;
        line++;
        return long_.substring(start, length);
    }

    int lineNumber() {
        return line;
    }

    /** Whether the last line given has no end: the file may have been cut. */
    boolean lastCut() {
        return lastCut;
    }

    static String[] split(String line, char separator) {
        if (separator == ' ') {
            return line.strip().split("\\s+");
        }
        List<String> cells = new ArrayList<>(32);
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && (quoted || i == start)) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell(line, start, i));
                start = i + 1;
            }
        }
        cells.add(cell(line, start, line.length()));
        return cells.toArray(String[]::new);
    }

    private static String cell(String line, int start, int end) {
        String cell = line.substring(start, end).strip();
        boolean quoted = cell.length() > 1 && cell.charAt(0) == '"' && cell.charAt(cell.length() - 1) == '"';
        return quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
    }

    /** Tab before semicolon before comma: whichever gives the most cells, a tab in doubt. */
    static char separator(String header) {
        char best = '\t';
        int most = split(header, '\t').length;
        for (char c : new char[] {';', ','}) {
            int cells = split(header, c).length;
            if (cells > most) {
                best = c;
                most = cells;
            }
        }
        return best;
    }

    static String[] stripped(String[] cells) {
        return Arrays.stream(cells).map(String::strip).toArray(String[]::new);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
