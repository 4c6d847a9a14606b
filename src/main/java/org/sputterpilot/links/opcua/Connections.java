package org.sputterpilot.links.opcua;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.sdk.client.identity.X509IdentityProvider;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultClientCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.security.TrustListManager;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfigBuilder;
import org.sputterpilot.opcua.ApplicationIdentity;
import org.sputterpilot.opcua.CertificateFolder;
import org.sputterpilot.opcua.Cryptography;
import org.sputterpilot.opcua.TrustedPeers;

/** Makes clients and ends them; each client serves one session and is never used again. */
final class Connections {
    static final String APPLICATION_URI = "urn:sputterpilot:controller";
    private static final String APPLICATION_NAME = "Sputterpilot controller";
    private static final String USER_URI = "urn:sputterpilot:controller:user";
    private static final String USER_NAME = "Sputterpilot user";
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    private Connections() {}

    /** A client that is signed in; what has been begun is ended again when this fails or comes too late. */
    static CompletableFuture<OpcUaClient> connect(OpcUaSettings settings, ExecutorService calls) {
        CompletableFuture<OpcUaClient> answer = new CompletableFuture<>();
        Consumer<OpcTcpClientTransportConfigBuilder> transport =
                config -> config.setConnectTimeout(millis(settings.timeLimit()))
                        .setAcknowledgeTimeout(millis(settings.timeLimit()));
        DiscoveryClient.getEndpoints(settings.url(), transport)
                .thenApplyAsync(offered -> client(settings, offered, transport), calls)
                .thenCompose(client -> client.connectAsync().whenComplete((connected, fault) -> {
                    if (fault != null || !answer.complete(connected)) {
                        discard(client, settings.timeLimit());
                    }
                }))
                .exceptionally(fault -> {
                    answer.completeExceptionally(fault);
                    return null;
                });
        return answer.orTimeout(settings.connectLimit().toNanos(), TimeUnit.NANOSECONDS);
    }

    private static OpcUaClient client(
            OpcUaSettings settings,
            List<EndpointDescription> offered,
            Consumer<OpcTcpClientTransportConfigBuilder> transport) {
        try {
            EndpointDescription endpoint = choose(settings, offered);
            CertificateValidator validator = validator(settings, endpoint);
            OpcUaClientConfigBuilder config = OpcUaClientConfig.builder()
                    .setApplicationName(LocalizedText.english(APPLICATION_NAME))
                    .setApplicationUri(APPLICATION_URI)
                    .setProductUri(APPLICATION_URI)
                    .setSessionName(() -> APPLICATION_NAME + ", " + settings.name())
                    .setEndpoint(endpoint)
                    .setDiscoveryEndpoints(offered)
                    .setSessionEndpointValidationEnabled(false)
                    .setSessionTimeout(millis(SESSION_TIMEOUT))
                    .setRequestTimeout(millis(settings.timeLimit()))
                    .setKeepAliveInterval(millis(settings.patience()))
                    .setKeepAliveTimeout(millis(settings.timeLimit()))
                    .setCertificateValidator(validator)
                    .setIdentityProvider(identity(settings, validator));
            if (settings.protection().security() != OpcUaSettings.Security.NONE) {
                ApplicationIdentity own = ApplicationIdentity.keptIn(
                        settings.protection().directory().orElseThrow(), APPLICATION_URI, APPLICATION_NAME);
                config.setKeyPair(own.keys()).setCertificate(own.certificate()).setCertificateChain(own.chain());
            }
            return OpcUaClient.create(config.build(), transport);
        } catch (UaException | IOException fault) {
            throw new CompletionException(fault);
        }
    }

    private static IdentityProvider identity(OpcUaSettings settings, CertificateValidator validator)
            throws IOException {
        if (settings.signIn() instanceof OpcUaSettings.SignIn.User user) {
            return new UsernameProvider(user.name(), user.password(), validator);
        }
        if (settings.signIn() instanceof OpcUaSettings.SignIn.Certificate kept) {
            ApplicationIdentity user = ApplicationIdentity.keptIn(kept.directory(), USER_URI, USER_NAME);
            return new X509IdentityProvider(user.certificate(), user.keys().getPrivate());
        }
        return AnonymousProvider.INSTANCE;
    }

    /** Only trusted servers on a secured channel; on an open one the certificate merely wraps the password. */
    private static CertificateValidator validator(OpcUaSettings settings, EndpointDescription endpoint)
            throws IOException, UaException {
        if (settings.protection().security() == OpcUaSettings.Security.NONE) {
            return (chain, applicationUri, hostnames) -> {};
        }
        Path pki = settings.protection().directory().orElseThrow();
        TrustListManager trust = TrustedPeers.in(pki);
        CertificateFolder shown = new CertificateFolder(pki);
        if (trust.getTrustedCertificates().isEmpty()) {
            if (endpoint.getServerCertificate() != null
                    && endpoint.getServerCertificate().isNotNull()) {
                shown.addRejectedCertificate(CertificateUtil.decodeCertificate(
                        endpoint.getServerCertificate().bytesOrEmpty()));
            }
            throw new UaException(
                    StatusCodes.Bad_CertificateUntrusted,
                    "no server is trusted: trust its certificate on the page, with the command 'certificates', or put it into "
                            + pki.resolve("trusted"));
        }
        return new DefaultClientCertificateValidator(trust, shown);
    }

    /** The offered endpoint with exactly the wanted protection (never a weaker one), at the address we know. */
    private static EndpointDescription choose(OpcUaSettings settings, List<EndpointDescription> offered)
            throws UaException {
        OpcUaSettings.Protection wanted = settings.protection();
        SecurityPolicy policy = SecurityPolicy.valueOf(wanted.security().policy());
        MessageSecurityMode mode = policy == SecurityPolicy.None
                ? MessageSecurityMode.None
                : wanted.encrypted() ? MessageSecurityMode.SignAndEncrypt : MessageSecurityMode.Sign;
        Cryptography.enable(policy);
        EndpointDescription found = offered.stream()
                .filter(one -> policy.getUri().equals(one.getSecurityPolicyUri()) && one.getSecurityMode() == mode)
                .findFirst()
                .orElseThrow(() -> new UaException(
                        StatusCodes.Bad_SecurityPolicyRejected,
                        "the server does not offer security " + policy
                                + (policy == SecurityPolicy.None ? "" : " with message mode " + mode)));
        return EndpointUtil.updateUrl(
                found, EndpointUtil.getHost(settings.url()), EndpointUtil.getPort(settings.url()));
    }

    /** Ends a client without waiting; a dead server must not hold up the attempt to reach it again. */
    static void discard(OpcUaClient client, Duration limit) {
        client.disconnectAsync().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static UInteger millis(Duration time) {
        return Unsigned.uint((int) Math.max(1, time.toMillis()));
    }
}
