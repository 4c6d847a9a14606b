package org.sputterpilot.opcua;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Period;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;

/**
 * Who this program is towards other OPC UA applications: a key and a self-signed certificate, made once and kept.
 *
 * <p>They are kept because a server that comes back with another certificate is a stranger to every client that trusted
 * it. {@code own/certificate.der} is what the other side is given to trust; {@code own/key.der} is readable by its
 * owner only.
 *
 * @param keys the key pair
 * @param certificate the certificate over its public half
 */
public record ApplicationIdentity(KeyPair keys, X509Certificate certificate) {
    private static final int KEY_BITS = 2048;
    private static final Period VALID = Period.ofYears(10);

    /**
     * The identity kept in a directory, made now when there is none yet or it belongs to another application.
     *
     * @param directory where it is kept; created when missing
     * @param applicationUri the application's own URI; part of the certificate
     * @param name the application's name; part of the certificate
     */
    public static ApplicationIdentity keptIn(Path directory, String applicationUri, String name) throws IOException {
        Path own = directory.resolve("own");
        Path keyFile = own.resolve("key.der");
        Path certificateFile = own.resolve("certificate.der");
        try {
            if (Files.exists(keyFile) && Files.exists(certificateFile)) {
                ApplicationIdentity kept = read(keyFile, certificateFile);
                if (CertificateUtil.getSanUri(kept.certificate)
                        .filter(applicationUri::equals)
                        .isPresent()) {
                    return kept;
                }
            }
            ApplicationIdentity made = make(applicationUri, name);
            createPrivateDirectory(own);
            replace(keyFile, made.keys.getPrivate().getEncoded());
            replace(certificateFile, made.certificate.getEncoded());
            return made;
        } catch (GeneralSecurityException fault) {
            throw new IOException("cannot keep an OPC UA certificate in " + directory, fault);
        }
    }

    private static ApplicationIdentity read(Path keyFile, Path certificateFile)
            throws IOException, GeneralSecurityException {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificateFile)));
        var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(keyFile)));
        return new ApplicationIdentity(new KeyPair(certificate.getPublicKey(), key), certificate);
    }

    private static ApplicationIdentity make(String applicationUri, String name) throws GeneralSecurityException {
        KeyPair keys = SelfSignedCertificateGenerator.generateRsaKeyPair(KEY_BITS);
        try {
            X509Certificate certificate = new SelfSignedCertificateBuilder(keys)
                    .setCommonName(name)
                    .setOrganization("Sputterpilot")
                    .setApplicationUri(applicationUri)
                    .addDnsName("localhost")
                    .addIpAddress("127.0.0.1")
                    .setValidityPeriod(VALID)
                    .build();
            return new ApplicationIdentity(keys, certificate);
        } catch (GeneralSecurityException fault) {
            throw fault;
        } catch (Exception fault) {
            throw new GeneralSecurityException(fault);
        }
    }

    private static void createPrivateDirectory(Path directory) throws IOException {
        if (isPosix() && !Files.exists(directory)) {
            Files.createDirectories(directory.getParent());
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    /** Never readable by others, not even for a moment, and never half a file. */
    private static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (isPosix()) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** The chain to present: the certificate signs itself, so it is alone. */
    public X509Certificate[] chain() {
        return new X509Certificate[] {certificate};
    }
}
