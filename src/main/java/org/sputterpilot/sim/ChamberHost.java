package org.sputterpilot.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Thickness;

/**
 * The virtual chamber as a machine of its own: it lives on its own thread, in real time or faster, whether or not
 * anybody is connected. Once a plant second its state goes to a file on another thread, so that a killed program finds
 * its plant again.
 */
public final class ChamberHost implements ChamberPort, AutoCloseable {
    private static final TagId AT_ATMOSPHERE = TagId.of("chamber.at_atmosphere");
    private static final long WALL_STEP_NANOS = 20_000_000;
    private static final long LONGEST_STEP_NANOS = 200_000_000;

    private final VirtualChamber chamber;
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread thread;
    private final Thread writer;
    private final Path file;
    private final AtomicReference<byte[]> toWrite = new AtomicReference<>();
    private volatile boolean running = true;
    private volatile double speed;
    private final Instant began = Instant.now();
    private final Duration born;
    private volatile String trouble = "";

    /**
     * Starts the chamber.
     *
     * @param speed plant seconds per second
     * @param file where the state is kept; {@code null} keeps none
     */
    public ChamberHost(VirtualChamber chamber, double speed, Path file) {
        this.chamber = chamber;
        this.born = chamber.age();
        this.file = file;
        speed(speed);
        thread = new Thread(this::live, "virtual-chamber");
        thread.setDaemon(true);
        writer = new Thread(this::writeDown, "virtual-chamber-checkpoint");
        writer.setDaemon(true);
        thread.start();
        if (file != null) {
            writer.start();
        }
    }

    /**
     * The chamber a checkpoint file tells of, with its controller gone for longer than the watchdog allows; or the
     * fresh one when there is no file, or one that cannot be read (which is then said to {@code complaint}).
     */
    public static VirtualChamber wake(Path file, VirtualChamber fresh, Consumer<String> complaint) {
        if (!Files.exists(file)) {
            return fresh;
        }
        try {
            fresh.restore(Files.readAllBytes(file));
            fresh.controllerWasAway();
        } catch (IOException | IllegalArgumentException unreadable) {
            complaint.accept("checkpoint " + file + " was left aside: " + unreadable.getMessage());
        }
        return fresh;
    }

    private void live() {
        long before = System.nanoTime();
        long nextCheckpoint = 0;
        while (running) {
            LockSupport.parkNanos(Math.max(1_000_000, WALL_STEP_NANOS - (System.nanoTime() - before)));
            long now = System.nanoTime();
            long wall = Math.min(now - before, LONGEST_STEP_NANOS);
            before = now;
            lock.lock();
            try {
                chamber.advance(Duration.ofNanos((long) (wall * speed)));
                long age = chamber.age().toNanos();
                if (file != null && age >= nextCheckpoint) {
                    nextCheckpoint = age + 1_000_000_000L;
                    toWrite.set(chamber.checkpoint());
                    LockSupport.unpark(writer);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void writeDown() {
        while (running) {
            byte[] bytes = toWrite.getAndSet(null);
            if (bytes == null) {
                LockSupport.park(this);
            } else {
                write(bytes);
            }
        }
    }

    private void write(byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.write(beside, bytes);
            try {
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException plain) {
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            }
            trouble = "";
        } catch (IOException | UncheckedIOException e) {
            trouble = String.valueOf(e.getMessage());
        }
    }

    /** Why the last checkpoint could not be written; empty when it could. */
    public String trouble() {
        return trouble;
    }

    /** Does something with the chamber while it stands still. */
    public <T> T ask(Function<VirtualChamber, T> question) {
        lock.lock();
        try {
            return question.apply(chamber);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public double value(TagId tag) {
        return ask(c -> c.value(tag));
    }

    @Override
    public Quality quality(TagId tag) {
        return ask(c -> c.quality(tag));
    }

    @Override
    public void write(TagId command, double base) {
        lock.lock();
        try {
            chamber.write(command, base);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Instant at(TagId tag) {
        return began.plus(ask(c -> c.changedAt(tag)).minus(born));
    }

    /** Plant seconds per second; communication limits of the PLC stretch with it. */
    public void speed(double plantSecondsPerSecond) {
        if (!(plantSecondsPerSecond > 0) || plantSecondsPerSecond > 120) {
            throw new IllegalArgumentException("speed " + plantSecondsPerSecond + " is not between 0 and 120");
        }
        lock.lock();
        try {
            speed = plantSecondsPerSecond;
            chamber.communicationScale(Math.max(1, plantSecondsPerSecond));
        } finally {
            lock.unlock();
        }
    }

    public double speed() {
        return speed;
    }

    /** Puts new foil on the holder: through the door where the chamber is at atmosphere, else for the film alone. */
    public void loadFoil() {
        ask(c -> {
            if (c.value(AT_ATMOSPHERE) == 1) {
                c.loadFoil(c.sites());
            } else {
                c.resetFilm();
            }
            return null;
        });
    }

    public Thickness trueFilm() {
        return ask(VirtualChamber::trueFilm);
    }

    public List<Faults.Available> availableFaults() {
        return ask(c -> c.faults().available());
    }

    public List<String> activeFaults() {
        return ask(c -> c.faults().active());
    }

    /** Breaks something; see {@link Faults#inject(String, Duration, Duration)}. */
    public void inject(String fault, Duration after, Duration duration) {
        ask(c -> {
            c.faults().inject(fault, after, duration);
            return null;
        });
    }

    public void clear(String fault) {
        ask(c -> {
            c.faults().clear(fault);
            return null;
        });
    }

    /** Stops the chamber and writes its last state; may be called again. */
    @Override
    public void close() {
        if (!running) {
            return;
        }
        running = false;
        LockSupport.unpark(thread);
        LockSupport.unpark(writer);
        try {
            thread.join(2_000);
            if (file != null) {
                writer.join(2_000);
                write(ask(VirtualChamber::checkpoint));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
