package org.sputterpilot.links.plc4x;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.plc4x.java.DefaultPlcDriverManager;
import org.apache.plc4x.java.api.PlcConnection;
import org.apache.plc4x.java.api.messages.PlcReadRequest;
import org.apache.plc4x.java.api.messages.PlcReadResponse;
import org.apache.plc4x.java.api.messages.PlcWriteResponse;
import org.apache.plc4x.java.api.types.PlcResponseCode;
import org.apache.plc4x.java.spi.connection.AbstractPlcConnection;
import org.apache.plc4x.java.spi.connection.ChannelExposingConnection;
import org.sputterpilot.links.RegisterPlace;
import org.sputterpilot.links.Write;
import org.sputterpilot.signals.Reading;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;

/** One connection to one device, used by one thread and thrown away at the first missed answer. */
final class ModbusConnection {
    private static final DefaultPlcDriverManager DRIVERS =
            new DefaultPlcDriverManager(ModbusConnection.class.getClassLoader());

    private final ModbusSettings settings;
    private final Map<TagId, Tag> tags;
    private final Map<TagId, RegisterPlace> places;
    private final InstantSource clock;
    private final ExecutorService calls;
    private final Map<TagId, Reading> last = new LinkedHashMap<>();

    private CompletableFuture<PlcConnection> connecting;
    private PlcConnection connection;
    private List<Block> blocks = List.of();
    private final Map<TagId, PlcResponseCode> refusals = new LinkedHashMap<>();

    /** Neighbours with no hole between them, asked for in one question, at their own pace. */
    private static final class Block {
        private final List<TagId> tags;
        private final PlcReadRequest question;
        private final long everyNanos;
        private long due = System.nanoTime();

        private Block(List<TagId> tags, PlcReadRequest question, long everyNanos) {
            this.tags = tags;
            this.question = question;
            this.everyNanos = everyNanos;
        }

        private boolean isDue(long now) {
            return everyNanos == 0 || now - due >= 0;
        }

        private void answered() {
            due = System.nanoTime() + everyNanos;
        }
    }

    /** Why the device did not answer. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message);
        }
    }

    ModbusConnection(
            ModbusSettings settings,
            Map<TagId, Tag> tags,
            Map<TagId, RegisterPlace> places,
            InstantSource clock,
            ExecutorService calls) {
        this.settings = settings;
        this.tags = tags;
        this.places = places;
        this.clock = clock;
        this.calls = calls;
    }

    void open() throws Fault, InterruptedException {
        knock();
        connecting = new CompletableFuture<>();
        CompletableFuture<PlcConnection> answer = connecting;
        calls.execute(() -> {
            try {
                PlcConnection made = DRIVERS.getConnectionManager().getConnection(url());
                if (!answer.complete(made)) {
                    close(made);
                }
            } catch (Throwable fault) {
                answer.completeExceptionally(fault);
            }
        });
        connection = within("connect", settings.timeLimit().multipliedBy(3), answer);
        freeTimerWhenDropped(connection);
        blocks = neighbours().stream().map(this::block).toList();
    }

    /**
     * The places parted at their holes. Within one question the library asks for a hole as well, and a device that does
     * not have what is in it refuses the whole question.
     */
    private List<List<TagId>> neighbours() {
        List<List<TagId>> runs = new ArrayList<>();
        RegisterPlace before = null;
        for (TagId tag : places.keySet().stream()
                .sorted(Comparator.comparing(places::get, RegisterPlace.IN_THE_DEVICE))
                .toList()) {
            boolean joins = before != null
                    && places.get(tag).follows(before)
                    && every(tag) == every(runs.get(runs.size() - 1).get(0));
            if (!joins) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(tag);
            before = places.get(tag);
        }
        return runs;
    }

    private Block block(List<TagId> neighbours) {
        PlcReadRequest.Builder question = connection.readRequestBuilder();
        neighbours.forEach(
                tag -> question.addTagAddress(tag.name(), places.get(tag).asked()));
        return new Block(neighbours, question.build(), every(neighbours.get(0)));
    }

    /** The period a tag asks for itself; 0: with every poll. */
    private long every(TagId tag) {
        return tags.get(tag).sampling().every().map(Duration::toNanos).orElse(0L);
    }

    /**
     * Whether anybody listens at all. The library would find out too, but waits half a minute for a silent address and
     * prints a page of stack trace for a closed one.
     */
    private void knock() throws Fault {
        try (Socket door = new Socket()) {
            door.connect(new InetSocketAddress(settings.host(), settings.port()), (int)
                    settings.timeLimit().toMillis());
        } catch (ConnectException shut) {
            throw new Fault("cannot connect: nobody listens at this address (connection refused)");
        } catch (IOException shut) {
            throw new Fault("cannot connect: " + shut.getMessage());
        }
    }

    private String url() {
        return "modbus-tcp:tcp://" + settings.host() + ":" + settings.port() + "?unit-identifier=" + settings.unitId()
                + "&request-timeout=" + settings.timeLimit().toMillis();
    }

    /** Every bound place. One the device refuses is bad; a device that refuses all is no device. */
    List<Reading> poll() throws Fault, InterruptedException {
        Map<TagId, Reading> heard = new HashMap<>();
        long started = System.nanoTime();
        List<Block> useful = new ArrayList<>(
                blocks.stream().filter(block -> !block.isDue(started)).toList());
        Deque<Block> unasked = new ArrayDeque<>(
                blocks.stream().filter(block -> block.isDue(started)).toList());
        while (!unasked.isEmpty()) {
            Block block = unasked.remove();
            PlcReadResponse answer = within("read", settings.timeLimit(), block.question.execute());
            if (block.tags.size() > 1 && !isWhole(answer, block)) {
                block.tags.forEach(tag -> unasked.add(block(List.of(tag)))); // only so it shows which one it is
                continue;
            }
            useful.add(block);
            block.answered();
            Instant now = clock.instant();
            for (TagId tag : block.tags) {
                PlcResponseCode code = answer.getResponseCode(tag.name());
                if (code == PlcResponseCode.OK) {
                    refusals.remove(tag);
                    heard.put(
                            tag,
                            places.get(tag).fromDevice(tags.get(tag), shown(places.get(tag), answer, tag.name()), now));
                } else {
                    refusals.put(tag, code);
                    heard.put(tag, Reading.bad(tag, now));
                }
            }
        }
        if (!heard.isEmpty() && refusals.size() == places.size()) {
            throw new Fault("cannot read: " + complaint());
        }
        blocks = useful;
        return places.keySet().stream()
                .filter(heard::containsKey)
                .map(heard::get)
                .map(this::unlessKnown)
                .toList();
    }

    private static Object shown(RegisterPlace place, PlcReadResponse answer, String name) {
        return place.isRaw() ? answer.getAllIntegers(name) : answer.getObject(name);
    }

    private static boolean isWhole(PlcReadResponse answer, Block block) {
        return block.tags.stream().allMatch(tag -> answer.getResponseCode(tag.name()) == PlcResponseCode.OK);
    }

    /** A value that stays keeps the time at which it was first seen: that is all the protocol lets us know. */
    private Reading unlessKnown(Reading now) {
        Reading known = last.get(now.tag());
        if (known != null && Double.compare(known.value(), now.value()) == 0 && known.quality() == now.quality()) {
            return known;
        }
        last.put(now.tag(), now);
        return now;
    }

    /** Sends one value and waits for the answer; null when accepted, otherwise the device's reason. */
    String write(Write write) throws Fault, InterruptedException {
        RegisterPlace place = places.get(write.tag());
        Tag tag = tags.get(write.tag());
        double number = place.toDevice(tag, write.value());
        Object[] value = place.isRaw()
                ? place.words(tag, write.value()).toArray()
                : new Object[] {
                    switch (place.type()) {
                        case BOOL -> number != 0;
                        case REAL -> (float) number;
                        default -> (int) Math.round(number);
                    }
                };
        String name = write.tag().name();
        PlcWriteResponse answer = within(
                "write",
                settings.timeLimit(),
                connection
                        .writeRequestBuilder()
                        .addTagAddress(name, place.asked(), value)
                        .build()
                        .execute());
        PlcResponseCode code = answer.getResponseCode(name);
        return code == PlcResponseCode.OK ? null : code.name();
    }

    /** What the device refuses to tell, in words; empty when nothing. */
    String complaint() {
        return refusals.isEmpty()
                ? ""
                : "the device refuses "
                        + refusals.entrySet().stream()
                                .map(one -> one.getKey() + " (" + one.getValue() + ")")
                                .collect(Collectors.joining(", "));
    }

    /** Closes without waiting: closing takes the library seconds, and a dead connection throws. */
    void discard() {
        if (connecting != null) {
            connecting.completeExceptionally(new TimeoutException());
        }
        PlcConnection dead = connection;
        connection = null;
        if (dead != null) {
            calls.execute(() -> close(dead));
        }
    }

    /**
     * The library stops a connection's timer thread when it closes the connection itself, and forgets it when the
     * device does: so the device's closing is answered with one of ours, while the library's handlers are still in
     * place.
     */
    private static void freeTimerWhenDropped(PlcConnection made) {
        if (made instanceof ChannelExposingConnection exposing) {
            exposing.getChannel().pipeline().addLast("free-timer", new ChannelInboundHandlerAdapter() {
                @Override
                public void channelInactive(ChannelHandlerContext context) throws Exception {
                    super.channelInactive(context);
                    context.close();
                }
            });
        }
    }

    private static void close(PlcConnection dead) {
        try {
            dead.close();
        } catch (Throwable alreadyDead) {
            // closing a connection that has failed fails as well; there is nothing left to save
        } finally {
            if (dead instanceof AbstractPlcConnection known) {
                known.getProtocol().close(null); // its threads, which a failed close leaves running
            }
        }
    }

    private static <T> T within(String doing, Duration limit, java.util.concurrent.Future<? extends T> answer)
            throws Fault, InterruptedException {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new Fault("cannot " + doing + ": no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException fault) {
            throw new Fault("cannot " + doing + ": " + fault.getCause().getMessage());
        }
    }
}
