package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** HAZ: whoever reads the log must not be able to sign in. Everything is logged here, by everybody. */
@QuarkusTest
@TestProfile(SecretsInLogsTest.Talkative.class)
class SecretsInLogsTest {
    private static final String OIDC_SECRET = "quill-otter-4711-oidc";
    private static final String DATABASE_PASSWORD = "bramble-finch-4712-database";
    private static final String PASSWORD = "marsh-heron-4713-password";
    private static final String WRONG = "marsh-heron-4714-mistyped";

    /** Every category at TRACE, whatever the program itself asks for. */
    public static class Talkative extends QuietPlant {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("quarkus.log.min-level", "TRACE");
            settings.put("quarkus.log.level", "TRACE");
            settings.put("quarkus.log.console.level", "WARN");
            settings.put("quarkus.log.file.enabled", "true");
            settings.put("quarkus.log.file.level", "TRACE");
            settings.put("quarkus.log.file.rotation.max-file-size", "2G");
            settings.put("quarkus.log.file.path", "target/test-data/talkative-" + UUID.randomUUID() + ".log");
            for (String quiet : List.of(
                    "org.eclipse.milo",
                    "org.eclipse.milo.opcua.stack.core.util",
                    "org.apache.plc4x",
                    "org.flywaydb",
                    "org.flywaydb.core.internal.database.base.Database",
                    "io.netty",
                    "io.micrometer",
                    "io.agroal",
                    "io.quarkus.vertx.http.runtime.security")) {
                settings.put("quarkus.log.category.\"" + quiet + "\".level", "TRACE");
            }
            settings.put("sputterpilot.oidc.issuer", "http://localhost:1");
            settings.put("sputterpilot.oidc.client-id", "pvd-01");
            settings.put("sputterpilot.oidc.client-secret", OIDC_SECRET);
            settings.put("sputterpilot.oidc.audience", "urn:pvd-01");
            settings.put("sputterpilot.oidc.roles.\"tool-engineers\"", "engineer");
            return settings;
        }
    }

    @TestHTTPResource("/")
    URI server;

    @ConfigProperty(name = "quarkus.log.file.path")
    Path log;

    private static String[] as(String user, String password) {
        return new String[] {"Authorization", Caller.basic(user, password), "Content-Type", "application/json"};
    }

    @Test
    void noSecretIsInTheLogHoweverTalkativeItIs(@org.junit.jupiter.api.io.TempDir Path folder) throws IOException {
        Caller caller = new Caller(server);
        await().atMost(Duration.ofSeconds(180)).until(() -> caller.call("GET", "/api/v1/status", null)
                .json()
                .path("ready")
                .asBoolean());
        String oneTime = caller.call(
                        "POST",
                        "/api/v1/users",
                        "{\"user\":\"mara\",\"name\":\"Mara Lind\",\"roles\":[\"engineer\"]}",
                        as("admin", "demo"))
                .json()
                .path("oneTimePassword")
                .asText();
        caller.call(
                "POST",
                "/api/v1/me/password",
                "{\"current\":\"" + oneTime + "\",\"password\":\"" + PASSWORD + "\"}",
                as("mara", oneTime));
        String cookie = Caller.cookie(caller.signIn("mara", PASSWORD));
        caller.signIn("mara", WRONG);
        caller.call("GET", "/api/v1/tags", null, "Cookie", cookie);
        caller.call("GET", "/api/v1/tags", null, as("mara", WRONG));
        String key = caller.call(
                        "POST",
                        "/api/v1/me/tokens",
                        "{\"name\":\"trends\",\"scope\":[\"watch\"],\"days\":1}",
                        as("mara", PASSWORD))
                .json()
                .path("key")
                .asText();
        assertThat(caller.call("GET", "/api/v1/tags", null, "Authorization", "Bearer " + key)
                        .status())
                .isEqualTo(200);
        String forged = "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJlLW9mLW5vYm9keQ";
        caller.call("GET", "/api/v1/tags", null, "Authorization", "Bearer " + forged);
        caller.call("GET", "/oidc/sign-in", null);
        Caller.Answer asked = caller.call(
                "POST",
                "/api/v1/interlocks/bypasses",
                "{\"cause\":\"I16_VOLTAGE_BAND\",\"minutes\":5,\"reason\":\"r\",\"compensation\":\"c\",\"signature\":"
                        + "{\"password\":\"" + PASSWORD + "\",\"meaning\":\"I ask\"}}",
                "Cookie",
                cookie,
                "Content-Type",
                "application/json");
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        TlsIdentity.keptIn(folder, List.of("pvd-01"), java.time.Clock.systemUTC());
        assertThatThrownBy(() -> databaseAt("?user=plant&password=" + DATABASE_PASSWORD))
                .as("drivers log addresses")
                .hasMessageContaining("sputterpilot.database.password-file")
                .satisfies(fault -> assertThat(fault.toString()).doesNotContain(DATABASE_PASSWORD));
        Settings.DatabaseSettings unreachable = databaseAt("");
        assertThat(unreachable.toString()).doesNotContain(DATABASE_PASSWORD);
        assertThatThrownBy(() -> Databases.open(new Settings(
                        Settings.Mode.VIRTUAL,
                        Path.of("."),
                        folder,
                        Duration.ofMillis(100),
                        1,
                        1,
                        false,
                        Settings.ChamberDoors.ANY,
                        unreachable)))
                .satisfies(fault -> assertThat(fault.toString()).doesNotContain(DATABASE_PASSWORD));

        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("one-time password", oneTime);
        secrets.put("password", PASSWORD);
        secrets.put("mistyped password", WRONG);
        secrets.put(
                "password, encoded",
                Base64.getEncoder().encodeToString(("mara:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        secrets.put("session key", cookie.substring(cookie.indexOf('=') + 1));
        secrets.put("key of a script", key);
        secrets.put("token of a script", forged);
        secrets.put("client secret", OIDC_SECRET);
        secrets.put("database password", DATABASE_PASSWORD);
        secrets.put("private key", "PRIVATE KEY");
        Map<String, String> found = new LinkedHashMap<>();
        boolean[] traced = new boolean[1];
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            lines.forEach(line -> {
                traced[0] |= line.contains(" TRACE ");
                secrets.forEach((what, text) -> {
                    if (line.contains(text)) {
                        found.putIfAbsent(what, line.substring(0, Math.min(400, line.length())));
                    }
                });
            });
        }
        assertThat(traced[0]).as("the log is as talkative as it can be").isTrue();
        assertThat(found).isEmpty();
        Files.delete(log);
    }

    private static Settings.DatabaseSettings databaseAt(String more) {
        return new Settings.DatabaseSettings(
                Settings.DatabaseKind.POSTGRESQL,
                Optional.of("jdbc:postgresql://localhost:1/plant" + more),
                "plant",
                DATABASE_PASSWORD);
    }
}
