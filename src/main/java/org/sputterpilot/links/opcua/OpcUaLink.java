package org.sputterpilot.links.opcua;

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
import java.util.stream.Collectors;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.FieldLink;
import org.sputterpilot.links.Heard;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.links.Write;
import org.sputterpilot.opcua.NodeAddress;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;

/**
 * The plant's controller behind an OPC UA server: listens by subscription, looks again by poll, carries writes.
 *
 * <p>One thread owns the connection. It trusts no library's word that a connection is up: a link is as healthy as its
 * last good answer is young, and at the first doubt the connection is thrown away and built anew.
 */
public final class OpcUaLink implements FieldLink {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK_AROUND = Duration.ofMillis(50);

    private final OpcUaSettings settings;
    private final InstantSource clock;
    private final ServerClock serverClock = new ServerClock();
    private final BlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>();
    private final Map<TagId, Tag> tags = new LinkedHashMap<>();

    private List<Binding> bindings;
    private ReadingSink sink;
    private Heard heard;
    private Thread thread;
    private ExecutorService calls;

    private volatile boolean open;
    private volatile boolean closed;
    private volatile OpcUaSession session;
    private volatile boolean everGood;
    private volatile long lastGood;
    private volatile String detail = "";
    private volatile long sessions;

    private record Outgoing(Write write, long since) {}

    /**
     * A link that does nothing yet.
     *
     * @param settings where and how often
     * @param clock stamps what the server leaves unstamped
     */
    public OpcUaLink(OpcUaSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public synchronized void open(List<Binding> bound, ReadingSink into) {
        if (open || closed) {
            throw new IllegalStateException("link " + settings.name() + " has been opened before");
        }
        bound.forEach(binding -> NodeAddress.parse(binding.place()));
        bindings = List.copyOf(bound);
        bindings.forEach(binding -> tags.put(binding.id(), binding.tag()));
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
        boolean reachable = session != null;
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
        if (tag == null || !tag.isCommand()) {
            return "not a command of link " + settings.name();
        }
        return tag.takes(write.value()) ? null : write.value() + " is outside the tag's range";
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            OpcUaSession now = new OpcUaSession(settings, bindings, heard, clock, serverClock, calls);
            try {
                now.open();
                sessions++;
                detail = missing(now);
                session = now;
                serve(now);
                pause = FIRST_PAUSE;
            } catch (LinkFault fault) {
                detail = fault.getMessage();
            } catch (InterruptedException end) {
                detail = "closed";
            } catch (RuntimeException fault) {
                detail = LinkFault.words(fault);
            } finally {
                session = null;
                keepAge(now);
                now.discard();
                refuseWaiting();
            }
            if (!sleep(pause)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Polls, writes and watches until the session is in doubt. */
    private void serve(OpcUaSession now) throws InterruptedException {
        long nextPoll = System.nanoTime();
        long nextGuard = nextPoll;
        while (!closed) {
            String why = now.broken();
            if (why != null) {
                detail = why;
                return;
            }
            if (System.nanoTime() - nextPoll >= 0) {
                now.poll();
                nextPoll = System.nanoTime() + settings.poll().toNanos();
            }
            if (System.nanoTime() - nextGuard >= 0) {
                now.pollGuards();
                nextGuard = System.nanoTime() + settings.guardPoll().toNanos();
            }
            long next = Math.min(nextPoll - System.nanoTime(), nextGuard - System.nanoTime());
            long patience = Math.min(LOOK_AROUND.toNanos(), Math.max(0, next));
            Outgoing first = outgoing.poll(patience, TimeUnit.NANOSECONDS);
            if (first != null) {
                now.write(fresh(first), sink);
            }
            keepAge(now);
        }
    }

    /** Everything that waits, in order; what has waited too long is refused, because it answers a plant that was. */
    private List<Write> fresh(Outgoing first) {
        List<Outgoing> waiting = new ArrayList<>();
        waiting.add(first);
        outgoing.drainTo(waiting);
        List<Write> writes = new ArrayList<>(waiting.size());
        for (Outgoing one : waiting) {
            if (System.nanoTime() - one.since() > settings.patience().toNanos()) {
                sink.writeFailed(one.write().tag(), "waited too long to be sent");
            } else {
                writes.add(one.write());
            }
        }
        return writes;
    }

    private void refuseWaiting() {
        List<Outgoing> waiting = new ArrayList<>();
        outgoing.drainTo(waiting);
        waiting.forEach(
                one -> sink.writeFailed(one.write().tag(), "link " + settings.name() + " was lost before it was sent"));
    }

    private String missing(OpcUaSession now) {
        return now.unknown().isEmpty()
                ? ""
                : "the server does not have "
                        + now.unknown().stream().map(TagId::name).collect(Collectors.joining(", "));
    }

    private void keepAge(OpcUaSession of) {
        if (of.everGood()) {
            lastGood = of.lastGood();
            everGood = true;
        }
    }

    @Override
    public LinkHealth health() {
        OpcUaSession now = session;
        if (now != null) {
            keepAge(now);
        }
        Duration age = everGood ? Duration.ofNanos(Math.max(0, System.nanoTime() - lastGood)) : null;
        return new LinkHealth(state(now, age), age, detail, Math.max(0, sessions - 1), serverClock.offset());
    }

    private LinkHealth.State state(OpcUaSession now, Duration age) {
        if (!open || closed) {
            return LinkHealth.State.CLOSED;
        }
        if (age == null) {
            return LinkHealth.State.CONNECTING;
        }
        boolean young = age.compareTo(settings.patience()) <= 0;
        return now != null && now.everGood() && young ? LinkHealth.State.UP : LinkHealth.State.LOST;
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
        return thread;
    }
}
