package org.sputterpilot.plant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The lines of a plant file, to point at a place inside a text that YAML hands over as one piece. */
final class SourceText {
    private final String shown;
    private final String text;
    private final List<String> lines;

    SourceText(String shown, String text) {
        this.shown = shown;
        this.text = text;
        this.lines = text.lines().toList();
    }

    /** Notes a mistake a number of characters into a scalar, however it is written: plain, quoted or as a block. */
    void fault(YamlNode scalar, int offset, String read, String expected, Faults faults) {
        String first = line(scalar.line());
        int column = scalar.column();
        char mark = column <= first.length() ? first.charAt(column - 1) : ' ';
        if (mark == '>' || mark == '|') {
            int indent = indent(line(scalar.line() + 1));
            inBlock(scalar.line() + 1, indent, offset, read, expected, faults);
            return;
        }
        int quote = mark == '"' || mark == '\'' ? 1 : 0;
        int rest = first.length() - (column - 1) - quote;
        if (offset <= rest) {
            faults.add(new Fault(shown, scalar.line(), column + quote + offset, read, expected));
        } else {
            int indent = indent(line(scalar.line() + 1));
            inBlock(scalar.line() + 1, indent, offset - rest - 1, read, expected, faults);
        }
    }

    private void inBlock(int from, int indent, int offset, String read, String expected, Faults faults) {
        int number = from;
        int left = offset;
        while (number < lines.size() && left > Math.max(0, line(number).length() - indent)) {
            left -= Math.max(0, line(number).length() - indent) + 1;
            number++;
        }
        faults.add(new Fault(shown, number, indent + Math.max(0, left) + 1, read, expected));
    }

    private String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** SHA-256 of the file, for records and screens. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
