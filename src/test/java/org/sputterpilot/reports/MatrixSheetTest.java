package org.sputterpilot.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.sputterpilot.historian.MatrixSignatures;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.Effect;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Signature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the review signs is what the engine runs: every cell, every row, every hash of the shipped files. */
class MatrixSheetTest {
    private static final Plant PLANT =
            PlantReader.read(Path.of("").toAbsolutePath()).plant().orElseThrow();
    private static final Instant PRINTED = Instant.parse("2026-01-05T08:00:00Z");
    private static final MatrixSignatures.Signed SAFETY = new MatrixSignatures.Signed(
            Role.SAFETY,
            new Signature("safety", "Shen Li 沈丽", "I have reviewed every row & cell", PRINTED.minusSeconds(60)));

    static MatrixReview review(List<MatrixSignatures.Signed> signatures) {
        return new MatrixReview(
                PLANT.unit().unit(),
                PLANT.hash(),
                PLANT.files(),
                PLANT.tags(),
                PLANT.matrix(),
                PLANT.permissives(),
                PLANT.alarms().all(),
                PLANT.limits(),
                Optional.of(signatures),
                PRINTED);
    }

    private static Document parsed(String page) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<Element> rows(Document page, String table) {
        NodeList tables = page.getElementsByTagName("table");
        return IntStream.range(0, tables.getLength())
                .mapToObj(i -> (Element) tables.item(i))
                .filter(t -> t.getAttribute("class").equals(table))
                .flatMap(t -> {
                    NodeList rows = ((Element) t.getElementsByTagName("tbody").item(0)).getElementsByTagName("tr");
                    return IntStream.range(0, rows.getLength()).mapToObj(i -> (Element) rows.item(i));
                })
                .toList();
    }

    @Test
    void everyCellOfTheRunningMatrixStandsInTheGrid() throws Exception {
        Document page = parsed(MatrixSheet.html(review(List.of())));
        List<Element> rows = rows(page, "grid");
        List<Cause> causes = PLANT.matrix().causes();
        List<Effect> effects = PLANT.matrix().effects();

        assertThat(rows).hasSameSizeAs(causes);
        int marks = 0;
        for (int r = 0; r < rows.size(); r++) {
            NodeList cells = rows.get(r).getElementsByTagName("td");
            assertThat(rows.get(r).getElementsByTagName("th").item(0).getTextContent())
                    .isEqualTo(causes.get(r).id());
            assertThat(cells.getLength()).isEqualTo(effects.size());
            for (int c = 0; c < effects.size(); c++) {
                String printed = cells.item(c).getTextContent();
                var mark =
                        PLANT.matrix().mark(causes.get(r).id(), effects.get(c).id());
                assertThat(printed.isEmpty()).isEqualTo(mark.isEmpty());
                assertThat(printed.equals("X"))
                        .isEqualTo(mark.map(Matrix.Mark::delay)
                                .filter(java.time.Duration::isZero)
                                .isPresent());
                marks += printed.isEmpty() ? 0 : 1;
            }
        }
        assertThat(marks).isEqualTo(PLANT.matrix().marks().size());
    }

    @Test
    void everyCauseEffectPermissiveHazardLimitAndAlarmIsPrinted() throws Exception {
        Document page = parsed(MatrixSheet.html(review(List.of())));

        assertThat(rows(page, "causes")).hasSameSizeAs(PLANT.matrix().causes());
        assertThat(rows(page, "effects")).hasSameSizeAs(PLANT.matrix().effects());
        assertThat(rows(page, "permissives")).hasSameSizeAs(PLANT.permissives());
        assertThat(rows(page, "hazards")).hasSameSizeAs(PLANT.matrix().hazards().keySet());
        assertThat(rows(page, "alarms")).hasSameSizeAs(PLANT.alarms().all());
        assertThat(rows(page, "limits"))
                .hasSize(PLANT.limits().site().size() + PLANT.limits().recipe().size());
        String text = page.getDocumentElement().getTextContent();
        for (Cause cause : PLANT.matrix().causes()) {
            assertThat(text).contains(cause.when().text(), cause.why());
        }
        assertThat(text).contains(PLANT.hash(), PLANT.matrix().hash());
        assertThat(PLANT.files().get("interlocks/matrix.yaml"))
                .isEqualTo(PLANT.matrix().hash());
    }

    @Test
    void aRoleHasSignedThisHashOrIsSaidNotToHave() throws Exception {
        List<Element> roles = rows(parsed(MatrixSheet.html(review(List.of(SAFETY)))), "signs");

        assertThat(roles).hasSize(3);
        assertThat(roles.get(0).getTextContent()).contains("engineer", "not signed for this hash");
        assertThat(roles.get(1).getTextContent())
                .contains("Shen Li 沈丽", "I have reviewed every row & cell", "signed as safety for this hash");
        assertThat(roles.get(2).getTextContent()).contains("QA", "not signed for this hash");
    }

    @Test
    void thePaperCountsItsPagesAndRepeatsTheHeadsOfATableThatGoesOn() throws Exception {
        byte[] paper = Pdf.of(MatrixSheet.html(review(List.of(SAFETY))));

        try (PDDocument document = Loader.loadPDF(paper)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(5);
            int withGridHead = 0;
            for (int page = 1; page <= pages; page++) {
                PDFTextStripper reader = new PDFTextStripper();
                reader.setStartPage(page);
                reader.setEndPage(page);
                String text = reader.getText(document);
                assertThat(text).contains("page " + page + " of " + pages);
                assertThat(text)
                        .as("unit and hash at the foot of page %d", page)
                        .containsPattern("PVD-01 · matrix [0-9a-f]{16} · plant [0-9a-f]{16} · printed");
                // an effect's id is broken over lines in the heads of the grid, and nowhere else
                boolean grid = text.lines().anyMatch(line -> line.matches(".*\\bNITROGEN_(\\s.*)?"));
                withGridHead += grid ? 1 : 0;
            }
            assertThat(withGridHead).as("pages with the heads of the grid").isGreaterThanOrEqualTo(2);
        }
    }
}
