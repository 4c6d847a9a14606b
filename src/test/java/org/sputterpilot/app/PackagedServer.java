package org.sputterpilot.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.sputterpilot.contracts.Peer;

/** The packaged program in a process of its own, with the virtual plant of seed 7 behind it, on free ports. */
final class PackagedServer implements AutoCloseable {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration BOOT = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final String base;
    private final HttpClient http = HttpClient.newHttpClient();

    private PackagedServer(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /** Starts it on a data folder and waits until it is ready. */
    static PackagedServer start(Path data, int speed) throws IOException {
        return start(data, speed, Peer.freePort(), Map.of());
    }

    /** The same on a port somebody else must know beforehand, with settings of its own. */
    static PackagedServer start(Path data, int speed, int port, Map<String, String> settings) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xmx768m");
        settings.forEach((name, value) -> line.add("-D" + name + "=" + value));
        line.addAll(List.of("-jar", JAR.toString()));
        ProcessBuilder child = new ProcessBuilder(line);
        child.environment()
                .putAll(Map.of(
                        "SPUTTERPILOT_DATA",
                        data.toString(),
                        "SPUTTERPILOT_SPEED",
                        Integer.toString(speed),
                        "SPUTTERPILOT_SEED",
                        "7",
                        "SPUTTERPILOT_CHAMBER_OPCUA_PORT",
                        "0",
                        "SPUTTERPILOT_CHAMBER_MODBUS_PORT",
                        "0",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port)));
        Process process = child.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("server.log").toFile()))
                .start();
        PackagedServer server = new PackagedServer(process, "http://127.0.0.1:" + port);
        try {
            Awaitility.await("the server is ready")
                    .atMost(BOOT)
                    .pollInterval(Duration.ofMillis(250))
                    .until(server::isReady);
        } catch (RuntimeException notReady) {
            server.close();
            throw notReady;
        }
        return server;
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the server has ended with " + process.exitValue());
        }
        try {
            return send(request("", "/q/health/ready")).statusCode() == 200;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ConnectException) {
                return false;
            }
            throw e;
        }
    }

    String base() {
        return base;
    }

    private HttpRequest.Builder request(String user, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        if (!user.isEmpty()) {
            String secret = Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + secret);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String user, String path) {
        return send(request(user, path));
    }

    /** What a viewer is answered. */
    JsonNode look(String path) {
        try {
            return JSON.readTree(get("viewer", path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an operator asks for; answers the status. */
    int ask(String path, String body) {
        return ask("operator", path, body).statusCode();
    }

    /** What somebody asks for. */
    HttpResponse<String> ask(String user, String path, String body) {
        return send(request(user, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Kills it as {@code kill -9} does: nothing of it runs afterwards. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server cannot be killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
