package org.sputterpilot.metrology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which instruments write the same three points, and every mistake with its place. */
class ScanReaderTest {
    private static Scan read(String text, Charset charset) throws BadFileException {
        return ScanReader.read("p.txt", text.getBytes(charset), Optional.empty(), Optional.empty());
    }

    private static Scan read(String text) throws BadFileException {
        return read(text, StandardCharsets.UTF_8);
    }

    /** 0, 1.5, 3 µm and 10, -20, 30.5 nm in every style we know. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x [µm]\ty [nm]\n0\t10\n1.5\t-20\n3\t30.5\n", // Gwyddion, plain
                "Profile 1\n\nx [µm]  z [nm]\n0 10\n1,5 -20\n3 30,5\n", // decimal comma
                "# Profile 1\n# x [µm]\ty [nm]\n0.0 1.0e+001\n1.5 -2.0E1\n3.0 3.05e1\n", // gnuplot
                "x (µm);y (nm)\n0;10\n1,5;-20\n3;30,5\n", // CSV with semicolons
                "x [µm],y [nm]\n0,10.0\n1.5,-20\n3,30.5\n",
                "x [µm], y [nm]\n0, 10.0\n1.5, -20\n3, 30.5\n",
                "x\ty\nµm\tnm\n0\t10\n1.5\t-20\n3\t30.5\n", // Origin: a line of units
                "IGOR\nWAVES/D\tx\ty\nX // [µm] [nm]\nBEGIN\n\t0\t10\n\t1.5\t-20\n\t3\t30.5\nEND\nX SetScale d 0,0,\"nm\", y\n",
                "Meta Data\r\r\nScan Type,Standard\r\r\nLateral µm,Raw nm,\r\r\n0,10.0,\r\r\n1.5,-20.0,\r\r\n3,30.5,\r\r\n",
                "\ufeffX(um)\tZ(nm)\n3\t30.5\n1.5\t-20\n0\t10\n" // from right to left
            })
    void everyStyleOfAProfileIsTheSameProfile(String text) throws BadFileException {
        List<Charset> charsets = new ArrayList<>(List.of(StandardCharsets.UTF_8));
        if (text.charAt(0) != '\ufeff') {
            charsets.add(StandardCharsets.ISO_8859_1);
        }
        for (Charset charset : charsets) {
            Scan scan = read(text, charset);
            assertThat(scan.rows()).hasSize(1);
            assertThat(scan.rows().get(0).x()).as(text).containsExactly(new double[] {0, 1.5e-6, 3e-6}, within(1e-18));
            assertThat(scan.rows().get(0).z())
                    .as(text)
                    .containsExactly(new double[] {10e-9, -20e-9, 30.5e-9}, within(1e-18));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x [um]\\tz [nm]\\n0\\t1\\n1\\t2\\n2\\toops\\n3\\t1         | number    | p.txt:4 column 2
            x [um]\\tz [nm]\\n0\\t1\\n1\\t2\\n2\\t1\\nEND\\n0\\t1       | one-block | p.txt:6
            x [um]\\tz [nm]\\n0\\t1\\n1\\t2\\t3\\n2\\t1                | columns   | p.txt:3
            x [um]\\tz [nm]\\n0\\t1\\n1\\t2\\n1\\t3\\n2\\t3            | rising    | p.txt:4 x
            x [um]\\tz [nm]\\n0;1.0\\n1,5;2                            | decimal   | p.txt:2
            0,5,1,5\\n1,5,2,5\\n2,5,1,5                                | decimal   | p.txt:1
            x [um]\\tz [V]\\n0\\t1\\n1\\t2\\n2\\t1                     | unit      | p.txt x
            1\\t2\\t3\\n4\\t5\\t6\\n7\\t8\\t9                          | required  | p.txt:1 width
            # Width: 10 µm\\n# Height: 10 µm\\n# Value units: V\\n1 2 3 | length   | p.txt:3 value units
            # Width: 0 µm\\n# Height: 10 µm\\n# Value units: m\\n1 2 3 | range     | p.txt width
            only words                                                 | numbers   | p.txt
            x [um]\\tz [nm]\\n5                                        | two-columns | p.txt:2
            x [um]\\tz [nm]\\n0\\t1\\n1\\t2                            | points    | p.txt
            """)
    void aBadFileIsRefusedWithFileLineFieldAndRule(String text, String rule, String where) {
        String plain = text.strip().replace("\\t", "\t").replace("\\n", "\n");
        BadFileException e = catchThrowableOfType(BadFileException.class, () -> read(plain));
        assertThat(e).as(text).isNotNull();
        assertThat(e.rule()).as(e.getMessage()).isEqualTo(rule.strip());
        assertThat(e.where()).isEqualTo(where.strip());
        assertThat(e.getMessage()).startsWith(where.strip() + ": ");
    }

    @Test
    void anEmptyOrBinaryFileIsRefused() {
        assertThat(catchThrowableOfType(BadFileException.class, () -> read("")).rule())
                .isEqualTo("not-empty");
        assertThat(catchThrowableOfType(BadFileException.class, () -> read("a\0b"))
                        .rule())
                .isEqualTo("text");
    }

    /** Neighbouring rows of an image see the same bumps: they are not so many independent profiles. */
    @Test
    void anImageIsFittedInAFewBands() throws BadFileException {
        StringBuilder text = new StringBuilder("# Kanal: Z\n# Breite: 10,00 µm\n# Höhe: 10,00 µm\n# Werteinheit: nm\n");
        for (int row = 0; row < 64; row++) {
            for (int column = 0; column < 64; column++) {
                text.append(column < 20 ? "0,25\t" : "32,75\t");
            }
            text.append('\n');
        }
        Scan scan = read(text.toString());
        assertThat(scan.rows()).hasSize(64);
        assertThat(scan.profiles()).hasSize(8);
        assertThat(StepFit.of(scan.profiles().get(3)).heightM()).isCloseTo(32.5e-9, within(1e-15));
        assertThat(scan.rows().get(0).x()[63]).isCloseTo(10e-6 * 63.5 / 64, within(1e-15));
    }

    // ---------------------------------------------------------------- real files

    private static Path references() {
        String folder = System.getenv("SPUTTERPILOT_REFERENCE_DATA");
        assumeTrue(folder != null, "SPUTTERPILOT_REFERENCE_DATA names no folder: real AFM files are not read");
        return Path.of(folder).resolve("cell-tests");
    }

    @ParameterizedTest
    @CsvSource({
        "afm/gwyddion-export-english.txt, '', ''",
        "afm/gwyddion-export-german.txt,  '', ''",
        "afm/matrix-3.txt,                '', ''",
        "afm/opdx-3.txt,                  m,  m"
    })
    void realFilesHoldWhatIsKnownOfThem(String name, String x, String z) throws IOException, BadFileException {
        Path folder = references();
        JsonNode facts = null;
        for (JsonNode one :
                new ObjectMapper().readTree(folder.resolve("expected.json").toFile())) {
            facts = one.path("file").asText().equals(name) ? one.path("facts") : facts;
        }
        assertThat(facts).as("facts of " + name).isNotNull();
        Scan scan = ScanReader.read(name, Files.readAllBytes(folder.resolve(name)), LengthUnit.of(x), LengthUnit.of(z));

        List<String> header = new ArrayList<>();
        facts.path("header").forEach(line -> header.add(line.asText()));
        assertThat(scan.header()).isEqualTo(header);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int count = 0;
        for (Profile row : scan.rows()) {
            for (double height : row.z()) {
                low = Math.min(low, height);
                high = Math.max(high, height);
                sum += height;
                count++;
            }
        }
        if (facts.has("points")) {
            Profile profile = scan.rows().get(0);
            assertThat(profile.size()).isEqualTo(facts.path("points").asInt());
            assertThat(low).isCloseTo(facts.path("z_min_max").get(0).asDouble(), within(1e-17));
            assertThat(high).isCloseTo(facts.path("z_min_max").get(1).asDouble(), within(1e-17));
            assertThat(profile.x()[0]).isEqualTo(facts.path("x_min_max").get(0).asDouble());
            assertThat(profile.x()[profile.size() - 1])
                    .isCloseTo(facts.path("x_min_max").get(1).asDouble(), within(1e-14));
            return;
        }
        assertThat(scan.image()).isTrue();
        assertThat(scan.rows()).hasSize(facts.path("rows").asInt());
        assertThat(scan.rows().get(0).size()).isEqualTo(facts.path("cols").asInt());
        assertThat(low).isEqualTo(facts.path("z_min").asDouble());
        assertThat(high).isEqualTo(facts.path("z_max").asDouble());
        double mean = sum / count;
        double absolute = 0;
        double square = 0;
        for (Profile row : scan.rows()) {
            for (double height : row.z()) {
                absolute += Math.abs(height - mean) / count;
                square += (height - mean) * (height - mean) / count;
            }
        }
        double scale = Math.abs(facts.path("Sq").asDouble());
        assertThat(mean).isCloseTo(facts.path("z_mean").asDouble(), within(1e-8 * scale));
        assertThat(absolute).isCloseTo(facts.path("Sa").asDouble(), within(1e-8 * scale));
        assertThat(Math.sqrt(square)).isCloseTo(scale, within(1e-8 * scale));
    }

    @Test
    void aBrukerBinaryIsRefusedWithWhatToDo() throws IOException {
        byte[] bytes = Files.readAllBytes(references().resolve("afm/old_bruker.002"));
        BadFileException e = catchThrowableOfType(
                BadFileException.class,
                () -> ScanReader.read("old_bruker.002", bytes, Optional.empty(), Optional.empty()));
        assertThat(e.rule()).isEqualTo("text");
        assertThat(e.getMessage()).contains("export it as text");
    }
}
