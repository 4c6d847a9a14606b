package org.sputterpilot.security.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.sputterpilot.security.InstallationKey;
import org.sputterpilot.security.SecretFile;

/**
 * Where the installation's key is kept: {@code signing-key.pem}, readable by its owner only, and beside it
 * {@code signing-key.pub.pem}, which may be given to anybody.
 */
public final class KeyFile {
    private static final int PEM_LINE = 64;
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private KeyFile() {}

    /** The key in a folder, made now when there is none yet. */
    public static InstallationKey keptIn(Path folder) {
        Path secret = folder.resolve("signing-key.pem");
        Path open = folder.resolve("signing-key.pub.pem");
        try {
            if (!Files.exists(secret)) {
                Files.createDirectories(folder);
                KeyPair fresh = InstallationKey.fresh();
                SecretFile.write(open, pem(PUBLIC, fresh.getPublic().getEncoded()));
                SecretFile.write(secret, pem(PRIVATE, fresh.getPrivate().getEncoded()));
            }
            SecretFile.keepFromOthers(secret);
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            return InstallationKey.of(
                    factory.generatePrivate(new PKCS8EncodedKeySpec(content(secret, PRIVATE))),
                    factory.generatePublic(new X509EncodedKeySpec(content(open, PUBLIC))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the signing key in " + folder, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("cannot use the signing key in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** A key or certificate as PEM text. */
    public static String pem(String kind, byte[] content) {
        String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private static byte[] content(Path file, String kind) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        String body = text.replace("-----BEGIN " + kind + "-----", "").replace("-----END " + kind + "-----", "");
        return Base64.getMimeDecoder().decode(body);
    }
}
