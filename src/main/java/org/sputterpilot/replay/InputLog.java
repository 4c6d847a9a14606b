package org.sputterpilot.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sputterpilot.interlocks.Matrix;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.signals.TagTable;
import org.sputterpilot.time.Tick;

/**
 * The input log of one life of an engine, being written: a folder with its head, its chunks and, beside all of them,
 * the plant files as they were. Used by one thread, which is not the cycle's.
 */
public final class InputLog implements AutoCloseable {
    static final String HEAD = "head.json";
    static final String RUNS = "runs.txt";
    static final String PLANTS = "plants";
    static final String CHUNKS = ".chunks";
    /** Where a chunk says that inputs are not known any more: nothing is missing, the engine went no further. */
    static final String STOPPED = "the controller was stopped";

    /** Turns of one chunk at the most: what a damaged one costs, and what unpacking takes. */
    private static final int CHUNK_TURNS = 512;

    private static final long FILE_BYTES = 32L << 20;

    private final Path folder;
    private final TurnWriter writer;
    private final Set<String> told = new LinkedHashSet<>();
    private final Set<String> runs = new LinkedHashSet<>();
    private FileChannel file;
    private long written;
    private long number;
    private byte[] before = Chunk.NONE_BEFORE;
    private long firstTurn = -1;
    private Tick last;
    private int turns;
    private boolean ended;

    private InputLog(Path folder, TagTable tags, Matrix matrix) {
        this.folder = folder;
        this.writer = new TurnWriter(tags, matrix);
    }

    /**
     * Begins a log.
     *
     * @param inputs where all logs of this installation are
     * @param session its name, which no other has
     * @param plant the folder the plant files were read from
     * @param files their names in it
     * @throws IOException when the folder cannot be written
     */
    public static InputLog begin(
            Path inputs,
            String session,
            SessionHead head,
            Path plant,
            Iterable<String> files,
            TagTable tags,
            Matrix matrix)
            throws IOException {
        keepPlant(inputs.resolve(PLANTS), head.plantHash(), plant, files);
        Path folder = Files.createDirectories(inputs.resolve(session));
        Files.writeString(folder.resolve(HEAD), RecordText.of(head) + "\n", StandardOpenOption.CREATE_NEW);
        return new InputLog(folder, tags, matrix);
    }

    /** One copy of the plant files for all logs that began with them. */
    private static void keepPlant(Path plants, String hash, Path plant, Iterable<String> files) throws IOException {
        Path kept = plants.resolve(hash);
        if (Files.isDirectory(kept)) {
            return;
        }
        Path half = plants.resolve(hash + ".half");
        if (Files.exists(half)) {
            InputSession.remove(half);
        }
        for (String name : files) {
            Path copy = half.resolve(name);
            Files.createDirectories(copy.getParent());
            Files.copy(plant.resolve(name), copy);
        }
        Files.move(half, kept, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether enough turns wait to make a chunk. */
    public boolean isFull() {
        return turns >= CHUNK_TURNS;
    }

    /** Takes a turn; it is on the disk after the next {@link #flush}. */
    public void add(TurnInputs turn) {
        writer.write(turn);
        if (firstTurn < 0) {
            firstTurn = turn.tick().number();
        }
        last = turn.tick();
        turns++;
        turn.turn().ifPresent(record -> see(record.run()));
    }

    /** A run is in the chunks from its first turn to the one in which it is over. */
    private void see(RunStatus run) {
        if (run.exists() && (!run.isOver() || !told.contains(run.runId() + " over"))) {
            runs.add(run.runId());
            told.add(run.isOver() ? run.runId() + " over" : run.runId());
        }
    }

    /**
     * Writes what waits, and waits for the disk.
     *
     * @throws IOException when the disk does not take it: then nothing of this chunk counts as written
     */
    public void flush() throws IOException {
        if (turns > 0) {
            chunk("");
        }
    }

    /**
     * Ends the log: from here on inputs are not known.
     *
     * @param why what a person reads
     * @throws IOException when not even that can be written; the missing end says it as well
     */
    public void lost(String why) throws IOException {
        if (last != null && !ended) {
            ended = true;
            chunk(why);
        }
    }

    private void chunk(String lost) throws IOException {
        Chunk chunk = Chunk.of(
                number,
                firstTurn < 0 ? last.number() : firstTurn,
                last.number(),
                last.at(),
                List.copyOf(runs),
                lost,
                writer.sum(),
                before,
                writer.take());
        for (String run : runs) {
            noteRun(run);
        }
        byte[] bytes = chunk.bytes();
        if (file == null || written > FILE_BYTES) {
            open();
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
        file.force(false);
        written += bytes.length;
        before = chunk.hash();
        number++;
        firstTurn = -1;
        turns = 0;
        runs.clear();
    }

    /** So that a run's log is found without reading all of them. */
    private void noteRun(String run) throws IOException {
        if (told.add(run + " noted")) {
            Files.writeString(folder.resolve(RUNS), run + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private void open() throws IOException {
        if (file != null) {
            file.close();
        }
        file = FileChannel.open(
                folder.resolve("%08d".formatted(number) + CHUNKS),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        written = 0;
    }

    /** SHA-256 over everything written so far: each chunk's hash covers the one before it. */
    public String hash() {
        return HexFormat.of().formatHex(before);
    }

    /** The session's folder. */
    public Path folder() {
        return folder;
    }

    /** Bytes of the newest file. */
    public long written() {
        return written;
    }

    @Override
    public void close() {
        try {
            lost(STOPPED);
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the input log could not be written to its end", e);
        }
    }
}
