package org.sputterpilot.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationIdentityTest {
    private static final String URI = "urn:sputterpilot:test";

    @TempDir
    Path directory;

    @Test
    void isMadeOnceAndKept() throws Exception {
        ApplicationIdentity made = ApplicationIdentity.keptIn(directory, URI, "test");
        ApplicationIdentity kept = ApplicationIdentity.keptIn(directory, URI, "test");

        assertThat(kept.certificate()).isEqualTo(made.certificate());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(kept.keys().getPrivate());
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(made.certificate());
        signature.update(new byte[] {1, 2, 3});
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void theKeyIsForItsOwnerOnly() throws IOException {
        ApplicationIdentity.keptIn(directory, URI, "test");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("own/key.der"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anotherApplicationGetsAnotherCertificate() throws IOException {
        var ours = ApplicationIdentity.keptIn(directory, URI, "test").certificate();
        assertThat(ApplicationIdentity.keptIn(directory, URI + ":other", "test").certificate())
                .isNotEqualTo(ours);
    }

    @Test
    void onlyFilesInTheTrustedFolderAreTrustedAndABrokenOneIsNamed() throws IOException {
        assertThat(TrustedPeers.in(directory).getTrustedCertificates()).isEmpty();
        ApplicationIdentity peer = ApplicationIdentity.keptIn(directory.resolve("peer"), URI, "peer");
        Path trusted = Files.createDirectories(directory.resolve("trusted"));
        Files.copy(directory.resolve("peer/own/certificate.der"), trusted.resolve("peer.der"));
        assertThat(TrustedPeers.in(directory).getTrustedCertificates()).containsExactly(peer.certificate());

        Files.writeString(trusted.resolve("broken.der"), "not a certificate");
        assertThatThrownBy(() -> TrustedPeers.in(directory)).hasMessageContaining("broken.der");
    }
}
