package org.sputterpilot.interlocks.alarms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sputterpilot.interlocks.DepositImage;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.plant.AlarmsReader;
import org.sputterpilot.plant.Faults;

/** The shipped classes and goals, also with alarms of a test in place of the shipped ones. */
public final class ShippedAlarms {
    private ShippedAlarms() {}

    /** The shipped file down to its first alarm. */
    public static String head() {
        try {
            String file = Files.readString(Path.of("interlocks", "alarms.yaml"));
            return file.substring(0, file.indexOf("\nalarms:\n") + 1) + "alarms:\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param alarms entries as they stand below {@code alarms:} */
    public static Rationalisation with(String alarms) {
        return with(alarms, Optional.of(DepositImage.MATRIX));
    }

    /** The file as it is shipped. */
    public static Rationalisation read() {
        return AlarmsReader.read(
                        Path.of("interlocks"), DepositImage.TAGS, Optional.of(DepositImage.MATRIX), new Faults())
                .orElseThrow();
    }

    static Rationalisation with(String alarms, Optional<Matrix> matrix) {
        Faults faults = new Faults();
        return AlarmsReader.parse(head() + alarms, "test.yaml", DepositImage.TAGS, matrix, faults)
                .orElseThrow(() -> new IllegalStateException(faults.sorted().toString()));
    }
}
