package org.sputterpilot.links.plc4x;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.FieldLink;
import org.sputterpilot.links.Heard;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.links.RegisterPlace;
import org.sputterpilot.links.Write;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;

/**
 * A device on Modbus TCP, such as the power supply: asked at a steady pace, written to between two questions.
 *
 * <p>One thread owns the connection. Any error, a missed answer above all, throws the connection away: after one missed
 * answer the library's connection never completes another call, and still looks connected.
 */
public final class ModbusLink implements FieldLink {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final ModbusSettings settings;
    private final InstantSource clock;
    private final BlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>();
    private final Map<TagId, Tag> tags = new LinkedHashMap<>();
    private final Map<TagId, RegisterPlace> places = new LinkedHashMap<>();

    private ReadingSink sink;
    private Heard heard;
    private Thread thread;
    private ExecutorService calls;

    private volatile boolean open;
    private volatile boolean closed;
    private volatile boolean connected;
    private volatile boolean everGood;
    private volatile long lastGood;
    private volatile String detail = "";
    private volatile long connections;

    private record Outgoing(Write write, long since) {}

    /**
     * A link that does nothing yet.
     *
     * @param settings where and how often
     * @param clock stamps the readings: the protocol knows no time
     */
    public ModbusLink(ModbusSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public synchronized void open(List<Binding> bound, ReadingSink into) {
        if (open || closed) {
            throw new IllegalStateException("link " + settings.name() + " has been opened before");
        }
        for (Binding binding : bound) {
            tags.put(binding.id(), binding.tag());
            places.put(binding.id(), RegisterPlace.parse(binding.place()));
        }
        sink = into;
        heard = new Heard(into);
        AtomicInteger number = new AtomicInteger();
        calls = Executors.newCachedThreadPool(
                task -> daemon(task, "link-" + settings.name() + "-call-" + number.incrementAndGet()));
        open = true;
        thread = daemon(this::run, "link-" + settings.name());
        thread.start();
    }

    @Override
    public void write(List<Write> writes) {
        if (!open || closed) {
            throw new IllegalStateException("link " + settings.name() + " is not open");
        }
        boolean reachable = connected;
        for (Write write : writes) {
            String refusal = refusal(write);
            if (refusal != null) {
                sink.writeFailed(write.tag(), refusal);
            } else if (!reachable) {
                sink.writeFailed(write.tag(), "link " + settings.name() + " is not connected: " + detail);
            } else {
                outgoing.add(new Outgoing(write, System.nanoTime()));
            }
        }
    }

    private String refusal(Write write) {
        Tag tag = tags.get(write.tag());
        if (tag == null || !tag.isCommand() || !places.get(write.tag()).isWritable()) {
            return "not a command of link " + settings.name();
        }
        if (!tag.takes(write.value())) {
            return write.value() + " is outside the tag's range";
        }
        RegisterPlace place = places.get(write.tag());
        return place.holds(tag, write.value()) ? null : write.value() + " does not fit into " + place;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            ModbusConnection now = new ModbusConnection(settings, tags, places, clock, calls);
            try {
                now.open();
                connections++;
                connected = true;
                pause = FIRST_PAUSE;
                serve(now);
            } catch (ModbusConnection.Fault fault) {
                detail = fault.getMessage();
            } catch (InterruptedException end) {
                detail = "closed";
            } catch (RuntimeException fault) {
                detail = fault.toString();
            } finally {
                connected = false;
                now.discard();
                refuseWaiting();
            }
            if (!sleep(pause)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Asks and writes in turn until something fails; a write does not wait for the next question. */
    private void serve(ModbusConnection now) throws ModbusConnection.Fault, InterruptedException {
        long nextPoll = System.nanoTime();
        while (!closed) {
            if (System.nanoTime() - nextPoll >= 0) {
                nextPoll = System.nanoTime() + settings.poll().toNanos();
                heard.tell(now.poll(), true);
                detail = now.complaint();
                lastGood = System.nanoTime();
                everGood = true;
            }
            Outgoing first = outgoing.poll(Math.max(0, nextPoll - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (first != null) {
                sendAll(first, now);
            }
        }
    }

    /** Everything that waits, in order, before the next question; what a fault leaves over is refused by name. */
    private void sendAll(Outgoing first, ModbusConnection now) throws ModbusConnection.Fault, InterruptedException {
        send(first, now);
        int waiting = outgoing.size();
        for (int i = 0; i < waiting; i++) {
            send(outgoing.remove(), now);
        }
    }

    private void send(Outgoing one, ModbusConnection now) throws ModbusConnection.Fault, InterruptedException {
        TagId tag = one.write().tag();
        if (System.nanoTime() - one.since() > settings.patience().toNanos()) {
            sink.writeFailed(tag, "waited too long to be sent");
            return;
        }
        try {
            String refused = now.write(one.write());
            if (refused != null) {
                sink.writeFailed(tag, "the device refused: " + refused);
            }
        } catch (ModbusConnection.Fault fault) {
            sink.writeFailed(tag, fault.getMessage());
            throw fault;
        }
    }

    private void refuseWaiting() {
        List<Outgoing> waiting = new ArrayList<>();
        outgoing.drainTo(waiting);
        waiting.forEach(
                one -> sink.writeFailed(one.write().tag(), "link " + settings.name() + " was lost before it was sent"));
    }

    @Override
    public LinkHealth health() {
        Duration age = everGood ? Duration.ofNanos(Math.max(0, System.nanoTime() - lastGood)) : null;
        return new LinkHealth(state(age), age, detail, Math.max(0, connections - 1));
    }

    private LinkHealth.State state(Duration age) {
        if (!open || closed) {
            return LinkHealth.State.CLOSED;
        }
        if (age == null) {
            return LinkHealth.State.CONNECTING;
        }
        return connected && age.compareTo(settings.patience()) <= 0 ? LinkHealth.State.UP : LinkHealth.State.LOST;
    }

    @Override
    public void close() {
        Thread worker;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            worker = thread;
        }
        if (worker != null) {
            worker.interrupt();
            try {
                worker.join(settings.timeLimit().toMillis());
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
            calls.shutdown();
        }
    }

    private boolean sleep(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return !closed;
        } catch (InterruptedException end) {
            return false;
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(ModbusLink.class.getClassLoader()); // PLC4X looks its drivers up there
        return thread;
    }
}
