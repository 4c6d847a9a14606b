package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.db.AuditHeads;
import org.sputterpilot.historian.db.AuditLog;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.opcua.ApplicationIdentity;
import org.sputterpilot.opcua.CertificateFolder;
import org.sputterpilot.security.db.KeyFile;

/** Commands on the machine's own terminal: what they change stands in the audit, and what the audit says is checked. */
class TerminalCommandsTest {
    @TempDir
    Path data;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    private CertificateFolder plc1;
    private String stranger;

    @BeforeEach
    void aServerHasShownItsCertificate() throws IOException {
        plc1 = new CertificateFolder(data.resolve("certificates").resolve("plc1"));
        var certificate = ApplicationIdentity.keptIn(data.resolve("elsewhere"), "urn:server:plc", "plc")
                .certificate();
        plc1.addRejectedCertificate(certificate);
        stranger = CertificateFolder.thumbprint(certificate);
    }

    private int certificates(String... words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--data";
        all[words.length + 1] = data.toString();
        return CertificatesCommand.run(all, out);
    }

    private int verify(String... more) {
        String[] all = java.util.Arrays.copyOf(more, more.length + 2);
        all[more.length] = "--data";
        all[more.length + 1] = data.toString();
        return VerifyAuditCommand.run(all, out);
    }

    private List<AuditTrail.Entry> audited() {
        Database database = Database.h2(data.resolve("historian"));
        AuditHeads heads = AuditHeads.open(
                database,
                "PVD-01",
                KeyFile.keptIn(data.resolve("keys")),
                data.resolve("audit"),
                Instant.parse("2026-03-01T08:00:00Z"));
        return new AuditLog(database, heads, data.resolve("audit"))
                .find(AuditTrail.Search.between(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"), 100)).stream()
                        .map(AuditTrail.Stored::entry)
                        .toList();
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsTrustedAtTheTerminalIsInTheAuditWithWhoWhatOldNewWhyAndFromWhere() {
        assertThat(certificates("trust", "plc1", stranger.substring(0, 16), "--reason", "compared at the cabinet"))
                .as(said())
                .isZero();
        assertThat(plc1.peers().get(0).standing()).isEqualTo(CertificateFolder.Standing.TRUSTED);
        assertThat(audited()).singleElement().satisfies(entry -> {
            assertThat(entry.who()).isEqualTo(System.getProperty("user.name"));
            assertThat(entry.what()).isEqualTo("certificate.trust");
            assertThat(entry.oldValue()).isEqualTo("QUARANTINE");
            assertThat(entry.newValue()).isEqualTo("plc1 " + stranger + " TRUSTED");
            assertThat(entry.why()).isEqualTo("compared at the cabinet");
            assertThat(entry.origin()).isEqualTo("command line");
            assertThat(entry.result()).isEqualTo("done");
        });
        assertThat(certificates("list")).isZero();
        assertThat(audited()).as("a look leaves no row").hasSize(1);
    }

    @Test
    void whatIsRefusedAtTheTerminalIsInTheAuditToo() {
        assertThat(certificates("reject", "plc1", "0".repeat(64))).isEqualTo(1);
        assertThat(certificates("rotate", "plc1")).isEqualTo(1);
        assertThat(certificates("trust", "../keys", stranger)).isEqualTo(1);
        assertThat(audited())
                .extracting(AuditTrail.Entry::what)
                .containsExactly("certificate.reject", "certificate.rotate", "certificate.trust");
        assertThat(audited()).allMatch(entry -> entry.result().startsWith("refused: "));
    }

    @Test
    void whileAServerHasTheDataTheTerminalChangesNothing() throws SQLException {
        try (TerminalAudit server = TerminalAudit.open(data, Clock.systemUTC()).orElseThrow()) {
            assertThat(certificates("trust", "plc1", stranger)).isEqualTo(1);
            assertThat(said()).contains("--server");
            assertThat(plc1.peers().get(0).standing()).isEqualTo(CertificateFolder.Standing.QUARANTINE);
        }
    }

    @Test
    void anAuditThatCannotBeWrittenStopsTheAct() throws IOException {
        Files.writeString(data.resolve("historian.mv.db"), "this is no database");
        assertThat(certificates("trust", "plc1", stranger)).isEqualTo(1);
        assertThat(plc1.peers().get(0).standing()).isEqualTo(CertificateFolder.Standing.QUARANTINE);
    }

    @Test
    void aFreeRunWithADataFolderSaysThatItWasMade() {
        int status = RunCommandLine.run(
                new String[] {"tio2-32nm-on-zn", "--free", "--seed", "7", "--data", data.toString()}, out, out);
        assertThat(status).as(said()).isZero();
        assertThat(audited()).singleElement().satisfies(entry -> {
            assertThat(entry.what()).isEqualTo("run.free");
            assertThat(entry.newValue())
                    .startsWith("FREE-7 tio2-32nm-on-zn version ")
                    .contains("journal ");
            assertThat(entry.origin()).isEqualTo("command line");
        });
    }

    @Test
    void theAnswerOfVerifyAuditIsItsExitCode() throws SQLException, IOException {
        assertThat(verify()).as("nothing there").isEqualTo(2);
        assertThat(certificates("trust", "plc1", stranger)).isZero();
        assertThat(verify()).as(said()).isZero();
        assertThat(said()).contains("1 audit rows", "Everything fits.");
        assertThat(verify("--key", "0".repeat(12))).as("another key").isEqualTo(1);
        assertThat(verify("--sideways")).isEqualTo(64);
        assertThat(verify("word")).isEqualTo(64);

        try (Connection connection =
                        Database.h2(data.resolve("historian")).source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop trigger audit_append_only");
            statement.execute("update audit set who = 'nobody' where seq = 1");
        }
        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("audit row 1: its content is not what its hash says", "The audit does not hold.");

        Files.writeString(data.resolve("historian.mv.db"), "this is no database");
        assertThat(verify()).as("unreadable").isEqualTo(2);
        assertThat(said()).contains("The audit could not be read");
    }
}
