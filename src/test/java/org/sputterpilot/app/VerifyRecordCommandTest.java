package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.RecordFile;
import org.sputterpilot.historian.RunSeal;
import org.sputterpilot.security.InstallationKey;

/** The command needs the file and nothing else, and its exit code can be relied upon. */
class VerifyRecordCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... words) {
        said.reset();
        return VerifyRecordCommand.run(words, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void goodIsZeroBrokenIsOneAndAWrongQuestionIsNeither() throws IOException {
        KeyPair pair = InstallationKey.fresh();
        InstallationKey key = InstallationKey.of(pair.getPrivate(), pair.getPublic());
        RunSeal seal = RunSeal.of(
                key,
                "R1",
                "PVD-01",
                Instant.parse("2026-03-01T09:00:00Z"),
                "1.2.3",
                Map.of("events", List.of(Map.of("text", "started")), "blocks", List.of(), "id", "R1"));
        String text = RecordFile.of(seal, List.of());
        Path good = Files.writeString(folder.resolve("R1.json"), text);
        Path bad = Files.writeString(folder.resolve("bad.json"), text.replace("started", "stArted"));
        Path none = Files.write(folder.resolve("none.json"), new byte[0]);

        assertThat(run(good.toString())).isZero();
        assertThat(said()).contains("good    seal of run R1", key.id(), "as it was sealed");
        assertThat(run(good.toString(), "--key", key.id().substring(0, 12))).isZero();
        assertThat(run(good.toString(), "--key", "0000")).isEqualTo(1);
        assertThat(run(bad.toString())).isEqualTo(1);
        assertThat(said())
                .contains("BROKEN  record, blocks or events or id, bytes")
                .contains("does not hold");
        assertThat(run(none.toString())).isEqualTo(1);
        assertThat(run(folder.resolve("nowhere.json").toString())).isEqualTo(1);
        assertThat(run()).isEqualTo(64);
    }
}
