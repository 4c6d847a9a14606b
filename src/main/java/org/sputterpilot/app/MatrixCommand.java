package org.sputterpilot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.interlocks.MatrixPage;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.reports.MatrixSheet;
import org.sputterpilot.reports.Pdf;

/**
 * {@code matrix [DIR] --out FILE}: the cause-and-effect matrix of these plant files for a review on paper. Starts
 * nothing, so that it knows no signatures: the copy is signed by hand, or the one that the server prints is.
 */
final class MatrixCommand {
    private MatrixCommand() {}

    /** @return 0 when it is written, 1 when the plant files are wrong, 64 when it was asked wrongly */
    static int run(String[] args, PrintStream out, PrintStream complaints) {
        try {
            Arguments given = Arguments.parse(args, List.of("--out"), List.of());
            String target = given.text("--out", "");
            String kind = target.substring(target.lastIndexOf('.') + 1);
            if (given.words().size() > 1 || !List.of("pdf", "html", "md").contains(kind)) {
                throw new IllegalArgumentException("matrix [DIR] --out FILE, where FILE ends in .pdf, .html or .md");
            }
            PlantReader.Outcome outcome = PlantReader.read(Path.of(
                    given.words().isEmpty()
                            ? CheckCommand.plantDirectory()
                            : given.words().get(0)));
            if (outcome.plant().isEmpty()) {
                outcome.faults().forEach(out::println);
                return 1;
            }
            Files.write(Path.of(target), written(outcome.plant().get(), kind));
            return 0;
        } catch (IllegalArgumentException e) {
            complaints.println(e.getMessage());
            return 64;
        } catch (IOException e) {
            complaints.println("cannot be written: " + e.getMessage());
            return 1;
        }
    }

    private static byte[] written(Plant plant, String kind) {
        if (kind.equals("md")) {
            return MatrixPage.markdown(plant.matrix(), plant.tags()).getBytes(StandardCharsets.UTF_8);
        }
        String page = MatrixSheet.html(
                MatrixCounter.review(plant, Optional.empty(), Clock.systemUTC().instant()));
        return kind.equals("pdf") ? Pdf.of(page) : page.getBytes(StandardCharsets.UTF_8);
    }
}
