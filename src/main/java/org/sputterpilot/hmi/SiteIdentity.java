package org.sputterpilot.hmi;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.sputterpilot.security.IdentityService;

/**
 * Whether people may sign in at the site's own identity service.
 *
 * @param service the service; empty when the site has not set one up
 * @param address how browsers reach this server, such as {@code https://pvd-01.example}; empty when it listens to its
 *     own machine only, where the request says it
 */
public record SiteIdentity(Optional<IdentityService> service, Optional<String> address) {
    /** Where the service sends a browser back to. */
    static final String BACK = "/oidc/back";

    /** This server as the browser names it; on loopback the doorkeeper has seen to it that the name is our own. */
    String here(HttpServerRequest request) {
        return address.orElseGet(() -> (request.isSSL() ? "https://" : "http://") + request.getHeader("Host"));
    }
}
