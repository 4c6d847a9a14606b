package org.sputterpilot.hmi;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.time.Clock;
import org.sputterpilot.hmi.wire.Problem;
import org.sputterpilot.security.Session;
import org.sputterpilot.security.Sessions;

/**
 * What holds for a person besides their permissions: a locked screen takes no command, a form gives none, and nobody
 * takes more than their share. The abort is neither locked nor counted.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
public class EntryRules implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Inject
    SecurityIdentity identity;

    /** Looked up when the first call comes: filters are made before the settings are read. */
    @Inject
    Instance<Sessions> sessions;

    @Inject
    Instance<HttpLimits> limits;

    @Inject
    Clock clock;

    private volatile Throttle perUser;

    @Override
    public void filter(ContainerRequestContext request) {
        boolean always = resource.getResourceMethod() != null
                && resource.getResourceMethod().isAnnotationPresent(WhileLocked.class);
        if (always) {
            return;
        }
        String path = request.getUriInfo().getRequestUri().getRawPath();
        if (isNoCommand(request)) {
            request.abortWith(Problems.answer(Problem.of(
                    415,
                    "Another media type is expected",
                    "A command is application/json; a form cannot give one.",
                    path)));
            return;
        }
        if (identity.isAnonymous()) {
            return;
        }
        int wait = perUser().seconds(identity.getPrincipal().getName(), System.nanoTime());
        if (wait > 0) {
            request.abortWith(Response.fromResponse(Problems.answer(Problem.of(
                            429, "Too many calls", "This user asks more than the server serves one user.", path)))
                    .header("Retry-After", wait)
                    .build());
            return;
        }
        if (CommandHeaders.isRead(request.getMethod())) {
            return;
        }
        if (identity.getAttribute(EntryCheck.SESSION) instanceof Session session) {
            if (session.locked()) {
                request.abortWith(Problems.answer(Problem.of(
                        423, "The screen is locked", "Enter your password to go on. ABORT needs none.", path)));
                return;
            }
            sessions.get().seen(session.id(), clock.instant());
        }
    }

    /** A body that a form on another site could have sent: what takes anything but JSON says so by itself. */
    private boolean isNoCommand(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        return request.getMediaType() != null
                && !CommandHeaders.isRead(request.getMethod())
                && method != null
                && !method.isAnnotationPresent(Consumes.class)
                && !method.getDeclaringClass().isAnnotationPresent(Consumes.class)
                && !MediaType.APPLICATION_JSON_TYPE.isCompatible(request.getMediaType());
    }

    private Throttle perUser() {
        if (perUser == null) {
            synchronized (this) {
                if (perUser == null) {
                    perUser = new Throttle(
                            limits.get().userPerSecond(), limits.get().userBurst());
                }
            }
        }
        return perUser;
    }
}
