package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Session;

/** What the unit does, as it happens. */
@Path("/stream")
public class StreamResource {
    @Inject
    StreamHub streams;

    @Inject
    Person person;

    @Inject
    Clock clock;

    @ConfigProperty(name = "sputterpilot.session.longest")
    Duration longest;

    /**
     * Server-Sent Events: {@code snapshot} first, then {@code delta}, {@code heartbeat} and at the end of the session
     * {@code signed-out}. The id of an event is its turn; {@code Last-Event-ID} resumes within a minute.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @PermissionsAllowed(Permission.Word.WATCH)
    public CompletionStage<Void> stream(RoutingContext context, @HeaderParam("Last-Event-ID") String lastEventId) {
        long lastTick = lastEventId != null && lastEventId.matches("\\d{1,18}") ? Long.parseLong(lastEventId) : -1;
        streams.watch(
                person.screen(),
                context.response(),
                lastTick,
                person.session().map(Session::endsAt).orElseGet(() -> clock.instant()
                        .plus(longest)));
        // The hub writes the answer itself, once for all who watch, and it ends with the connection.
        return new CompletableFuture<>();
    }
}
