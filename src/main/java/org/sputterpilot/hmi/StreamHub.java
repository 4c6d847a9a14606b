package org.sputterpilot.hmi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Everybody who watches the unit, and the one thread that tells them what changed, at most ten times a second. A screen
 * that cannot keep up is dropped; it comes back and gets what it missed.
 */
@ApplicationScoped
public class StreamHub {
    private static final Logger LOG = Logger.getLogger(StreamHub.class);
    private static final int PUBLISH_MS = 100;
    private static final int HEARTBEAT_MS = 400;
    private static final int QUEUE_BYTES = 512 * 1024;
    private static final Duration RESUMABLE = Duration.ofSeconds(60);

    /** Someone who watches. */
    private static final class Watcher {
        private final String who;
        private final HttpServerResponse response;
        private final Instant until;
        private long sent = -1;

        Watcher(String who, HttpServerResponse response, Instant until) {
            this.who = who;
            this.response = response;
            this.until = until;
        }
    }

    /** How far someone had been told who is away now. */
    private record Left(long tick, Instant at) {}

    private final List<Watcher> watchers = new ArrayList<>();
    private final Map<String, Left> left = new HashMap<>();
    private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stream");
        thread.setDaemon(true);
        return thread;
    });

    private Frames frames;
    private long lastBeatMs;

    @Inject
    UnitDesk unit;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    void start(@Observes StartupEvent event) {
        publisher.scheduleAtFixedRate(this::publishSafely, PUBLISH_MS, PUBLISH_MS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        publisher.shutdownNow();
        synchronized (this) {
            watchers.forEach(watcher -> watcher.response.end());
            watchers.clear();
        }
    }

    /**
     * Begins to tell someone: everything first, or what they missed when they were told until this turn less than a
     * minute ago.
     *
     * @param who user, address and session; what was sent to them is remembered for a minute
     * @param lastTick the last event they have, or -1
     * @param until when their session ends
     */
    public synchronized void watch(String who, HttpServerResponse response, long lastTick, Instant until) {
        response.setChunked(true);
        response.setWriteQueueMaxSize(QUEUE_BYTES);
        response.putHeader("Content-Type", "text/event-stream;charset=UTF-8");
        response.putHeader("X-Accel-Buffering", "no");
        Watcher watcher = new Watcher(who, response, until);
        response.exceptionHandler(gone -> leave(watcher));
        response.closeHandler(gone -> leave(watcher));
        watchers.add(watcher);
        if (frames == null) {
            response.write(waiting(clock.instant()));
        } else if (mayResume(who, lastTick)) {
            tell(watcher, frames.since(lastTick));
        } else {
            tell(watcher, frames.snapshot());
        }
    }

    /** Ends the streams of those who are meant: they signed out, or were signed out. */
    public synchronized void signedOut(Predicate<String> who) {
        for (Watcher watcher : List.copyOf(watchers)) {
            if (who.test(watcher.who)) {
                dismiss(watcher);
            }
        }
    }

    /** How many screens watch now. */
    public synchronized int watching() {
        return watchers.size();
    }

    private boolean mayResume(String who, long lastTick) {
        if (lastTick < 0 || lastTick > frames.tick()) {
            return false;
        }
        Left before = left.get(who);
        boolean wasTold = before != null
                && before.tick() >= lastTick
                && Duration.between(before.at(), clock.instant()).compareTo(RESUMABLE) <= 0;
        return wasTold || watchers.stream().anyMatch(w -> w.who.equals(who) && w.sent >= lastTick);
    }

    private synchronized void leave(Watcher watcher) {
        if (watchers.remove(watcher) && watcher.sent >= 0) {
            left.put(watcher.who, new Left(watcher.sent, clock.instant()));
        }
    }

    private void dismiss(Watcher watcher) {
        watcher.response.end(Buffer.buffer("event: signed-out\ndata: {}\n\n"));
        watchers.remove(watcher);
    }

    private void tell(Watcher watcher, Buffer event) {
        watcher.response.write(event.copy());
        watcher.sent = frames.tick();
    }

    private void publishSafely() {
        try {
            publish();
        } catch (RuntimeException e) {
            LOG.error("The stream could not be written", e);
        }
    }

    private synchronized void publish() {
        Instant now = clock.instant();
        boolean beat = now.toEpochMilli() - lastBeatMs >= HEARTBEAT_MS;
        if (beat) {
            lastBeatMs = now.toEpochMilli();
        }
        Optional<UnitPicture> picture = unit.picture();
        if (picture.isEmpty()) {
            if (beat) {
                Buffer waiting = waiting(now);
                List.copyOf(watchers).forEach(watcher -> serve(watcher, null, waiting, now));
            }
            return;
        }
        boolean first = frames == null;
        if (first) {
            frames = new Frames(unit.tags(), unit.facts(), json);
        }
        long before = frames.tick();
        boolean turned = frames.take(picture.get(), unit.speed(), now);
        left.values().removeIf(old -> Duration.between(old.at(), now).compareTo(RESUMABLE) > 0);
        if (watchers.isEmpty()) {
            return;
        }
        Buffer event = null;
        if (first) {
            event = frames.snapshot();
        } else if (turned) {
            event = frames.since(before);
        }
        Buffer heartbeat = beat ? frames.heartbeat(now) : null;
        for (Watcher watcher : List.copyOf(watchers)) {
            serve(watcher, event, heartbeat, now);
        }
    }

    /** The heartbeat before the unit is up. */
    private static Buffer waiting(Instant now) {
        return Buffer.buffer("event: heartbeat\ndata: {\"tick\":-1,\"serverTime\":\"" + now + "\"}\n\n");
    }

    private void serve(Watcher watcher, Buffer event, Buffer heartbeat, Instant now) {
        if (watcher.response.closed()) {
            leave(watcher);
            return;
        }
        if (now.isAfter(watcher.until)) {
            dismiss(watcher);
            return;
        }
        if (watcher.response.writeQueueFull()) {
            leave(watcher);
            watcher.response.reset();
            return;
        }
        if (event != null) {
            tell(watcher, event);
        }
        if (heartbeat != null) {
            watcher.response.write(heartbeat.copy());
        }
    }
}
