package org.sputterpilot.hmi;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.sputterpilot.hmi.wire.Problem;

/**
 * The two optional headers of a command: {@code X-Client-Time}, because a click that waited in a dead connection must
 * not move a valve now, and {@code Idempotency-Key}, because a repeated click must not move it twice.
 */
@Provider
public class CommandHeaders implements ContainerRequestFilter, ContainerResponseFilter {
    static final String CLIENT_TIME = "X-Client-Time";
    private static final Duration OLDEST = Duration.ofSeconds(2);
    private static final String CLAIMED = "sputterpilot.idempotency";

    @Inject
    Idempotency idempotency;

    @Inject
    SecurityIdentity identity;

    @Inject
    Clock clock;

    @Override
    public void filter(ContainerRequestContext request) {
        if (isRead(request.getMethod())) {
            return;
        }
        String path = request.getUriInfo().getRequestUri().getRawPath();
        String clientTime = request.getHeaderString(CLIENT_TIME);
        if (clientTime != null) {
            Duration age;
            try {
                age = Duration.between(Instant.parse(clientTime), clock.instant());
            } catch (DateTimeParseException e) {
                request.abortWith(Problems.answer(
                        Problem.of(400, "Malformed request", "X-Client-Time is not an ISO 8601 UTC time.", path)));
                return;
            }
            if (age.compareTo(OLDEST) > 0) {
                request.abortWith(Problems.answer(Problem.of(
                        409, "Too late", "The command is " + age.toMillis() + " ms old; 2000 ms is the most.", path)));
                return;
            }
        }
        String header = request.getHeaderString("Idempotency-Key");
        if (header == null || header.isBlank()) {
            return;
        }
        String user = identity.isAnonymous() ? "" : identity.getPrincipal().getName();
        String key = user + ' ' + request.getMethod() + ' ' + path + ' ' + header;
        Optional<Idempotency.Given> earlier = idempotency.claim(key, clock.instant());
        if (earlier.isEmpty()) {
            request.setProperty(CLAIMED, key);
        } else if (earlier.get().status() == 0) {
            request.abortWith(Problems.answer(
                    Problem.of(409, "Still at work", "The first call with this key is not answered yet.", path)));
        } else {
            request.abortWith(Response.status(earlier.get().status())
                    .entity(earlier.get().entity())
                    .type(earlier.get().mediaType())
                    .header("Idempotency-Replayed", "true")
                    .build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(CLAIMED) instanceof String key) {
            String type = response.getMediaType() == null
                    ? null
                    : response.getMediaType().toString();
            idempotency.answered(key, response.getStatus(), response.getEntity(), type, clock.instant());
        }
    }

    /** How old a command is that passed the filter; none without the header, or from a clock that is ahead. */
    static Duration age(String clientTime, Instant now) {
        if (clientTime == null) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(Instant.parse(clientTime), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }
}
