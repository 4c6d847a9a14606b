package org.sputterpilot.app;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** HTTPS on the server's one port, when the site wants it: then nothing is served in the clear. */
@Singleton
public class TlsDoor implements HttpServerOptionsCustomizer {
    private static final Logger LOG = Logger.getLogger(TlsDoor.class);

    @Inject
    SputterpilotConfig config;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        SputterpilotConfig.Tls wanted = config.tls();
        if (wanted.certificate().isPresent() != wanted.key().isPresent()) {
            throw new IllegalArgumentException(
                    "sputterpilot.tls.certificate and sputterpilot.tls.key belong together: one of them is missing");
        }
        if (wanted.certificate().isPresent() && wanted.selfSigned()) {
            throw new IllegalArgumentException(
                    "sputterpilot.tls.self-signed and a certificate of your own are both set: keep one");
        }
        files(wanted).ifPresent(files -> {
            options.setSsl(true)
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .setCertPath(files.certificate().toString())
                            .setKeyPath(files.key().toString()));
            LOG.infof("Pages are served by HTTPS with %s", files.certificate());
        });
    }

    private Optional<TlsIdentity.PemFiles> files(SputterpilotConfig.Tls wanted) {
        if (wanted.selfSigned()) {
            return Optional.of(TlsIdentity.keptIn(
                    config.data().resolve("tls"), wanted.names().orElse(List.of()), Clock.systemUTC()));
        }
        wanted.key().ifPresent(TlsDoor::onlyItsOwnerReads);
        return wanted.certificate()
                .map(certificate ->
                        new TlsIdentity.PemFiles(certificate, wanted.key().orElseThrow()));
    }

    /** A key that everybody on the machine can read is nobody's. */
    private static void onlyItsOwnerReads(Path key) {
        try {
            if (Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ)) {
                throw new IllegalArgumentException(
                        "sputterpilot.tls.key: " + key + " can be read by everybody; chmod 600 it");
            }
        } catch (UnsupportedOperationException notPosix) {
            // the file system has no such bits
        } catch (IOException e) {
            throw new UncheckedIOException("sputterpilot.tls.key: cannot read " + key, e);
        }
    }
}
