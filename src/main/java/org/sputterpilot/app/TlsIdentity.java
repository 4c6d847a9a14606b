package org.sputterpilot.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sputterpilot.security.SecretFile;
import org.sputterpilot.security.db.KeyFile;

/** The certificate that a server without a site's own shows to browsers: self-signed, kept under the data folder. */
final class TlsIdentity {
    private static final Duration VALID = Duration.ofDays(825);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final int SERIAL_BITS = 120;

    private TlsIdentity() {}

    /** Where certificate and key are, both PEM. */
    record PemFiles(Path certificate, Path key) {}

    /**
     * The files in a folder, made now when there are none yet or the certificate ends soon.
     *
     * @param names further names and addresses of this machine
     */
    static PemFiles keptIn(Path folder, List<String> names, Clock clock) {
        PemFiles files = new PemFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        try {
            if (!isGood(files, clock.instant())) {
                make(files, names, clock.instant());
            }
            return files;
        } catch (IOException | GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException("cannot make a certificate in " + folder, e);
        }
    }

    private static boolean isGood(PemFiles files, Instant now) throws IOException {
        if (!Files.exists(files.certificate()) || !Files.exists(files.key())) {
            return false;
        }
        try {
            X509Certificate kept = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(files.certificate())));
            return now.plus(RENEWED_BEFORE).isBefore(kept.getNotAfter().toInstant());
        } catch (CertificateException damaged) {
            return false;
        }
    }

    private static void make(PemFiles files, List<String> names, Instant now)
            throws IOException, GeneralSecurityException, OperatorException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        X500Name subject = new X500Name("CN=Sputterpilot,O=Sputterpilot");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                subject,
                new BigInteger(SERIAL_BITS, new SecureRandom()),
                Date.from(now.minus(CLOCKS_DIFFER)),
                Date.from(now.plus(VALID)),
                subject,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
        byte[] certificate = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
        Files.createDirectories(files.key().toAbsolutePath().getParent());
        write(files.key(), "PRIVATE KEY", keys.getPrivate().getEncoded());
        write(files.certificate(), "CERTIFICATE", certificate);
    }

    private static GeneralNames alternatives(List<String> further) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException nameless) {
            // then it is known by its other names only
        }
        names.addAll(further);
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        SecretFile.write(file, KeyFile.pem(kind, content));
    }
}
