package org.sputterpilot.opcua;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.TrustListManager;

/**
 * Whose certificates are believed: the files a person has put into the {@code trusted} folder, and nobody else's. Read
 * anew for every session, so that trust given or taken counts from the next connection on.
 */
public final class TrustedPeers {
    private TrustedPeers() {}

    /** The certificates in {@code trusted/} below a directory; none when there is no such folder. */
    public static TrustListManager in(Path directory) throws IOException {
        TrustListManager trust = new MemoryTrustListManager();
        Path trusted = directory.resolve("trusted");
        if (Files.isDirectory(trusted)) {
            List<Path> files;
            try (Stream<Path> found = Files.list(trusted)) {
                files = found.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : files) {
                trust.addTrustedCertificate(read(file));
            }
        }
        return trust;
    }

    private static X509Certificate read(Path file) throws IOException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (CertificateException fault) {
            throw new IOException(file + " is not a certificate", fault);
        }
    }
}
