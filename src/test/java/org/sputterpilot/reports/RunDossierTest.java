package org.sputterpilot.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.PrintSeal;
import org.sputterpilot.historian.RunSeal;
import org.sputterpilot.historian.SealProof;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.Signature;

/** The printed record says what was sealed, and every bit of the print is under a seal of its own. */
class RunDossierTest {
    private static final Instant AT = Instant.parse("2026-03-01T09:00:00Z");
    private static final InstallationKey KEY = key();

    private static InstallationKey key() {
        KeyPair pair = InstallationKey.fresh();
        return InstallationKey.of(pair.getPrivate(), pair.getPublic());
    }

    private static List<Object> curve(double scale) {
        List<Object> columns = new ArrayList<>();
        for (int s = 0; s <= 100; s++) {
            double value = scale * Math.sin(s / 15.0);
            columns.add(List.of(s * 1.0, value - scale / 10, value, value + scale / 10));
        }
        return columns;
    }

    private static RunSeal seal() {
        Map<String, Object> record = new TreeMap<>();
        record.put("id", "PVD-01-260301-080000");
        record.put(
                "run",
                Map.of(
                        "state",
                        "COMPLETE",
                        "endReason",
                        "",
                        "durationS",
                        100.0,
                        "operator",
                        "operator",
                        "unit",
                        "PVD-01",
                        "startedAt",
                        AT.minusSeconds(100),
                        "endedAt",
                        AT,
                        "demonstration",
                        true,
                        "thicknessNm",
                        31.9,
                        "sigmaNm",
                        0.21));
        record.put("recipe", Map.of("id", "tio2-32nm-on-zn", "version", 3, "text", "target_thickness: 32 nm"));
        record.put(
                "load", Map.of("holder", "platen", "items", List.of(Map.of("slot", 1, "item", "F1 箔", "side", "A"))));
        record.put("installation", Map.of("program", "1.2.3", "sealedAt", AT, "plantHash", "abc"));
        record.put(
                "phases",
                List.of(Map.of(
                        "ordinal",
                        0,
                        "phase",
                        "Deposit",
                        "result",
                        "DONE",
                        "durationS",
                        100.0,
                        "startedAt",
                        AT.minusSeconds(100),
                        "endedAt",
                        AT,
                        "reportJson",
                        Map.of(
                                "actual",
                                Map.of(
                                        "cathode.power",
                                        Map.of(
                                                "unit", "W", "set", 200, "min", 199, "mean", 200, "max", 201, "last",
                                                200))))));
        record.put(
                "events", List.of(Map.of("at", AT, "kind", "RUN", "subject", "x", "text", "ended <well>", "who", "")));
        record.put("blocks", List.of());
        record.put(
                "plots",
                List.of(
                        Map.of("tag", "cathode.power", "unit", "W", "columns", curve(200)),
                        Map.of("tag", "film.thickness", "unit", "nm", "columns", curve(30)),
                        Map.of("tag", "film.sigma", "unit", "nm", "columns", curve(1))));
        return RunSeal.of(KEY, "PVD-01-260301-080000", "PVD-01", AT, "1.2.3", record);
    }

    private static Addendum addendum(RunSeal seal) {
        return Addendum.of(
                KEY,
                "PVD-01",
                "PVD-01-260301-080000",
                1,
                Addendum.Kind.MEASUREMENT,
                new Signature("qa", "Qin An 秦安", "entered", AT.plusSeconds(60)),
                "AFM at centre",
                Map.of("thicknessNm", 31.7),
                seal.seal().hash());
    }

    static byte[] print() {
        RunSeal seal = seal();
        byte[] pages = Pdf.of(RunDossier.html(seal, List.of(addendum(seal)), AT.plusSeconds(90)));
        return PrintSeal.on(pages, KEY, seal, "PVD-01-260301-080000", 1, AT.plusSeconds(90));
    }

    @Test
    void thePrintOpensWithItsSealAndSaysWhatIsInTheRecord() throws IOException {
        byte[] print = print();
        try (PDDocument document = Loader.loadPDF(print)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains("Run PVD-01-260301-080000", "DEMONSTRATION", "Addenda: 1 as of 2026-03-01")
                    .contains("Later addenda may exist", "31.7", "ended <well>", "target_thickness: 32 nm")
                    .contains("cathode.power, W");
            assertThat(document.getPage(0).getResources().getXObjectNames())
                    .as("curves are lines, not pictures of dots")
                    .allSatisfy(name -> assertThat(
                                    document.getPage(0).getResources().isImageXObject(name))
                            .isFalse());
        }
        assertThat(PrintSeal.isPrint(print)).isTrue();
        SealProof proof = PrintSeal.verify(print);
        assertThat(proof.breaks()).isEmpty();
        assertThat(proof.keys()).containsExactly(KEY.id());
    }

    @Test
    void aBrokenRecordIsNotPrinted() {
        RunSeal seal = seal();
        RunSeal other = new RunSeal(
                seal.record(),
                new org.sputterpilot.historian.Sealed(
                        seal.seal().document().replace("1.2.3", "1.2.4"),
                        seal.seal().signature()));
        assertThatThrownBy(() -> RunDossier.html(other, List.of(), AT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyTurnedBitInThePrintIsFoundAndLocated() {
        byte[] print = print();
        long seed = Long.getLong("test.seed", 20_260_317L);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            byte[] turned = print.clone();
            int at = random.nextInt(turned.length);
            turned[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(Arrays.mismatch(print, turned)).isEqualTo(at);
            assertThat(PrintSeal.isPrint(turned)).isTrue();
            assertThat(PrintSeal.verify(turned).breaks())
                    .as("seed %d, flip %d at byte %d", seed, i, at)
                    .isNotEmpty()
                    .anyMatch(b -> b.from() <= at && at < b.to());
        }
    }

    @Test
    void whatIsCutOffOrAppendedIsFound() {
        byte[] print = print();
        assertThat(PrintSeal.verify(Arrays.copyOf(print, print.length - 40)).breaks())
                .isNotEmpty();
        assertThat(PrintSeal.verify(Arrays.copyOf(print, print.length + 1)).breaks())
                .isNotEmpty();
        byte[] more =
                (new String(print, StandardCharsets.ISO_8859_1) + "\n%%EOF\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(PrintSeal.verify(more).breaks()).isNotEmpty();
    }
}
