package org.sputterpilot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.hmi.Routes;
import org.sputterpilot.hmi.Routes.Guard;
import org.sputterpilot.hmi.Routes.Route;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.UserRegister;

/**
 * Every call, by everybody, in every spelling: exactly the table is enforced. A new call takes part by itself; its body
 * is not JSON, so that whoever may make it is told so (400) and nothing is done.
 */
@QuarkusTest
@TestProfile(QuietPlant.class)
class AccessMatrixTest {
    private static final String NOT_YOURS = "Your roles do not include this.";
    private static final Set<Permission> ALL_BUT_OWN = EnumSet.complementOf(EnumSet.of(Permission.OWN_ACCOUNT));

    @TestHTTPResource("/")
    URI server;

    @Inject
    UserRegister users;

    private Caller caller;
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void theUnitIsUp() {
        caller = new Caller(server);
        await().atMost(Duration.ofSeconds(120)).until(() -> caller.call("GET", "/api/v1/status", null)
                .json()
                .path("ready")
                .asBoolean());
    }

    private static String path(Route route) {
        return "/api/v1" + route.path().replaceAll("\\{[^}]+}", "1");
    }

    private Caller.Answer ask(Route route, String path, String... headers) {
        calls.incrementAndGet();
        if (route.isRead()) {
            return caller.call("GET", path, null, headers);
        }
        List<String> all = new ArrayList<>(List.of(headers));
        boolean files = route.consumes().startsWith("multipart/");
        all.addAll(List.of("Content-Type", files ? route.consumes() + "; boundary=edge" : route.consumes()));
        return caller.call(route.method(), path, files ? "--edge--\r\n" : "{", all.toArray(String[]::new));
    }

    private void expect(boolean right, Route route, String who, Caller.Answer answer) {
        if (!right) {
            wrong.add(route + " as " + who + ": " + answer.status() + " " + answer.body());
        }
    }

    @Test
    void exactlyTheTableIsEnforced() {
        Instant longAgo = Instant.now().minus(Duration.ofDays(3));
        String expired = users.newToken("engineer", "expired", Set.of(Permission.WATCH), 1, 365, longAgo)
                .key();
        Routes.all().parallelStream().forEach(route -> {
            String path = path(route);
            Caller.Answer nobody = ask(route, path);
            boolean open = route.guard() == Guard.ANYBODY;
            expect(open == (nobody.status() != 401), route, "nobody", nobody);
            for (Role role : Role.values()) {
                Caller.Answer answer = ask(route, path, "Authorization", Caller.basic(role.word(), "demo"));
                boolean refused = answer.status() == 403 && answer.body().contains(NOT_YOURS);
                expect(answer.status() != 401 && refused != route.opensFor(role), route, role.word(), answer);
                expect(answer.status() < 500 || answer.status() == 503, route, role.word(), answer);
            }
            boolean abort = route.path().equals("/abort");
            for (String forged :
                    List.of(expired, expired.substring(0, 20), "spt_" + "A".repeat(43), "eyJhbGciOiJub25lIn0.e30.")) {
                Caller.Answer answer = ask(route, path, "Authorization", "Bearer " + forged);
                expect(abort || answer.status() == 401, route, "forged key", answer);
            }
            Caller.Answer cookie = ask(route, path, "Cookie", "sputterpilot-session=" + "A".repeat(43));
            expect(open == (cookie.status() != 401), route, "forged cookie", cookie);
            Caller.Answer digest = ask(route, path, "Authorization", "Digest username=\"admin\"");
            expect(abort || digest.status() == 401, route, "unknown scheme", digest);
        });
        assertThat(wrong).isEmpty();
        assertThat(calls.get()).isGreaterThan(600);
    }

    @Test
    void noOtherSpellingOfAPathOpensAnything() {
        Routes.all().parallelStream().forEach(route -> {
            String path = path(route);
            String last = path.substring(path.lastIndexOf('/') + 1);
            String before = path.substring(0, path.lastIndexOf('/'));
            for (String odd : List.of(
                    path + ";x",
                    path + "%3Bx",
                    before + "%2F" + last,
                    before + "//" + last,
                    before + "/./" + last,
                    before + "/x/../" + last,
                    before + "/%2e%2e/v1/" + last)) {
                for (String[] who :
                        List.of(new String[0], new String[] {"Authorization", Caller.basic("admin", "demo")})) {
                    Caller.Answer answer = ask(route, odd, who);
                    expect(answer.status() == 400, route, odd, answer);
                }
            }
            for (String other : List.of(path.toUpperCase(java.util.Locale.ROOT), path + "/", path + ".json")) {
                Caller.Answer answer = ask(route, other);
                expect(
                        answer.status() == 401
                                || answer.status() == 404
                                || answer.status() == 405
                                || route.guard() == Guard.ANYBODY,
                        route,
                        other,
                        answer);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(calls.get()).isGreaterThan(700);
    }

    @Test
    void theDescriptionOfTheCallsAndTheirGuardsNameTheSameCalls() {
        Set<String> guarded = new HashSet<>();
        Routes.all().forEach(route -> guarded.add(route.toString().replaceAll("\\{[^}]+}", "{}")));
        JsonNode paths = caller.call(
                        "GET", "/q/openapi?format=json", null, "Authorization", Caller.basic("viewer", "demo"))
                .json()
                .path("paths");
        Set<String> described = new HashSet<>();
        paths.fields().forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (Set.of("get", "post", "put", "patch", "delete").contains(method)) {
                described.add(method.toUpperCase(java.util.Locale.ROOT) + " "
                        + path.getKey().replaceFirst("^/api/v1", "").replaceAll("\\{[^}]+}", "{}"));
            }
        }));
        assertThat(described).isEqualTo(guarded);
    }

    @Test
    void aKeyDoesWhatItWasGivenAndNothingElse() {
        String key = users.newToken("engineer", "reads", Set.of(Permission.WATCH), 1, 365, Instant.now())
                .key();
        for (Route route : Routes.all()) {
            if (route.guard() == Guard.PERMISSION) {
                Caller.Answer answer = ask(route, path(route), "Authorization", "Bearer " + key);
                boolean refused = answer.status() == 403;
                expect(refused != (route.permission().orElseThrow() == Permission.WATCH), route, "key", answer);
            }
        }
        assertThat(wrong).isEmpty();
        JsonNode can = caller.call("GET", "/api/v1/me", null, "Authorization", "Bearer " + key)
                .json()
                .path("can");
        for (Permission permission : ALL_BUT_OWN) {
            assertThat(can.path(permission.word()).asBoolean()).isEqualTo(permission == Permission.WATCH);
        }
    }
}
