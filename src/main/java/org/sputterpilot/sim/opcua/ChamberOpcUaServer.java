package org.sputterpilot.sim.opcua;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.CompositeValidator;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.stack.core.security.CertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.DefaultServerCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.security.TrustListManager;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;
import org.sputterpilot.links.Binding;
import org.sputterpilot.opcua.ApplicationIdentity;
import org.sputterpilot.opcua.Cryptography;
import org.sputterpilot.opcua.NodeAddress;
import org.sputterpilot.opcua.TrustedPeers;
import org.sputterpilot.sim.ChamberPort;

/** The OPC UA door of the virtual chamber: what a programmable controller on the floor would serve. */
public final class ChamberOpcUaServer implements AutoCloseable {
    private static final String APPLICATION_URI = "urn:sputterpilot:virtual-chamber";
    private static final String NAME = "Sputterpilot virtual chamber";
    private static final String PATH = "/pvd-01";
    private static final List<SecurityPolicy> SECURED = List.of(
            SecurityPolicy.Basic256Sha256, SecurityPolicy.Aes128_Sha256_RsaOaep, SecurityPolicy.Aes256_Sha256_RsaPss);
    private static final double FASTEST_MS = 10;
    private static final long STOP_LIMIT_S = 5;

    private final ChamberPort chamber;
    private final List<Binding> bindings;
    private final ChamberOpcUaSettings settings;
    private final InstantSource clock;

    private int port;
    private OpcUaServer server;
    private ChamberNamespace namespace;
    private ScheduledExecutorService updates;

    /**
     * A door that is still shut.
     *
     * @param chamber what is behind it
     * @param bindings the tags it shows; their places name the nodes, all in one namespace
     * @param settings where and to whom it opens
     * @param clock stamps what passes through
     */
    public ChamberOpcUaServer(
            ChamberPort chamber, List<Binding> bindings, ChamberOpcUaSettings settings, InstantSource clock) {
        this.chamber = chamber;
        this.bindings = List.copyOf(bindings);
        this.settings = settings;
        this.clock = clock;
        this.port = settings.port();
        namespaceUri();
    }

    /**
     * Opens the door.
     *
     * @throws IllegalStateException when it cannot be opened, with the reason
     */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            if (port == 0) {
                port = freePort();
            }
            OpcUaServer fresh = new OpcUaServer(
                    config(),
                    profile -> new OpcTcpServerTransport(
                            OpcTcpServerTransportConfig.newBuilder().build()));
            ChamberNamespace tags = new ChamberNamespace(fresh, namespaceUri(), bindings, chamber, clock);
            tags.startup();
            fresh.startup().get(STOP_LIMIT_S, TimeUnit.SECONDS);
            server = fresh;
            namespace = tags;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while opening the OPC UA door", end);
        } catch (Exception fault) {
            throw new IllegalStateException("cannot open the OPC UA door at port " + port, fault);
        }
        updates = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "chamber-opcua-updates");
            thread.setDaemon(true);
            return thread;
        });
        long every = settings.update().toNanos();
        updates.scheduleAtFixedRate(namespace::update, every, every, TimeUnit.NANOSECONDS);
    }

    /** Shuts the door; sessions and subscriptions are gone. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        updates.shutdownNow();
        try {
            updates.awaitTermination(STOP_LIMIT_S, TimeUnit.SECONDS);
            server.shutdown().get(STOP_LIMIT_S, TimeUnit.SECONDS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException fault) {
            throw new IllegalStateException("the OPC UA door does not shut", fault);
        } finally {
            namespace.shutdown();
            server = null;
            namespace = null;
        }
    }

    /** Shuts the door and opens it again on the same port with the same certificate. */
    public void restart() {
        stop();
        start();
    }

    /** The port it listens on; 0 before a free one has been taken. */
    public synchronized int port() {
        return port;
    }

    /** What a client connects to. */
    public String url() {
        return "opc.tcp://" + settings.host() + ":" + port() + PATH;
    }

    @Override
    public void close() {
        stop();
    }

    /** How often somebody has asked to write something since the door was opened. */
    public synchronized long writeRequests() {
        return namespace == null ? 0 : namespace.writeRequests();
    }

    private String namespaceUri() {
        List<String> uris = bindings.stream()
                .map(binding -> NodeAddress.parse(binding.place()).namespaceUri())
                .distinct()
                .toList();
        if (uris.size() != 1) {
            throw new IllegalArgumentException("the tags of one chamber share one namespace, these have " + uris);
        }
        return uris.get(0);
    }

    private int freePort() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), 0));
            return probe.getLocalPort();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private OpcUaServerConfig config() throws Exception {
        ApplicationIdentity identity = ApplicationIdentity.keptIn(settings.dataDirectory(), APPLICATION_URI, NAME);
        TrustListManager trust = TrustedPeers.in(settings.dataDirectory());
        CertificateQuarantine quarantine = new MemoryCertificateQuarantine();
        DefaultApplicationGroup group = DefaultApplicationGroup.createAndInitialize(
                trust,
                new MemoryCertificateStore(),
                new Kept(identity),
                new DefaultServerCertificateValidator(trust, quarantine));
        return OpcUaServerConfig.builder()
                .setApplicationUri(APPLICATION_URI)
                .setProductUri(APPLICATION_URI)
                .setApplicationName(LocalizedText.english(NAME))
                .setBuildInfo(new BuildInfo(APPLICATION_URI, "Sputterpilot", NAME, "", "", DateTime.NULL_VALUE))
                .setEndpoints(endpoints(identity.certificate()))
                .setCertificateManager(new DefaultCertificateManager(quarantine, group))
                .setIdentityValidator(new CompositeValidator(
                        AnonymousIdentityValidator.INSTANCE, new UsernameIdentityValidator(given -> given.getPassword()
                                .equals(settings.users().get(given.getUsername())))))
                .setLimits(new Limits())
                .build();
    }

    private Set<EndpointConfig> endpoints(X509Certificate certificate) {
        EndpointConfig.Builder base = EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress(settings.host())
                .setBindPort(port)
                .setHostname(settings.host())
                .setPath(PATH)
                .setCertificate(certificate)
                .addTokenPolicies(
                        OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS, OpcUaServerConfig.USER_TOKEN_POLICY_USERNAME);
        Set<EndpointConfig> endpoints = new LinkedHashSet<>();
        endpoints.add(base.copy()
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None)
                .build());
        for (SecurityPolicy policy : SECURED) {
            Cryptography.enable(policy);
            endpoints.add(base.copy()
                    .setSecurityPolicy(policy)
                    .setSecurityMode(MessageSecurityMode.SignAndEncrypt)
                    .build());
        }
        return endpoints;
    }

    /** The kept certificate instead of a fresh one. */
    private static final class Kept extends RsaSha256CertificateFactory {
        private final ApplicationIdentity identity;

        private Kept(ApplicationIdentity identity) {
            this.identity = identity;
        }

        @Override
        protected KeyPair createRsaSha256KeyPair() {
            return identity.keys();
        }

        @Override
        protected X509Certificate[] createRsaSha256CertificateChain(KeyPair keys) {
            return identity.chain();
        }
    }

    /** As fast as a client may want it. */
    private static final class Limits implements OpcUaServerConfigLimits {
        @Override
        public Double getMinPublishingInterval() {
            return FASTEST_MS;
        }

        @Override
        public Double getMinSupportedSampleRate() {
            return 0.0;
        }
    }
}
