package org.sputterpilot.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.sputterpilot.hmi.wire.LiveLink;
import org.sputterpilot.links.AddressSpace;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.FieldLink;
import org.sputterpilot.links.LinkHealth;
import org.sputterpilot.links.ReadingSink;
import org.sputterpilot.links.Write;
import org.sputterpilot.links.opcua.NodeBrowser;
import org.sputterpilot.links.opcua.OpcUaLink;
import org.sputterpilot.links.opcua.OpcUaSettings;
import org.sputterpilot.links.plc4x.ModbusLink;
import org.sputterpilot.links.plc4x.ModbusSettings;
import org.sputterpilot.plant.LinkSpec;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/** Every connection to the field of one unit, opened, written to and closed together. */
final class FieldLinks implements AutoCloseable {
    /** The virtual chamber's own user; it exists on its own loopback door only. */
    private static final String VIRTUAL_PASSWORD = "controller";

    private static final double MILLIS_PER_SECOND = 1e3;

    /**
     * A connection by the name that addresses begin with, the address its device is looked for at, and what the device
     * says it has, where it can.
     */
    record Named(
            String id,
            String kind,
            String address,
            String security,
            Duration clockOffset,
            FieldLink link,
            Optional<AddressSpace> space) {
        private Named(LinkSpec spec, String kind, FieldLink link, Optional<AddressSpace> space) {
            this(spec.id(), kind, spec.url(), spec.security(), spec.clockOffset(), link, space);
        }
    }

    private final TagTable tags;
    private final Map<String, Named> links = new LinkedHashMap<>();
    private final AtomicLong writes = new AtomicLong();

    FieldLinks(TagTable tags, List<LinkSpec> specs, Path data, InstantSource clock) {
        this.tags = tags;
        for (LinkSpec spec : specs) {
            links.put(spec.id(), link(spec, data, clock));
        }
    }

    private static Named link(LinkSpec spec, Path data, InstantSource clock) {
        return switch (spec.scheme()) {
            case "opc.tcp" -> {
                OpcUaSettings settings = opcUa(spec, data);
                yield new Named(spec, "OPC UA", new OpcUaLink(settings, clock), Optional.of(new NodeBrowser(settings)));
            }
            case "modbus-tcp" -> new Named(spec, "Modbus TCP", new ModbusLink(modbus(spec), clock), Optional.empty());
            default ->
                throw new IllegalArgumentException(
                        "link " + spec.id() + ": no driver for '" + spec.url() + "' in a running controller");
        };
    }

    /** How an OPC UA link is reached; its certificates lie below the data folder. */
    static OpcUaSettings opcUa(LinkSpec spec, Path data) {
        Path certificates = data.resolve("certificates").resolve(spec.id());
        return new OpcUaSettings(
                spec.id(),
                spec.url(),
                spec.publishing(),
                spec.sampling(),
                spec.poll(),
                spec.guardPoll(),
                spec.lost(),
                Duration.ofSeconds(1),
                switch (spec.signIn()) {
                    case ANONYMOUS -> new OpcUaSettings.SignIn.Anonymous();
                    case PASSWORD -> new OpcUaSettings.SignIn.User(spec.user(), password(spec));
                    case CERTIFICATE -> new OpcUaSettings.SignIn.Certificate(certificates.resolve("user"));
                },
                new OpcUaSettings.Protection(
                        OpcUaSettings.Security.named(spec.security()),
                        spec.messages() == LinkSpec.Messages.SIGN_AND_ENCRYPT,
                        Optional.of(certificates)));
    }

    private static String password(LinkSpec spec) {
        Optional<Path> file =
                Optional.of(spec.passwordFile()).filter(name -> !name.isEmpty()).map(Path::of);
        String variable = "SPUTTERPILOT_LINK_" + spec.id().toUpperCase(Locale.ROOT) + "_PASSWORD";
        return Settings.secret(variable, Optional.ofNullable(System.getenv(variable)), file)
                .orElse(VIRTUAL_PASSWORD);
    }

    private static ModbusSettings modbus(LinkSpec spec) {
        ModbusSettings usual = ModbusSettings.of(spec.id(), spec.url());
        return new ModbusSettings(
                usual.name(), usual.host(), usual.port(), usual.unitId(), spec.poll(), spec.lost(), usual.timeLimit());
    }

    /**
     * Begins to listen; returns at once.
     *
     * @param guarding tags that interlocks read, which must not wait for the rest
     * @param byHand commands of what people move, which no link ever hears of
     */
    void open(ReadingSink sink, Predicate<TagId> guarding, Predicate<TagId> byHand) {
        for (Named named : links.values()) {
            named.link().open(Binding.behind(named.id(), tags, guarding, byHand), sink);
        }
    }

    /** Passes each write to the link its tag is on, in the order given. */
    void write(List<Write> batch) {
        writes.addAndGet(batch.size());
        Write.byLink(batch, tags).forEach((id, part) -> links.get(id).link().write(part));
    }

    /** How many values have been written since the start. */
    long writes() {
        return writes.get();
    }

    List<Named> all() {
        return List.copyOf(links.values());
    }

    /**
     * The links that are lost, by name, each with its address and what it says about it. One that never had an answer
     * is lost as soon as it has failed once.
     */
    Map<String, String> lost() {
        Map<String, String> lost = new LinkedHashMap<>();
        for (Named named : links.values()) {
            LinkHealth health = named.link().health();
            boolean neverFound = health.state() == LinkHealth.State.CONNECTING
                    && !health.detail().isEmpty();
            if (health.state() == LinkHealth.State.LOST || neverFound) {
                lost.put(named.id(), named.address() + ": " + health.detail());
            }
        }
        return lost;
    }

    /** The links whose server's clock stands further from ours than its plant file allows, by name, in words. */
    Map<String, String> clocksOff() {
        Map<String, String> off = new LinkedHashMap<>();
        for (Named named : links.values()) {
            Duration offset = named.link().health().clockOffset();
            if (offset != null && offset.abs().compareTo(named.clockOffset()) > 0) {
                off.put(
                        named.id(),
                        "its clock is " + Math.round(offset.abs().toMillis() / MILLIS_PER_SECOND) + " s "
                                + (offset.isNegative() ? "behind" : "ahead of") + " ours");
            }
        }
        return off;
    }

    /** The links as the screens show them. */
    List<LiveLink> look() {
        List<LiveLink> seen = new ArrayList<>();
        for (Named named : links.values()) {
            LinkHealth health = named.link().health();
            Long age =
                    health.lastGoodAge() == null ? null : health.lastGoodAge().toMillis();
            Long offset =
                    health.clockOffset() == null ? null : health.clockOffset().toMillis();
            seen.add(new LiveLink(
                    named.id(), named.kind(), health.state().name(), age, named.address(), health.detail(), offset));
        }
        return seen;
    }

    @Override
    public void close() {
        links.values().forEach(named -> named.link().close());
    }
}
