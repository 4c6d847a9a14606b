package org.sputterpilot.interlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page the safety review signs changes only together with its committed copy. */
class MatrixPageTest {
    @Test
    void theRenderedMatrixIsTheOneThatWasReviewed() throws IOException {
        String page = MatrixPage.markdown(DepositImage.MATRIX, DepositImage.TAGS);
        Path written = Path.of("target/golden/matrix.md");
        Files.createDirectories(written.getParent());
        Files.writeString(written, page);

        assertThat(page)
                .as("copy target/golden/matrix.md over the golden file once the change is reviewed")
                .isEqualTo(Files.readString(Path.of("src/test/resources/golden/matrix.md")));
    }
}
