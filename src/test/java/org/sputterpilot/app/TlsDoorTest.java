package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** One setting, and the one port speaks HTTPS only. */
@QuarkusTest
@TestProfile(TlsDoorTest.SecuredPlant.class)
class TlsDoorTest {
    /** With a certificate made here. */
    public static class SecuredPlant extends QuietPlant {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("sputterpilot.tls.self-signed", "true");
            return settings;
        }
    }

    /** Only its port is used: the test's own tools take the server for a plain one. */
    @TestHTTPResource("/")
    URI server;

    private int port() {
        return server.getPort();
    }

    private static HttpClient trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @Test
    void thePortSpeaksHttpsOnlyAndTellsBrowsersToStayWithIt() throws Exception {
        Path certificate = Path.of(
                ConfigProvider.getConfig().getValue("sputterpilot.data", String.class), "tls", "certificate.pem");
        HttpRequest ask = HttpRequest.newBuilder(URI.create("https://localhost:" + port() + "/api/v1/status"))
                .build();
        HttpResponse<String> answer = trusting(certificate).send(ask, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security").orElse(""))
                .startsWith("max-age=");

        HttpRequest clear = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/api/v1/status"))
                .build();
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(clear, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void theCookieOfASessionNeverTravelsInTheClear() throws Exception {
        Path certificate = Path.of(
                ConfigProvider.getConfig().getValue("sputterpilot.data", String.class), "tls", "certificate.pem");
        HttpRequest signIn = HttpRequest.newBuilder(URI.create("https://localhost:" + port() + "/j_security_check"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("j_username=operator&j_password=demo"))
                .build();
        HttpClient browser = trusting(certificate);
        HttpResponse<String> answer = await("people are known")
                .atMost(Duration.ofSeconds(120))
                .until(() -> browser.send(signIn, HttpResponse.BodyHandlers.ofString()), a -> a.statusCode() == 200);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("Secure");
    }
}
