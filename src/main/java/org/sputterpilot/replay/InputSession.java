package org.sputterpilot.replay;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The input log of one life of an engine, as it lies on the disk. */
public final class InputSession {
    private final Path folder;

    /** Takes one chunk after the other. */
    interface Chunks {
        /** @return whether to go on */
        boolean take(Chunk chunk) throws IOException;
    }

    private InputSession(Path folder) {
        this.folder = folder;
    }

    /**
     * Every log of an installation, oldest first.
     *
     * @param inputs where they are; there may be no such folder
     * @throws IOException when it cannot be read
     */
    public static List<InputSession> all(Path inputs) throws IOException {
        if (!Files.isDirectory(inputs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(inputs)) {
            return folders.filter(folder -> Files.exists(folder.resolve(InputLog.HEAD)))
                    .sorted()
                    .map(InputSession::new)
                    .toList();
        }
    }

    /** The newest log that holds a run, and after it the older ones; a run goes on in a second one after a crash. */
    public static List<InputSession> of(Path inputs, String run) throws IOException {
        List<InputSession> holding = new ArrayList<>();
        for (InputSession session : all(inputs)) {
            if (session.runs().contains(run)) {
                holding.add(session);
            }
        }
        return holding;
    }

    /**
     * Removes logs that hold no run and have not been written to since a moment, and plant files no log is left of.
     *
     * @throws IOException when the folder cannot be read or written
     */
    public static void forget(Path inputs, Instant before) throws IOException {
        Set<String> plants = new HashSet<>();
        for (InputSession session : all(inputs)) {
            if (session.runs().isEmpty()
                    && Files.getLastModifiedTime(session.folder).toInstant().isBefore(before)) {
                remove(session.folder);
            } else {
                plants.add(session.plant().getFileName().toString());
            }
        }
        forgetPlants(inputs.resolve(InputLog.PLANTS), plants);
    }

    private static void forgetPlants(Path kept, Set<String> plants) throws IOException {
        if (Files.isDirectory(kept)) {
            try (Stream<Path> all = Files.list(kept)) {
                for (Path plant : all.filter(
                                one -> !plants.contains(one.getFileName().toString()))
                        .toList()) {
                    remove(plant);
                }
            }
        }
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Its name, which begins with the moment of its first turn. */
    public String name() {
        return folder.getFileName().toString();
    }

    /** The plant files it began with. */
    public Path plant() throws IOException {
        return folder.resolveSibling(InputLog.PLANTS).resolve(head().plantHash());
    }

    /**
     * What the engine was put together from.
     *
     * @throws IOException when it cannot be read, or was written by a program that knew something else
     */
    public SessionHead head() throws IOException {
        try {
            return RecordText.read(
                    Files.readString(folder.resolve(InputLog.HEAD)).strip(), SessionHead.class);
        } catch (RecordText.UnreadableException e) {
            throw new IOException("the head of log " + name() + ": " + e.getMessage(), e);
        }
    }

    /** The runs it holds something of, in their order. */
    public Set<String> runs() throws IOException {
        try {
            return new LinkedHashSet<>(Files.readAllLines(folder.resolve(InputLog.RUNS)));
        } catch (NoSuchFileException noRunYet) {
            return Set.of();
        }
    }

    /** How much was kept, in bytes. */
    public long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(InputLog.CHUNKS))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Every chunk, in order.
     *
     * @throws Chunk.DamagedException at the first that is missing or is not what was written
     */
    void chunks(Chunks taker) throws IOException {
        Chunk before = null;
        for (Path file : files()) {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                for (Chunk chunk = read(in, file, before); chunk != null; chunk = read(in, file, before)) {
                    if (before == null ? chunk.number() != 0 : !chunk.follows(before)) {
                        throw new Chunk.DamagedException(
                                "chunk " + (before == null ? 0 : before.number() + 1) + " is missing or altered: "
                                        + file.getFileName() + " goes on with chunk " + chunk.number());
                    }
                    before = chunk;
                    if (!taker.take(chunk)) {
                        return;
                    }
                }
            }
        }
    }

    private static Chunk read(DataInputStream in, Path file, Chunk before) throws IOException {
        try {
            return Chunk.read(in);
        } catch (Chunk.DamagedException e) {
            throw new Chunk.DamagedException(file.getFileName() + ", chunk "
                    + (before == null ? 0 : before.number() + 1) + ": " + e.getMessage());
        }
    }
}
