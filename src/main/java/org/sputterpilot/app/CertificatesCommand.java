package org.sputterpilot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sputterpilot.opcua.CertificateFolder;

/** {@code certificates}: whose OPC UA certificates are believed, from the terminal of the machine itself. */
final class CertificatesCommand {
    private static final int USAGE = 64;
    private static final int SHORT = 12;

    private CertificatesCommand() {}

    static int run(String[] args, PrintStream out) {
        Arguments given;
        try {
            given = Arguments.parse(args, List.of("--data"), List.of());
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE;
        }
        Path all = Path.of(given.text("--data", Arguments.environment("SPUTTERPILOT_DATA", "data")))
                .resolve("certificates");
        List<String> words = given.words();
        String act = words.isEmpty() ? "list" : words.get(0);
        if (act.equals("list") && words.size() <= 1) {
            return list(all, out);
        }
        boolean judges = act.equals("trust") || act.equals("reject");
        if (!(judges && words.size() == 3) && !(act.equals("rotate") && words.size() == 2)) {
            out.println("certificates list | trust LINK FINGERPRINT | reject LINK FINGERPRINT | rotate LINK");
            return USAGE;
        }
        Path folder = all.resolve(words.get(1)).normalize();
        if (!all.normalize().equals(folder.getParent()) || !Files.isDirectory(folder)) {
            out.println("There is no link '" + words.get(1) + "' with certificates under " + all + ".");
            return 1;
        }
        CertificateFolder certificates = new CertificateFolder(folder);
        return judges
                ? judge(certificates, words.get(2), act.equals("trust"), out)
                : rotate(certificates, words.get(1), out);
    }

    private static int list(Path all, PrintStream out) {
        if (!Files.isDirectory(all)) {
            out.println("No link has used a certificate yet.");
            return 0;
        }
        try (Stream<Path> folders = Files.list(all)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                CertificateFolder certificates = new CertificateFolder(folder);
                out.println(folder.getFileName());
                certificates.own().ifPresent(own -> out.println("  own         " + line(own)));
                certificates
                        .peers()
                        .forEach(peer -> out.printf(
                                "  %-11s %s%n",
                                peer.standing().name().toLowerCase(java.util.Locale.ROOT), line(peer.certificate())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + all, e);
        }
        return 0;
    }

    private static String line(X509Certificate certificate) {
        return CertificateFolder.thumbprint(certificate) + "  until "
                + certificate.getNotAfter().toInstant() + "  "
                + CertificateFolder.application(certificate)
                        .orElse(certificate.getSubjectX500Principal().getName());
    }

    /** A fingerprint may be cut short, as long as it names one certificate. */
    private static int judge(CertificateFolder certificates, String begins, boolean trust, PrintStream out) {
        List<String> meant = certificates.peers().stream()
                .map(CertificateFolder.Peer::thumbprint)
                .filter(one -> one.startsWith(begins.toLowerCase(java.util.Locale.ROOT)))
                .toList();
        if (meant.size() != 1 || begins.length() < SHORT) {
            out.println(
                    meant.isEmpty()
                            ? "No server has shown a certificate with this fingerprint."
                            : "Give at least " + SHORT + " digits of the fingerprint, enough to mean one certificate.");
            return 1;
        }
        Optional<CertificateFolder.Peer> judged = certificates.judge(meant.get(0), trust);
        judged.ifPresent(peer -> out.println(peer.standing() + " " + line(peer.certificate())));
        return 0;
    }

    private static int rotate(CertificateFolder certificates, String link, PrintStream out) {
        boolean was = certificates.rotate();
        out.println(
                was
                        ? "The next connection of '" + link + "' makes a new certificate; its server has to trust it."
                        : "'" + link + "' has no certificate of its own yet.");
        return 0;
    }
}
