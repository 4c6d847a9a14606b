package org.sputterpilot.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;

/** Makes calls to a server under test. */
final class Caller {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int READ = 1_000_000;
    private static final Duration BOOT = Duration.ofSeconds(120);

    /** What came back; a stream that does not end is not read to its end. */
    record Answer(int status, String body, HttpResponse<?> response) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private final String base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Caller(URI server) {
        String text = server.toString();
        base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Calls to this server, as soon as its unit is ready; it has two minutes. */
    static Caller whenReady(URI server) {
        Caller caller = new Caller(server);
        Awaitility.await("the unit is ready").atMost(BOOT).until(() -> caller.call("GET", "/api/v1/status", null)
                .json()
                .path("ready")
                .asBoolean());
        return caller;
    }

    /** What a demonstration user sends with JSON. */
    static String[] as(String user) {
        return new String[] {"Authorization", basic(user, "demo"), "Content-Type", "application/json"};
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    Answer call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            boolean endless =
                    response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            try (InputStream in = response.body()) {
                String text = endless ? "" : new String(in.readNBytes(READ), StandardCharsets.UTF_8);
                return new Answer(response.statusCode(), text, response);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Signs in with the form; answers the cookie. */
    Answer signIn(String user, String password, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/x-www-form-urlencoded";
        return call(
                "POST",
                "/j_security_check",
                "j_username=" + user + "&j_password=" + java.net.URLEncoder.encode(password, StandardCharsets.UTF_8),
                all);
    }

    static String cookie(Answer signedIn) {
        return signedIn.header("Set-Cookie").split(";")[0];
    }
}
