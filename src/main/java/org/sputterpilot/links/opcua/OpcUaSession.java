package org.sputterpilot.links.opcua;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemServiceOperationResult;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.Heard;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.links.Write;
import org.sputterpilot.opcua.NodeAddress;
import org.sputterpilot.opcua.TagCodec;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Sampling;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;

/**
 * One connection to one server, from sign-in to its first doubt.
 *
 * <p>It is never repaired: client libraries bring a session back without its subscription, or a subscription without
 * its items, and say nothing. As soon as anything is wrong the whole of it is thrown away and {@link OpcUaLink} builds
 * another one.
 */
final class OpcUaSession {
    private static final int POLL_FAILURES_ALLOWED = 1;
    private static final int KEEP_ALIVES_PER_PATIENCE = 3;
    private static final int KEEP_ALIVES_MISSED = 6;

    private final OpcUaSettings settings;
    private final List<Binding> bindings;
    private final Heard heard;
    private final InstantSource clock;
    private final ServerClock serverClock;
    private final ExecutorService calls;

    private final Map<TagId, Node> nodes = new LinkedHashMap<>();
    private final List<TagId> unknown = new ArrayList<>();
    private final Map<TagId, Object> shown = new ConcurrentHashMap<>();

    private OpcUaClient client;
    private volatile boolean live;
    private volatile String broken;
    private volatile long lastGood;
    private volatile boolean everGood;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private ServerLimits limits = ServerLimits.NONE;
    private volatile boolean serverTimeMoves;
    private volatile CompletableFuture<?> polling = CompletableFuture.completedFuture(null);
    private volatile CompletableFuture<?> guardPolling = CompletableFuture.completedFuture(null);
    private volatile int pollFailures;
    private List<Node> guards = List.of();
    private List<NodeId> guardIds = List.of();

    private record Node(Tag tag, NodeId id, boolean guarding) {}

    OpcUaSession(
            OpcUaSettings settings,
            List<Binding> bindings,
            Heard heard,
            InstantSource clock,
            ServerClock serverClock,
            ExecutorService calls) {
        this.settings = settings;
        this.bindings = bindings;
        this.heard = heard;
        this.clock = clock;
        this.serverClock = serverClock;
        this.calls = calls;
    }

    /** Signs in, finds every node by the name of its namespace, subscribes. */
    void open() throws LinkFault, InterruptedException {
        client = within("connect", settings.connectLimit(), Connections.connect(settings, calls));
        client.addSessionActivityListener(new SessionActivityListener() {
            @Override
            public void onSessionInactive(UaSession session) {
                doubt("the session is gone");
            }
        });
        find(within("read the namespaces", client.readNamespaceTableAsync()));
        limits = within("read the server's limits", () -> ServerLimits.of(client));
        within("read the data types", this::askTypes);
        guards = nodes.values().stream().filter(Node::guarding).toList();
        guardIds = guards.stream().map(Node::id).toList();
        live = true;
        within("subscribe", this::subscribe);
    }

    private void find(NamespaceTable namespaces) {
        for (Binding binding : bindings) {
            NodeAddress.parse(binding.place())
                    .in(namespaces)
                    .ifPresentOrElse(
                            id -> nodes.put(binding.id(), new Node(binding.tag(), id, binding.guarding())),
                            () -> missing(binding.id()));
        }
    }

    /**
     * What type each command's node is of. The safe state may have to be written before the server has shown a value,
     * and a set point kept as a Float refuses a Double.
     */
    private Void askTypes() throws UaException {
        List<Node> commands =
                nodes.values().stream().filter(node -> node.tag().isCommand()).toList();
        if (commands.isEmpty()) {
            return null;
        }
        for (List<Node> part : ServerLimits.parts(commands, limits.nodesPerRead())) {
            List<ReadValueId> asked = part.stream()
                    .map(node -> new ReadValueId(node.id(), AttributeId.DataType.uid(), null, QualifiedName.NULL_VALUE))
                    .toList();
            DataValue[] answers =
                    client.read(0.0, TimestampsToReturn.Neither, asked).getResults();
            for (int i = 0; i < part.size(); i++) {
                TagId command = part.get(i).tag().id();
                if (answers[i].value().value() instanceof NodeId type) {
                    TagCodec.zero(type).ifPresent(zero -> shown.put(command, zero));
                }
            }
        }
        return null;
    }

    private void missing(TagId tag) {
        if (!unknown.contains(tag)) {
            unknown.add(tag);
        }
        heard.tell(Reading.bad(tag, clock.instant()));
    }

    /** As many subscriptions as the server's limits ask for, each with its own silence. */
    private Void subscribe() throws UaException {
        for (List<Node> part : ServerLimits.parts(List.copyOf(nodes.values()), limits.itemsPerSubscription())) {
            subscribe(part);
        }
        return null;
    }

    private void subscribe(List<Node> part) throws UaException {
        Listener listener =
                new Listener(part.stream().map(node -> node.tag().id()).toList());
        OpcUaSubscription subscription = new OpcUaSubscription(client, millis(settings.publishing()));
        subscription.setTargetKeepAliveInterval(millis(settings.patience()) / KEEP_ALIVES_PER_PATIENCE);
        subscription.setSubscriptionListener(listener);
        subscription.create();
        listeners.add(listener);
        part.forEach(node -> subscription.addMonitoredItem(item(node)));
        List<OpcUaMonitoredItem> unfiltered = new ArrayList<>();
        for (MonitoredItemServiceOperationResult result : subscription.createMonitoredItems()) {
            OpcUaMonitoredItem item = result.monitoredItem();
            if (result.isGood()) {
                continue;
            } else if (item.getFilter() != null && result.serviceResult().isGood()) {
                item.setFilter(null); // a server without dead-bands sends every change, which loses nothing
                unfiltered.add(item);
            } else {
                missing(tag(item).id());
            }
        }
        if (!unfiltered.isEmpty()) {
            subscription.createMonitoredItems(unfiltered::contains).stream()
                    .filter(result -> !result.isGood())
                    .forEach(result -> missing(tag(result.monitoredItem()).id()));
        }
    }

    private OpcUaMonitoredItem item(Node node) {
        Sampling sampling = node.tag().sampling();
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(node.id());
        item.setSamplingInterval(millis(sampling.every().orElse(settings.sampling())));
        item.setQueueSize(Unsigned.uint(sampling.queue()));
        if (sampling.deadband() > 0) {
            item.setFilter(new DataChangeFilter(
                    DataChangeTrigger.StatusValue,
                    Unsigned.uint(DeadbandType.Absolute.getValue()),
                    sampling.deadband() / node.tag().unit().factor()));
        }
        item.setUserObject(node.tag());
        return item;
    }

    private static Tag tag(OpcUaMonitoredItem item) {
        return (Tag) item.getUserObject().orElseThrow();
    }

    private final class Listener implements OpcUaSubscription.SubscriptionListener {
        private final List<TagId> covers;
        private volatile long lastPublished = System.nanoTime();

        Listener(List<TagId> covers) {
            this.covers = covers;
        }

        @Override
        public void onDataReceived(OpcUaSubscription from, List<OpcUaMonitoredItem> items, List<DataValue> values) {
            if (!live) {
                return;
            }
            List<Reading> readings = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                readings.add(decode(tag(items.get(i)), values.get(i)));
            }
            lastPublished = System.nanoTime();
            if (heard.tell(readings, serverTimeMoves) || serverTimeMoves) {
                good();
            }
        }

        @Override
        public void onKeepAliveReceived(OpcUaSubscription from) {
            lastPublished = System.nanoTime();
            if (live && serverTimeMoves) {
                heard.stillSo(covers);
                good();
            }
        }

        @Override
        public void onTransferFailed(OpcUaSubscription from, StatusCode status) {
            doubt("the subscription is gone: " + LinkFault.name(status));
        }

        @Override
        public void onStatusChanged(OpcUaSubscription from, StatusCode status) {
            doubt("the subscription has ended: " + LinkFault.name(status));
        }
    }

    /** Asks for every tag besides the subscription, unless the last question is still open. Does not wait. */
    void poll() {
        if (!polling.isDone()) {
            return;
        }
        List<Node> asked = List.copyOf(nodes.values());
        List<NodeId> ids = new ArrayList<>(asked.size() + 1);
        ids.add(NodeIds.Server_ServerStatus_CurrentTime);
        asked.forEach(node -> ids.add(node.id()));
        polling = read(ids)
                .orTimeout(settings.timeLimit().toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((values, fault) -> {
                    if (fault == null) {
                        pollFailures = 0;
                        polled(asked, values);
                    } else if (++pollFailures > POLL_FAILURES_ALLOWED) {
                        doubt("reading failed: " + LinkFault.words(fault));
                    }
                });
    }

    /**
     * Asks for the tags that interlocks read: the second path of a trip must not be slower than the first. It brings
     * news and nothing else; whether the server lives is the slower poll's question.
     */
    void pollGuards() {
        if (guards.isEmpty() || !guardPolling.isDone()) {
            return;
        }
        guardPolling = read(guardIds)
                .orTimeout(settings.timeLimit().toNanos(), TimeUnit.NANOSECONDS)
                .thenAccept(values -> {
                    if (live) {
                        heard.tell(decode(guards, values, 0), false);
                    }
                });
    }

    /** Reads in as many questions as the server's limit asks for; the answers come together, in order. */
    private CompletableFuture<List<DataValue>> read(List<NodeId> ids) {
        List<CompletableFuture<List<DataValue>>> parts = ServerLimits.parts(ids, limits.nodesPerRead()).stream()
                .map(part -> client.readValuesAsync(0.0, TimestampsToReturn.Both, part))
                .toList();
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        parts.stream().flatMap(part -> part.join().stream()).toList());
    }

    private void polled(List<Node> asked, List<DataValue> values) {
        if (!live) {
            return;
        }
        serverTimeMoves = serverClock.advanced(values.get(0), clock.instant());
        heard.tell(decode(asked, values, 1), serverTimeMoves);
        if (serverTimeMoves) {
            good();
        }
    }

    private List<Reading> decode(List<Node> asked, List<DataValue> values, int from) {
        List<Reading> readings = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            readings.add(decode(asked.get(i).tag(), values.get(from + i)));
        }
        return readings;
    }

    private Reading decode(Tag tag, DataValue value) {
        Object number = value.value().value();
        if (number != null) {
            shown.put(tag.id(), number);
        }
        return TagCodec.decode(tag, value, clock.instant());
    }

    /** Sends these writes in their order and waits for the answer; what the server refuses is said to the sink. */
    void write(List<Write> writes, ReadingSink sink) throws InterruptedException {
        List<Write> sent = new ArrayList<>(writes.size());
        List<NodeId> ids = new ArrayList<>(writes.size());
        List<DataValue> values = new ArrayList<>(writes.size());
        for (Write write : writes) {
            Node node = nodes.get(write.tag());
            if (node == null) {
                sink.writeFailed(write.tag(), "the server does not have this node");
                continue;
            }
            sent.add(write);
            ids.add(node.id());
            values.add(DataValue.valueOnly(TagCodec.encodeLike(node.tag(), write.value(), shown.get(write.tag()))));
        }
        if (sent.isEmpty()) {
            return;
        }
        try {
            List<StatusCode> answers = new ArrayList<>(sent.size());
            for (int from = 0; from < sent.size(); from += limits.nodesPerWrite()) {
                int to = (int) Math.min(sent.size(), (long) from + limits.nodesPerWrite());
                answers.addAll(
                        within("write", client.writeValuesAsync(ids.subList(from, to), values.subList(from, to))));
            }
            for (int i = 0; i < sent.size(); i++) {
                if (!answers.get(i).isGood()) {
                    sink.writeFailed(sent.get(i).tag(), "the server refused: " + LinkFault.name(answers.get(i)));
                }
            }
        } catch (LinkFault fault) {
            sent.forEach(write -> sink.writeFailed(write.tag(), fault.getMessage()));
            doubt(fault.getMessage());
        }
    }

    /** What is wrong with this session by now, or null while nothing is. */
    String broken() {
        long now = System.nanoTime();
        if (broken == null && everGood && now - lastGood > settings.patience().toNanos()) {
            broken = "no good answer for " + settings.patience().toMillis() + " ms";
        }
        if (broken == null && listeners.stream().anyMatch(one -> now - one.lastPublished > silence())) {
            broken = "the subscription is silent";
        }
        return broken;
    }

    private long silence() {
        long keepAlive = Math.max(
                settings.patience().toNanos() / KEEP_ALIVES_PER_PATIENCE,
                settings.publishing().toNanos());
        return KEEP_ALIVES_MISSED * keepAlive;
    }

    boolean everGood() {
        return everGood;
    }

    long lastGood() {
        return lastGood;
    }

    /** Tags whose node the server does not have. */
    List<TagId> unknown() {
        return List.copyOf(unknown);
    }

    /** Ends everything without waiting for it; nothing is told any more once this returns. */
    void discard() {
        live = false;
        if (client != null) {
            Connections.discard(client, settings.timeLimit());
        }
    }

    private void good() {
        lastGood = System.nanoTime();
        everGood = true;
    }

    private void doubt(String why) {
        if (live && broken == null) {
            broken = why;
        }
    }

    private <T> T within(String doing, Callable<T> call) throws LinkFault, InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        calls.execute(() -> {
            try {
                answer.complete(call.call());
            } catch (Exception fault) {
                answer.completeExceptionally(fault);
            }
        });
        return within(doing, settings.connectLimit(), answer);
    }

    private <T> T within(String doing, CompletableFuture<T> answer) throws LinkFault, InterruptedException {
        return within(doing, settings.timeLimit(), answer);
    }

    private <T> T within(String doing, Duration limit, CompletableFuture<T> answer)
            throws LinkFault, InterruptedException {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new LinkFault("cannot " + doing + ": no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException fault) {
            throw new LinkFault("cannot " + doing + ": " + LinkFault.words(fault.getCause()));
        }
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
