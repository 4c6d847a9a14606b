package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup, restore and vacuum on the machine's own terminal: what is there is never lost by them. */
class ArchiveCommandsTest {
    @TempDir
    Path folder;

    private Path data;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @BeforeEach
    void aDataFolder() throws SQLException {
        data = folder.resolve("data");
        try (TerminalAudit audit = TerminalAudit.open(data, Clock.systemUTC()).orElseThrow()) {
            audit.wrote("certificate.trust", "", "plc1", "compared", "done");
        }
    }

    private String[] words(String... words) {
        return Stream.concat(Stream.of(words), Stream.of("--data", data.toString()))
                .toArray(String[]::new);
    }

    private String said() {
        String text = said.toString(StandardCharsets.UTF_8);
        said.reset();
        return text;
    }

    private List<String> besides() throws IOException {
        try (Stream<Path> there = Files.list(folder)) {
            return there.map(one -> one.getFileName().toString())
                    .filter(name -> name.startsWith("data."))
                    .toList();
        }
    }

    @Test
    void whatWasBackedUpIsPutBackAndTheAuditGoesOn() throws IOException {
        String file = folder.resolve("b.zip").toString();
        assertThat(BackupCommand.run(words(file), out)).as(said()).isZero();
        assertThat(BackupCommand.run(words(file), out)).as("never over another").isEqualTo(64);
        said();

        assertThat(RestoreCommand.run(words(file), out)).isEqualTo(1);
        assertThat(said()).contains("--replace");
        assertThat(besides()).isEmpty();

        assertThat(RestoreCommand.run(words(file, "--replace"), out)).as(said()).isZero();
        assertThat(besides()).singleElement().asString().startsWith("data.before-");
        said();
        assertThat(VerifyAuditCommand.run(words(), out)).isZero();
        assertThat(said()).contains("2 audit rows").contains("Everything fits");
        assertThat(Files.exists(data.resolve("keys").resolve("signing-key.pem")))
                .as("a key of its own, made now")
                .isTrue();
        assertThat(VacuumCommand.run(words(), out)).as(said()).isZero();
        assertThat(VerifyAuditCommand.run(words(), out)).as(said()).isZero();
    }

    @Test
    void withItsKeysItSignsAsTheSameInstallation() throws IOException {
        String file = folder.resolve("b.zip").toString();
        String key = Files.readString(data.resolve("keys").resolve("signing-key.pem"));
        assertThat(BackupCommand.run(words(file, "--with-keys"), out))
                .as(said())
                .isZero();
        data = folder.resolve("elsewhere").resolve("data");
        assertThat(RestoreCommand.run(words(file), out)).as(said()).isZero();
        assertThat(Files.readString(data.resolve("keys").resolve("signing-key.pem")))
                .isEqualTo(key);
    }

    @Test
    void aBackupThatDoesNotHoldChangesNothing() throws IOException {
        Path file = folder.resolve("b.zip");
        assertThat(BackupCommand.run(words(file.toString()), out)).isZero();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 1;
        Files.write(file, bytes);
        assertThat(VerifyBackupCommand.run(new String[] {file.toString()}, out)).isEqualTo(1);
        assertThat(said()).contains("BROKEN");
        assertThat(RestoreCommand.run(words(file.toString(), "--replace"), out)).isEqualTo(1);
        assertThat(besides()).isEmpty();
        assertThat(VerifyAuditCommand.run(words(), out)).isZero();
    }

    @Test
    void whileAServerHasTheFolderNothingIsDoneBehindItsBack() throws SQLException {
        String file = folder.resolve("b.zip").toString();
        assertThat(BackupCommand.run(words(file), out)).isZero();
        try (TerminalAudit server = TerminalAudit.open(data, Clock.systemUTC()).orElseThrow()) {
            assertThat(BackupCommand.run(words(folder.resolve("c.zip").toString()), out))
                    .isEqualTo(1);
            assertThat(said()).contains("--server");
            assertThat(RestoreCommand.run(words(file, "--replace"), out)).isEqualTo(1);
            assertThat(VacuumCommand.run(words(), out)).isEqualTo(1);
            assertThat(MigrateCommand.run(words("--database", "jdbc:postgresql://127.0.0.1:1/none"), out))
                    .isEqualTo(1);
        }
    }
}
