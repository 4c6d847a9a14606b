package org.sputterpilot.app;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.sputterpilot.hmi.CertificateDesk;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.wire.LinkCertificates;
import org.sputterpilot.opcua.CertificateFolder;
import org.sputterpilot.plant.LinkSpec;

/** The certificates under the data folder, of the links that secure their channel. */
record CertificateCounter(ControlRoom room, Path data, Clock clock) implements CertificateDesk {
    private static final String OPEN = "None";

    @Override
    public List<LinkCertificates> links() {
        return room.running().plant().links().stream()
                .filter(link ->
                        link.scheme().equals("opc.tcp") && !link.security().equals(OPEN))
                .map(LinkSpec::id)
                .map(this::shown)
                .toList();
    }

    private CertificateFolder folder(String link) {
        boolean known =
                room.running().plant().links().stream().anyMatch(one -> one.id().equals(link));
        if (!known) {
            throw Refusal.unknown("There is no link '" + link + "'.");
        }
        return new CertificateFolder(data.resolve("certificates").resolve(link));
    }

    private LinkCertificates shown(String link) {
        CertificateFolder folder = folder(link);
        return new LinkCertificates(
                link,
                folder.own().map(own -> shown(own, "OWN")).orElse(null),
                folder.peers().stream()
                        .map(peer -> shown(peer.certificate(), peer.standing().name()))
                        .toList());
    }

    private LinkCertificates.Shown shown(X509Certificate certificate, String standing) {
        Instant notAfter = certificate.getNotAfter().toInstant();
        return new LinkCertificates.Shown(
                CertificateFolder.thumbprint(certificate),
                certificate.getSubjectX500Principal().getName(),
                CertificateFolder.application(certificate).orElse(""),
                certificate.getNotBefore().toInstant(),
                notAfter,
                clock.instant().isAfter(notAfter),
                standing);
    }

    @Override
    public LinkCertificates judge(String link, String thumbprint, boolean trust) {
        folder(link)
                .judge(thumbprint, trust)
                .orElseThrow(() -> Refusal.unknown("No server has shown a certificate with this fingerprint."));
        return shown(link);
    }

    @Override
    public LinkCertificates rotate(String link) {
        if (!folder(link).rotate()) {
            throw Refusal.unknown("The link '" + link + "' has no certificate of its own yet.");
        }
        return shown(link);
    }
}
