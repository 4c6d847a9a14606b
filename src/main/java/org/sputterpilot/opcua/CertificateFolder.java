package org.sputterpilot.opcua;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.security.CertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;

/**
 * The certificates of one link: our own, and those that servers have shown. What nobody has judged yet waits in
 * {@code quarantine}; a person puts it into {@code trusted} or {@code rejected}. The folders are the state: files
 * copied there by hand count as well.
 */
public final class CertificateFolder implements CertificateQuarantine {
    /** A stranger may show a new certificate with every connection; more of them are not kept. */
    private static final int MOST_WAITING = 50;

    /** What a person has said about a server's certificate. */
    public enum Standing {
        TRUSTED("trusted"),
        QUARANTINE("quarantine"),
        REJECTED("rejected");

        private final String folder;

        Standing(String folder) {
            this.folder = folder;
        }
    }

    /** A server's certificate and its standing. */
    public record Peer(X509Certificate certificate, Standing standing) {
        public String thumbprint() {
            return CertificateFolder.thumbprint(certificate);
        }
    }

    private record Kept(Path file, Peer peer) {}

    private final Path directory;

    public CertificateFolder(Path directory) {
        this.directory = directory;
    }

    /** SHA-256 over the certificate, as servers show it too. */
    public static String thumbprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate without its bytes", e);
        }
    }

    /** The application a certificate speaks for, or empty. */
    public static Optional<String> application(X509Certificate certificate) {
        return CertificateUtil.getSanUri(certificate);
    }

    /** Our own certificate towards this link, once there is one. */
    public Optional<X509Certificate> own() {
        Path file = directory.resolve("own").resolve("certificate.der");
        return Files.exists(file) ? read(file) : Optional.empty();
    }

    /** Every server's certificate, trusted ones first. */
    public List<Peer> peers() {
        return kept().stream().map(Kept::peer).toList();
    }

    private List<Kept> kept() {
        List<Kept> kept = new ArrayList<>();
        for (Standing standing : Standing.values()) {
            Path folder = directory.resolve(standing.folder);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    read(file).ifPresent(c -> kept.add(new Kept(file, new Peer(c, standing))));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder, e);
            }
        }
        return kept;
    }

    /**
     * A person has judged a certificate; counts from the next connection on.
     *
     * @return the certificate as it stands now; empty when there is none with this thumbprint
     */
    public synchronized Optional<Peer> judge(String thumbprint, boolean trust) {
        Standing standing = trust ? Standing.TRUSTED : Standing.REJECTED;
        Optional<Kept> found = kept().stream()
                .filter(one -> one.peer().thumbprint().equals(thumbprint))
                .findFirst();
        found.filter(one -> one.peer().standing() != standing).ifPresent(one -> {
            try {
                Path folder = Files.createDirectories(directory.resolve(standing.folder));
                Files.move(one.file(), folder.resolve(thumbprint + ".der"), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot move the certificate " + thumbprint, e);
            }
        });
        return found.map(one -> new Peer(one.peer().certificate(), standing));
    }

    /** Puts our own certificate aside; the next connection makes another, which every server has to trust anew. */
    public synchronized boolean rotate() {
        Path own = directory.resolve("own");
        if (!Files.isDirectory(own)) {
            return false;
        }
        try {
            Files.deleteIfExists(own.resolve("key.der"));
            return Files.deleteIfExists(own.resolve("certificate.der"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put our certificate aside", e);
        }
    }

    @Override
    public List<X509Certificate> getRejectedCertificates() {
        return peers().stream()
                .filter(peer -> peer.standing() != Standing.TRUSTED)
                .map(Peer::certificate)
                .toList();
    }

    /** A server showed a certificate nobody has judged. */
    @Override
    public synchronized void addRejectedCertificate(X509Certificate certificate) {
        String thumbprint = thumbprint(certificate);
        List<Peer> known = peers();
        boolean judged = known.stream().anyMatch(peer -> peer.thumbprint().equals(thumbprint));
        long waiting = known.stream()
                .filter(peer -> peer.standing() == Standing.QUARANTINE)
                .count();
        if (judged || waiting >= MOST_WAITING) {
            return;
        }
        try {
            Path folder = Files.createDirectories(directory.resolve(Standing.QUARANTINE.folder));
            Files.write(folder.resolve(thumbprint + ".der"), certificate.getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot keep the certificate " + thumbprint, e);
        }
    }

    @Override
    public synchronized void removeRejectedCertificate(X509Certificate certificate) {
        String thumbprint = thumbprint(certificate);
        kept().stream()
                .filter(one -> one.peer().standing() == Standing.QUARANTINE
                        && one.peer().thumbprint().equals(thumbprint))
                .forEach(one -> {
                    try {
                        Files.deleteIfExists(one.file());
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot remove " + one.file(), e);
                    }
                });
    }

    /** A file that is no certificate is no peer; the link itself names it when it opens. */
    private static Optional<X509Certificate> read(Path file) {
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file))));
        } catch (CertificateException | IOException notOne) {
            return Optional.empty();
        }
    }
}
