package org.sputterpilot.hmi;

import io.quarkus.security.StringPermission;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sputterpilot.hmi.wire.Reason;
import org.sputterpilot.recipes.AbortUnit;
import org.sputterpilot.security.Permission;

/** The unit to its safe state. */
@Path("/abort")
public class AbortResource {
    @Inject
    Asking asking;

    @Inject
    Person person;

    @Inject
    SecurityIdentity identity;

    @Inject
    AuditNote audit;

    @ConfigProperty(name = "sputterpilot.consoles")
    Optional<List<String>> consoles;

    /**
     * Anyone at this machine or at a listed console, signed in or not; from elsewhere every signed-in role but viewer.
     */
    @POST
    @PermitAll
    @WhileLocked
    public Response abort(Reason order) {
        boolean atConsole = person.onThisMachine() || consoles.orElse(List.of()).contains(person.from());
        if (!atConsole) {
            if (!person.signedIn()) {
                throw new UnauthorizedException();
            }
            if (!identity.checkPermissionBlocking(new StringPermission(Permission.Word.ABORT))) {
                throw Refusal.forbidden("Your role may abort at the tool's consoles only.");
            }
        }
        String reason = order == null || order.reason() == null ? "" : order.reason();
        audit.what("unit.abort").why(reason);
        String answer = asking.ask(reply -> new AbortUnit(person.user(), reason, reply));
        return Response.accepted(Map.of("answer", answer == null ? "" : answer)).build();
    }
}
