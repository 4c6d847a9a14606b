package org.sputterpilot.celltests.readers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.RecordSink;
import org.sputterpilot.celltests.UnreadableFileException;

/** Files somebody made to hurt whoever reads them: each is refused in words, and nothing is read or written by them. */
class HostileFilesTest {
    private static final RecordSink NOWHERE = new RecordSink() {
        @Override
        public void table(String name, List<Column> columns) {}

        @Override
        public void record(double[] values, String status, String timestamp) {}
    };
    private static final String WORKBOOK = "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/"
            + "spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
            + "<sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";

    @TempDir
    Path folder;

    private Path archive(String entry, String content, int zeroMegabytes) throws IOException {
        Path file = folder.resolve("test.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write(WORKBOOK.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < zeroMegabytes; i++) {
                zip.write(zeros);
            }
        }
        return file;
    }

    @Test
    void anArchiveThatUnpacksToFarMoreThanItIsIsRefused() throws IOException {
        Path bomb = archive("xl/sharedStrings.xml", "<sst>", 513);
        assertThatThrownBy(() -> CellTestReader.read("bomb.xlsx", bomb, NOWHERE))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("unpacks to more than 512 MiB");
    }

    @Test
    void aWorkbookWithEntitiesReadsNoFileAndDoesNotGrow() throws IOException {
        Path bomb = archive(
                "xl/sharedStrings.xml",
                "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
                        + "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&c;&x;</t></si></sst>",
                0);
        assertThatThrownBy(() -> CellTestReader.read("entities.xlsx", bomb, NOWHERE))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageNotContaining("root:");
    }

    @Test
    void anEntryThatWouldLeaveTheFolderIsNotUnpacked() throws IOException {
        Path sly = archive("../../../../tmp/sputterpilot-evil.txt", "evil", 0);
        assertThatThrownBy(() -> CellTestReader.read("sly.xlsx", sly, NOWHERE))
                .isInstanceOf(UnreadableFileException.class);
        org.assertj.core.api.Assertions.assertThat(Path.of("/tmp/sputterpilot-evil.txt"))
                .doesNotExist();
    }
}
