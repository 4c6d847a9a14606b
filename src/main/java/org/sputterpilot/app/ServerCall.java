package org.sputterpilot.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** What a command asks of a running server, in the name of one of its users. */
final class ServerCall {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final String base;
    private final String authorization;

    private ServerCall(String base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    /** @throws IllegalArgumentException when the environment does not hold the password */
    static ServerCall of(Arguments given, String usualUser) {
        String user = given.text("--user", usualUser);
        String password = Optional.ofNullable(System.getenv("SPUTTERPILOT_PASSWORD"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the password of " + user + " is read from the environment: SPUTTERPILOT_PASSWORD"));
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new ServerCall(given.text("--server", "").replaceAll("/+$", "") + "/api/v1", "Basic " + basic);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    /** Into a file; what came instead of it stands there when the answer is a refusal. */
    HttpResponse<Path> fetch(String path, Path file) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)), HttpResponse.BodyHandlers.ofFile(file));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(String path, String type, byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        request.header("Authorization", authorization)
                                .timeout(PATIENCE)
                                .build(),
                        body);
    }
}
