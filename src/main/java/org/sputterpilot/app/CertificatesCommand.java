package org.sputterpilot.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sputterpilot.opcua.CertificateFolder;

/**
 * {@code certificates}: whose OPC UA certificates are believed, from the terminal of the machine itself. What it
 * changes it writes into the audit; while a server runs, the server does both.
 */
final class CertificatesCommand {
    private static final int USAGE = 64;
    private static final int SHORT = 12;

    private CertificatesCommand() {}

    /** @return 0 when it was done, 1 when not, 64 when it was asked wrongly */
    static int run(String[] args, PrintStream out) {
        Arguments given;
        try {
            given = Arguments.parse(args, List.of("--data", "--reason", "--server", "--user"), List.of());
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE;
        }
        Path data = Path.of(given.text("--data", Arguments.environment("SPUTTERPILOT_DATA", "data")));
        Path all = data.resolve("certificates");
        List<String> words = given.words();
        String act = words.isEmpty() ? "list" : words.get(0);
        if (act.equals("list") && words.size() <= 1) {
            return list(all, out);
        }
        boolean judges = act.equals("trust") || act.equals("reject");
        if (!(judges && words.size() == 3) && !(act.equals("rotate") && words.size() == 2)) {
            out.println("certificates list | trust LINK FINGERPRINT | reject LINK FINGERPRINT | rotate LINK"
                    + " [--reason TEXT] [--data DIR] [--server URL --user NAME]");
            return USAGE;
        }
        String reason = given.text("--reason", "on the command line");
        try {
            return given.has("--server")
                    ? throughTheServer(given, all, reason, out)
                    : writtenDown(data, all, words, reason, out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE;
        } catch (SQLException | IOException | RuntimeException e) {
            out.println("Nothing is done that cannot be written down: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int writtenDown(Path data, Path all, List<String> words, String reason, PrintStream out)
            throws SQLException {
        Optional<TerminalAudit> opened = TerminalAudit.open(data, Clock.systemUTC());
        if (opened.isEmpty()) {
            out.println(
                    "A server uses this data folder: ask it, with --server http://localhost:8080 --user admin and the"
                            + " password in SPUTTERPILOT_PASSWORD.");
            return 1;
        }
        try (TerminalAudit audit = opened.get()) {
            Done done = act(all, words);
            String meant = String.join(" ", words.subList(1, words.size()));
            audit.wrote(
                    "certificate." + words.get(0),
                    done.before(),
                    done.after().isEmpty() ? meant : done.after(),
                    reason,
                    done.refusal().map(why -> "refused: " + why).orElse("done"));
            out.println(done.refusal().orElse(done.says()));
            return done.refusal().isPresent() ? 1 : 0;
        }
    }

    /** The same by the server that runs, which writes it down under the name of its user. */
    private static int throughTheServer(Arguments given, Path all, String reason, PrintStream out)
            throws IOException, InterruptedException {
        List<String> words = given.words();
        String fingerprint = "";
        if (words.size() == 3) {
            Path folder = all.resolve(words.get(1)).normalize();
            List<String> meant = all.normalize().equals(folder.getParent()) && Files.isDirectory(folder)
                    ? meant(new CertificateFolder(folder), words.get(2))
                    : List.of();
            fingerprint = "/" + (meant.size() == 1 ? meant.get(0) : words.get(2));
        }
        HttpResponse<String> answer = ServerCall.of(given, "admin")
                .post(
                        "/certificates/" + words.get(1) + fingerprint + "/" + words.get(0),
                        new ObjectMapper().writeValueAsString(Map.of("reason", reason)));
        boolean done = answer.statusCode() == 200;
        out.println(done ? "Done." : "The server answered " + answer.statusCode() + ": " + answer.body());
        return done ? 0 : 1;
    }

    /** What came of it: in the audit's words, and in the words for the terminal; or why nothing did. */
    private record Done(String before, String after, String says, Optional<String> refusal) {
        static Done refused(String why) {
            return new Done("", "", "", Optional.of(why));
        }
    }

    private static Done act(Path all, List<String> words) {
        Path folder = all.resolve(words.get(1)).normalize();
        if (!all.normalize().equals(folder.getParent()) || !Files.isDirectory(folder)) {
            return Done.refused("There is no link '" + words.get(1) + "' with certificates under " + all + ".");
        }
        CertificateFolder certificates = new CertificateFolder(folder);
        return words.size() == 3
                ? judge(certificates, words.get(1), words.get(2), words.get(0).equals("trust"))
                : rotate(certificates, words.get(1));
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
                                peer.standing().name().toLowerCase(Locale.ROOT), line(peer.certificate())));
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
    private static List<String> meant(CertificateFolder certificates, String begins) {
        return certificates.peers().stream()
                .map(CertificateFolder.Peer::thumbprint)
                .filter(one -> begins.length() >= SHORT && one.startsWith(begins.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Done judge(CertificateFolder certificates, String link, String begins, boolean trust) {
        List<String> meant = meant(certificates, begins);
        if (meant.size() != 1) {
            return Done.refused(
                    meant.isEmpty() && begins.length() >= SHORT
                            ? "No server has shown a certificate with this fingerprint."
                            : "Give at least " + SHORT + " digits of the fingerprint, enough to mean one certificate.");
        }
        String before = certificates.peers().stream()
                .filter(peer -> peer.thumbprint().equals(meant.get(0)))
                .map(peer -> peer.standing().name())
                .findFirst()
                .orElse("");
        return certificates
                .judge(meant.get(0), trust)
                .map(peer -> new Done(
                        before,
                        link + " " + meant.get(0) + " " + peer.standing(),
                        peer.standing() + " " + line(peer.certificate()),
                        Optional.empty()))
                .orElseGet(() -> Done.refused("No server has shown a certificate with this fingerprint."));
    }

    private static Done rotate(CertificateFolder certificates, String link) {
        String before = certificates.own().map(CertificateFolder::thumbprint).orElse("");
        return certificates.rotate()
                ? new Done(
                        before,
                        link,
                        "The next connection of '" + link + "' makes a new certificate; its server has to trust it.",
                        Optional.empty())
                : Done.refused("'" + link + "' has no certificate of its own yet.");
    }
}
