package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate a server makes for itself. */
class TlsIdentityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    Path folder;

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    @Test
    void itNamesTheMachineAndItsKeyIsForItsOwnerOnly() throws Exception {
        TlsIdentity.PemFiles files =
                TlsIdentity.keptIn(folder.resolve("tls"), List.of("pvd-01.example", "192.0.2.7"), at(NOW));
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(files.certificate())));
        assertThat(certificate.getSubjectAlternativeNames().stream().map(name -> (Object) name.get(1)))
                .contains("localhost", "127.0.0.1", "pvd-01.example", "192.0.2.7");
        certificate.verify(certificate.getPublicKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.key())))
                .isEqualTo("rw-------");
    }

    @Test
    void itIsKeptUntilItEndsSoon() throws Exception {
        TlsIdentity.PemFiles files = TlsIdentity.keptIn(folder, List.of(), at(NOW));
        byte[] first = Files.readAllBytes(files.certificate());
        TlsIdentity.keptIn(folder, List.of(), at(NOW.plus(Duration.ofDays(700))));
        assertThat(Files.readAllBytes(files.certificate())).isEqualTo(first);
        TlsIdentity.keptIn(folder, List.of(), at(NOW.plus(Duration.ofDays(800))));
        assertThat(Files.readAllBytes(files.certificate())).isNotEqualTo(first);
    }
}
