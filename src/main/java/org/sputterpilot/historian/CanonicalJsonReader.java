package org.sputterpilot.historian;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what {@link CanonicalJson} wrote, and nothing else: bytes that mean the same but are spelled in another way are
 * refused, because a fingerprint stands under the spelling. Objects become maps, lists lists, numbers doubles.
 */
public final class CanonicalJsonReader {
    /** Deeper than any record of ours, and far from the end of the stack. */
    private static final int DEEPEST = 64;

    private final String text;
    private int at;

    /** A text that is not canonical, and where that shows. */
    public static final class NotCanonicalException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int offset;

        NotCanonicalException(int offset, String what) {
            super(what);
            this.offset = offset;
        }

        /** Bytes before the place. */
        public int offset() {
            return offset;
        }
    }

    private CanonicalJsonReader(String text) {
        this.text = text;
    }

    /**
     * The value that these bytes spell.
     *
     * @throws NotCanonicalException when they are not the one spelling of a value
     */
    public static Object read(byte[] bytes) throws NotCanonicalException {
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, chars, true);
        if (result.isError()) {
            throw new NotCanonicalException(in.position(), "not a letter of UTF-8");
        }
        String text = chars.flip().toString();
        Object value = new CanonicalJsonReader(text).whole();
        byte[] again = CanonicalJson.of(value).getBytes(StandardCharsets.UTF_8);
        int differs = java.util.Arrays.mismatch(bytes, again);
        if (differs >= 0) {
            throw new NotCanonicalException(differs, "not the canonical spelling");
        }
        return value;
    }

    /** The same for a text. */
    public static Object read(String text) throws NotCanonicalException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Object whole() throws NotCanonicalException {
        Object value = value(0);
        if (at < text.length()) {
            throw wrong("something follows the end");
        }
        return value;
    }

    private NotCanonicalException wrong(String what) {
        int bytes = text.substring(0, Math.min(at, text.length())).getBytes(StandardCharsets.UTF_8).length;
        return new NotCanonicalException(bytes, what);
    }

    private Object value(int depth) throws NotCanonicalException {
        if (depth > DEEPEST) {
            throw wrong("nested too deeply");
        }
        if (at >= text.length()) {
            throw wrong("it ends too early");
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> list(depth);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Object word(String word, Object value) throws NotCanonicalException {
        if (!text.startsWith(word, at)) {
            throw wrong("expected " + word);
        }
        at += word.length();
        return value;
    }

    private boolean next(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char c) throws NotCanonicalException {
        if (!next(c)) {
            throw wrong("expected " + c);
        }
    }

    private Map<String, Object> object(int depth) throws NotCanonicalException {
        Map<String, Object> object = new TreeMap<>();
        expect('{');
        if (next('}')) {
            return object;
        }
        do {
            if (at >= text.length() || text.charAt(at) != '"') {
                throw wrong("expected a name");
            }
            String name = string();
            expect(':');
            object.put(name, value(depth + 1));
        } while (next(','));
        expect('}');
        return object;
    }

    private List<Object> list(int depth) throws NotCanonicalException {
        List<Object> list = new ArrayList<>();
        expect('[');
        if (next(']')) {
            return list;
        }
        do {
            list.add(value(depth + 1));
        } while (next(','));
        expect(']');
        return list;
    }

    private String string() throws NotCanonicalException {
        StringBuilder string = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        throw wrong("a text without an end");
    }

    private char escaped() throws NotCanonicalException {
        if (at >= text.length()) {
            throw wrong("a text without an end");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> throw wrong("no such escape");
        };
    }

    private char unicode() throws NotCanonicalException {
        try {
            char c = (char) Integer.parseInt(text, at, at + 4, 16);
            at += 4;
            return c;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw wrong("no such escape");
        }
    }

    private Double number() throws NotCanonicalException {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Double.valueOf(text.substring(from, at));
        } catch (NumberFormatException e) {
            at = from;
            throw wrong("neither a value nor a number");
        }
    }
}
