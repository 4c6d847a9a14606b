package org.sputterpilot.metrology;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads surfaces that instruments and Gwyddion export as text: images as a matrix of heights, and profiles as two
 * columns (plain, gnuplot, CSV, Origin, Igor, Dektak). Headers may be in any language: what counts is the order of the
 * numbers and the units. The name's ending is never trusted; the decimal sign is decided per file.
 */
public final class ScanReader {
    private static final int FEWEST_POINTS = 3;
    private static final int MOST_BYTES = 64 << 20;
    private static final String NUMBER = "[-+]?(?:\\d+(?:[.,]\\d*)?|[.,]\\d+)(?:[eEdD][-+]?\\d+)?";
    private static final Pattern NUMBER_ALONE = Pattern.compile(NUMBER);
    /** {@code # Width: 10.00 µm} in any language. */
    private static final Pattern EXTENT = Pattern.compile("#\\s*[^:]+:\\s*(" + NUMBER + ")\\s*(\\S+)\\s*");
    /** {@code # Value units: m} in any language. */
    private static final Pattern VALUE_UNIT = Pattern.compile("#\\s*[^:]+:\\s*(\\S+)\\s*");

    private static final Pattern UNIT_IN_BRACKETS = Pattern.compile("[\\[(]\\s*([^\\])]*?)\\s*[\\])]");

    private final String file;
    private final Optional<LengthUnit> xUnit;
    private final Optional<LengthUnit> zUnit;
    private final List<String> lines;
    private final List<String> header = new ArrayList<>();
    private int firstData;
    private int endOfData;

    private ScanReader(String file, List<String> lines, Optional<LengthUnit> xUnit, Optional<LengthUnit> zUnit) {
        this.file = file;
        this.lines = lines;
        this.xUnit = xUnit;
        this.zUnit = zUnit;
    }

    /**
     * Reads a file.
     *
     * @param xUnit unit along the surface, where the file names none
     * @param zUnit unit of the heights, where the file names none
     */
    public static Scan read(String file, byte[] bytes, Optional<LengthUnit> xUnit, Optional<LengthUnit> zUnit)
            throws BadFileException {
        return new ScanReader(file, lines(file, bytes), xUnit, zUnit).scan();
    }

    private static List<String> lines(String file, byte[] bytes) throws BadFileException {
        if (bytes.length == 0) {
            throw new BadFileException(file, 0, "", "not-empty", "the file is empty");
        }
        if (bytes.length > MOST_BYTES) {
            throw new BadFileException(file, 0, "", "size", "larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        String text = decode(bytes);
        if (text.startsWith("\\*")) {
            throw new BadFileException(
                    file, 0, "", "text", "a Bruker binary file; export it as text, for example with Gwyddion");
        }
        if (text.indexOf('\0') >= 0) {
            throw new BadFileException(file, 0, "", "text", "a binary file; export the profile as text");
        }
        // Dektak ends its lines with CR CR LF
        return Arrays.asList(text.split("\r*\n|\r", -1));
    }

    /** UTF-8 when it is that, UTF-16 when it says so, Latin-1 otherwise. */
    private static String decode(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes.length > 1 ? bytes[1] & 0xff : 0;
        if (first == 0xff && second == 0xfe || first == 0xfe && second == 0xff) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private Scan scan() throws BadFileException {
        findData();
        Numbers numbers = Numbers.of(file, lines, firstData, endOfData);
        Matrix heads = matrixHeads();
        return heads.width != null || numbers.columns > 2 ? image(numbers, heads) : profile(numbers);
    }

    /** The numbers begin at the first line that holds nothing else, and end where such lines end. */
    private void findData() throws BadFileException {
        firstData = -1;
        for (int i = 0; i < lines.size() && firstData < 0; i++) {
            String line = lines.get(i).strip();
            if (!line.startsWith("#") && Numbers.isNumbers(line)) {
                firstData = i;
            } else if (!line.isEmpty()) {
                header.add(lines.get(i).strip());
            }
        }
        if (firstData < 0) {
            throw new BadFileException(file, 0, "", "numbers", "no line of numbers in it");
        }
        endOfData = firstData;
        while (endOfData < lines.size() && !isTrailer(lines.get(endOfData).strip())) {
            endOfData++;
        }
        for (int i = endOfData; i < lines.size(); i++) {
            if (Numbers.isNumbers(lines.get(i).strip())) {
                throw new BadFileException(
                        file,
                        i + 1,
                        "",
                        "one-block",
                        "numbers again after '" + lines.get(endOfData).strip()
                                + "': the file holds more than one block; export one curve a file");
            }
        }
    }

    /** A word on its own after the numbers, as Igor ends its waves. */
    private static boolean isTrailer(String line) {
        return line.matches("END\\b.*|X\\s+\\w.*") || line.startsWith("#");
    }

    // ---------------------------------------------------------------- images

    private record Matrix(Double width, LengthUnit value) {}

    private Matrix matrixHeads() throws BadFileException {
        Double width = null;
        LengthUnit value = null;
        for (String line : header) {
            Matcher extent = EXTENT.matcher(line);
            Matcher unit = VALUE_UNIT.matcher(line);
            if (extent.matches() && LengthUnit.of(extent.group(2)).isPresent()) {
                if (width == null) { // the first extent is the width, the second the height
                    width = Double.parseDouble(extent.group(1).replace(',', '.'))
                            * LengthUnit.of(extent.group(2)).get().metre();
                }
            } else if (width != null && unit.matches()) {
                value = LengthUnit.of(unit.group(1)).orElse(null);
                if (value == null) {
                    throw new BadFileException(
                            file,
                            lines.indexOf(line) + 1,
                            "value units",
                            "length",
                            "'" + unit.group(1) + "' is no unit of height: this is not a topography");
                }
            }
        }
        return new Matrix(width, value);
    }

    private Scan image(Numbers numbers, Matrix heads) throws BadFileException {
        if (heads.width == null) {
            throw new BadFileException(
                    file,
                    firstData + 1,
                    "width",
                    "required",
                    numbers.columns + " columns without a header that says how wide the image is; export it with"
                            + " its header");
        }
        if (!(heads.width > 0)) {
            throw new BadFileException(file, 0, "width", "range", "an image of no width");
        }
        LengthUnit z = heads.value != null ? heads.value : required(zUnit, "value units");
        double[] x = new double[numbers.columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = heads.width * (i + 0.5) / x.length;
        }
        List<Profile> rows = new ArrayList<>();
        for (double[] row : numbers.rows) {
            double[] heights = new double[row.length];
            for (int i = 0; i < row.length; i++) {
                heights[i] = row[i] * z.metre();
            }
            rows.add(new Profile(file + " row " + (rows.size() + 1), x, heights));
        }
        return new Scan(file, header, rows, true);
    }

    // ---------------------------------------------------------------- profiles

    private Scan profile(Numbers numbers) throws BadFileException {
        if (numbers.columns < 2) {
            throw new BadFileException(
                    file, firstData + 1, "", "two-columns", "one column; a profile has places and heights");
        }
        if (numbers.rows.size() < FEWEST_POINTS) {
            throw new BadFileException(
                    file, 0, "", "points", numbers.rows.size() + " points; a profile has at least " + FEWEST_POINTS);
        }
        List<LengthUnit> named = namedUnits();
        LengthUnit along = named.isEmpty() ? required(xUnit, "x") : named.get(0);
        LengthUnit up = named.isEmpty() ? required(zUnit, "z") : named.get(1);
        boolean falling = numbers.rows.get(0)[0] > numbers.rows.get(numbers.rows.size() - 1)[0];
        int count = numbers.rows.size();
        double[] x = new double[count];
        double[] z = new double[count];
        for (int i = 0; i < count; i++) {
            int from = falling ? count - 1 - i : i;
            x[i] = numbers.rows.get(from)[0] * along.metre();
            z[i] = numbers.rows.get(from)[1] * up.metre();
            if (i > 0 && !(x[i] > x[i - 1])) {
                throw new BadFileException(
                        file,
                        numbers.lines.get(from),
                        "x",
                        "rising",
                        "place " + numbers.rows.get(from)[0] + " does not go on from the one before");
            }
        }
        return new Scan(file, header, List.of(new Profile(file, x, z)), false);
    }

    /** Units of the two columns, from the last header line that names both, or two lines that name one each. */
    private List<LengthUnit> namedUnits() {
        for (int i = header.size() - 1; i >= 0; i--) {
            List<LengthUnit> units = unitsIn(header.get(i));
            if (units.size() >= 2) {
                return units.subList(0, 2);
            }
        }
        return List.of();
    }

    private static List<LengthUnit> unitsIn(String line) {
        List<LengthUnit> units = new ArrayList<>();
        Matcher bracket = UNIT_IN_BRACKETS.matcher(line);
        while (bracket.find()) {
            LengthUnit.of(bracket.group(1)).ifPresent(units::add);
        }
        if (units.size() >= 2) {
            return units;
        }
        // without brackets: one unit at the end of each of two columns, or a line of units alone
        units.clear();
        String plain = line.startsWith("#") ? line.substring(1) : line;
        String[] columns = plain.contains(";") ? plain.split(";") : plain.split("\t|,");
        if (columns.length == 1) {
            columns = plain.strip().split("\\s+");
        }
        for (String column : columns) {
            String[] words = column.strip().replace("\"", "").split("[\\s_/]+");
            LengthUnit.of(words[words.length - 1]).ifPresent(units::add);
        }
        return units;
    }

    private LengthUnit required(Optional<LengthUnit> given, String field) throws BadFileException {
        return given.orElseThrow(() -> new BadFileException(
                file, 0, field, "unit", "the file names no unit; say whether it is m, mm, µm or nm"));
    }

    // ---------------------------------------------------------------- numbers

    /** The block of numbers, its separator and decimal sign decided once for the whole file. */
    private static final class Numbers {
        private final List<double[]> rows = new ArrayList<>();
        private final List<Integer> lines = new ArrayList<>();
        private int columns;

        static boolean isNumbers(String line) {
            if (line.isEmpty()) {
                return false;
            }
            for (String token : line.split("[\\s;]+")) {
                for (String part : token.split(",", -1)) {
                    if (!part.isEmpty() && !NUMBER_ALONE.matcher(part).matches()) {
                        return false;
                    }
                }
            }
            return line.chars().anyMatch(Character::isDigit);
        }

        static Numbers of(String file, List<String> all, int from, int to) throws BadFileException {
            Form form = Form.of(file, all, from, to);
            Numbers numbers = new Numbers();
            for (int i = from; i < to; i++) {
                String line = all.get(i).strip();
                if (line.isEmpty()) {
                    continue;
                }
                String[] cells = form.split(line);
                if (numbers.columns == 0) {
                    numbers.columns = cells.length;
                } else if (cells.length != numbers.columns) {
                    throw new BadFileException(
                            file,
                            i + 1,
                            "",
                            "columns",
                            cells.length + " numbers where the lines before have " + numbers.columns);
                }
                double[] row = new double[cells.length];
                for (int c = 0; c < cells.length; c++) {
                    row[c] = form.number(file, i + 1, c + 1, cells[c]);
                }
                numbers.rows.add(row);
                numbers.lines.add(i + 1);
            }
            return numbers;
        }
    }

    /** How the numbers of a file are written. */
    private record Form(String separator, boolean decimalComma) {
        static Form of(String file, List<String> all, int from, int to) throws BadFileException {
            boolean semicolon = false;
            boolean tab = false;
            boolean blank = false;
            boolean point = false;
            boolean comma = false;
            boolean commaThenBlank = false;
            int mostCommas = 0;
            for (int i = from; i < to; i++) {
                String line = all.get(i).strip();
                semicolon |= line.indexOf(';') >= 0;
                tab |= line.indexOf('\t') >= 0;
                blank |= line.indexOf(' ') >= 0;
                point |= line.indexOf('.') >= 0;
                comma |= line.indexOf(',') >= 0;
                commaThenBlank |= line.contains(", ") || line.contains(",\t");
                mostCommas = Math.max(
                        mostCommas, (int) line.chars().filter(c -> c == ',').count());
            }
            if (semicolon || !commaThenBlank && (tab || blank) && comma) {
                if (comma && point) {
                    throw new BadFileException(
                            file, from + 1, "", "decimal", "both decimal points and decimal commas in one file");
                }
                return new Form(semicolon ? "\\s*;\\s*" : tab ? "\\s*\t\\s*" : "\\s+", comma);
            }
            if (comma) {
                if (!point && !commaThenBlank && mostCommas > 1) {
                    throw new BadFileException(
                            file,
                            from + 1,
                            "",
                            "decimal",
                            "commas only: columns and decimals cannot be told apart; export with semicolons or tabs");
                }
                return new Form("\\s*,\\s*", false);
            }
            return new Form("\\s+", false);
        }

        String[] split(String line) {
            String trimmed = line.replaceAll("[;,\\s]+$", "");
            return trimmed.split(separator);
        }

        double number(String file, int line, int column, String cell) throws BadFileException {
            String plain = decimalComma ? cell.replace(',', '.') : cell;
            try {
                double value = Double.parseDouble(plain.replace('D', 'e').replace('d', 'e'));
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException notANumber) {
                // told below, with its place
            }
            throw new BadFileException(
                    file, line, "column " + column, "number", "'" + cell + "' is no number this file could mean");
        }
    }
}
