package org.sputterpilot.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A program on the far end of a wire that nobody here wrote, run beside a test and asked line by line. */
public final class Peer implements AutoCloseable {
    private static final int LEAST_PORT = 15_000;
    private static final int MOST_PORT = 32_000;
    private static final Path SCRIPTS = Path.of("src/test/peers");
    private static final long ANSWER_S = 30;
    private static final long END_S = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Process process;
    private final Path complaints;
    private final Writer questions;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private volatile Consumer<JsonNode> listener = event -> {};

    private Peer(String runner, String script, String... arguments) {
        name = script;
        try {
            complaints = Files.createTempFile("peer-", ".log");
            process = new ProcessBuilder(Stream.concat(Stream.of(runner, script), Stream.of(arguments))
                            .toList())
                    .directory(SCRIPTS.toFile())
                    .redirectError(complaints.toFile())
                    .start();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread reader = new Thread(this::listen, "peer-" + script);
        reader.setDaemon(true);
        reader.start();
    }

    /** Whether such a script can run here. */
    public static boolean has(String uses) {
        return Files.isDirectory(SCRIPTS.resolve("node_modules").resolve(uses));
    }

    /** A script that uses a package of {@code src/test/peers/package.json}. */
    public static Peer node(String script, String uses, String... arguments) {
        Needed.here(runs("node", "--version"), "no Node.js: install Node 20 or newer to run " + script);
        Needed.here(has(uses), uses + " is not installed: run 'npm ci' in " + SCRIPTS);
        return new Peer("node", script, arguments);
    }

    /** A script that uses a package of the system's Python. */
    static Peer python(String script, String uses) {
        Optional<String> interpreter = Stream.of("/usr/bin/python3", "python3")
                .filter(one -> runs(one, "-c", "import " + uses + ".client"))
                .findFirst();
        Needed.here(
                interpreter.isPresent(),
                "no " + uses + ": install what src/test/peers/README.md names to run " + script);
        return new Peer(interpreter.orElseThrow(), script);
    }

    private static boolean runs(String... command) {
        try {
            Process trial = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(END_S, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * A port of this machine that is free just now, and stays so while its server is away: it is none of those that the
     * system gives to whoever calls out.
     */
    public static int freePort() {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST_PORT, MOST_PORT);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                // another one then
            }
        }
        throw new IllegalStateException("no free port between " + LEAST_PORT + " and " + MOST_PORT);
    }

    /** From now on this one hears, on a thread of its own, what the peer tells by itself. */
    void onEvent(Consumer<JsonNode> hears) {
        listener = hears;
    }

    /** Asks without particulars. */
    JsonNode ask(String action) {
        return ask(action, Map.of());
    }

    /** Asks and waits for the answer; one question at a time. */
    public synchronized JsonNode ask(String action, Map<String, ?> with) {
        try {
            Map<String, Object> question = new TreeMap<>(with);
            question.put("do", action);
            questions.write(JSON.writeValueAsString(question) + "\n");
            questions.flush();
            JsonNode line = answers.poll(ANSWER_S, TimeUnit.SECONDS);
            if (line == null) {
                kill(); // or its late answer would be taken for the next one
            }
            if (line == null || !line.has("answer")) {
                throw new IllegalStateException(
                        name + " cannot " + action + ": " + (line == null ? "no answer" : line) + complaints());
            }
            return line.get("answer");
        } catch (IOException fault) {
            throw new UncheckedIOException(name + " is gone" + complaints(), fault);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + name, end);
        }
    }

    private String complaints() {
        try {
            List<String> lines = Files.readAllLines(complaints);
            return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException unreadable) {
            return "";
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode said = JSON.readTree(line);
                if (said.has("event")) {
                    listener.accept(said.get("event"));
                } else {
                    answers.add(said);
                }
            }
        } catch (IOException ended) {
            // as good as its end
        } finally {
            answers.add(JSON.createObjectNode().put("error", "the peer has ended"));
        }
    }

    /** Ends it as a power cut would. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(END_S, TimeUnit.SECONDS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Files.deleteIfExists(complaints);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
