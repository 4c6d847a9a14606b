package org.sputterpilot.hmi;

import io.quarkus.security.Authenticated;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.sputterpilot.hmi.wire.Me;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.PermissionMatrix;
import org.sputterpilot.security.Role;

/** The person at the screen. */
@Path("/")
public class UserResource {
    @Inject
    Person person;

    @Inject
    StreamHub streams;

    /** Who I am and what I may do. */
    @GET
    @Path("/me")
    @Authenticated
    public Me me() {
        Account account = person.account().orElseThrow(() -> Refusal.forbidden("This account no longer exists."));
        List<String> roles = account.roles().stream().sorted().map(Role::word).toList();
        return new Me(account.user(), account.name(), roles, PermissionMatrix.answers(account.roles()));
    }

    /** Forgets the session on this console and ends its streams. The run is never affected. */
    @POST
    @Path("/logout")
    @PermitAll
    public void logout(RoutingContext context) {
        if (person.signedIn()) {
            streams.signedOut(person.userAtAddress());
        }
        FormAuthenticationMechanism.logout(context);
    }
}
