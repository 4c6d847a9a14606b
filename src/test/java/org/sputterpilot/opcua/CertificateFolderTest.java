package org.sputterpilot.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.opcua.CertificateFolder.Standing;

/** Nothing is believed by itself: a certificate waits until a person has judged it. */
class CertificateFolderTest {
    @TempDir
    Path directory;

    private X509Certificate server(String name) throws IOException {
        return ApplicationIdentity.keptIn(directory.resolve("server-" + name), "urn:server:" + name, name)
                .certificate();
    }

    @Test
    void aStrangerWaitsInQuarantineUntilSomebodyTrustsIt() throws IOException {
        CertificateFolder folder = new CertificateFolder(directory.resolve("plc1"));
        X509Certificate plc = server("plc");
        folder.addRejectedCertificate(plc);
        folder.addRejectedCertificate(plc);
        assertThat(folder.peers()).hasSize(1);
        assertThat(folder.peers().get(0).standing()).isEqualTo(Standing.QUARANTINE);
        assertThat(TrustedPeers.in(directory.resolve("plc1")).getTrustedCertificates())
                .isEmpty();

        assertThat(folder.judge(CertificateFolder.thumbprint(plc), true)).isPresent();
        assertThat(TrustedPeers.in(directory.resolve("plc1")).getTrustedCertificates())
                .containsExactly(plc);
        assertThat(folder.getRejectedCertificates()).isEmpty();
    }

    @Test
    void whatWasRejectedStaysRejectedHoweverOftenItComes() throws IOException {
        CertificateFolder folder = new CertificateFolder(directory.resolve("plc1"));
        X509Certificate plc = server("plc");
        folder.addRejectedCertificate(plc);
        folder.judge(CertificateFolder.thumbprint(plc), false);
        folder.addRejectedCertificate(plc);
        assertThat(folder.peers()).singleElement().satisfies(peer -> assertThat(peer.standing())
                .isEqualTo(Standing.REJECTED));
        assertThat(folder.judge("0".repeat(64), true)).isEmpty();
    }

    @Test
    void afterRotationTheNextConnectionShowsAnotherCertificate() throws IOException {
        Path link = directory.resolve("plc1");
        CertificateFolder folder = new CertificateFolder(link);
        assertThat(folder.rotate()).isFalse();
        X509Certificate first = ApplicationIdentity.keptIn(link, "urn:us", "us").certificate();
        assertThat(folder.own()).hasValue(first);
        assertThat(folder.rotate()).isTrue();
        assertThat(ApplicationIdentity.keptIn(link, "urn:us", "us").certificate())
                .isNotEqualTo(first);
    }
}
