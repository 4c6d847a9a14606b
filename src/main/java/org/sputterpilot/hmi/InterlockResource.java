package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.sputterpilot.hmi.wire.LivePermissive;
import org.sputterpilot.hmi.wire.MatrixPage;
import org.sputterpilot.hmi.wire.Reason;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.security.Permission;

/** What is forbidden, what is not yet permitted, and the reset after a trip. */
@Path("/")
public class InterlockResource {
    @Inject
    UnitDesk unit;

    @Inject
    Asking asking;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @GET
    @Path("/interlocks")
    @PermissionsAllowed(Permission.Word.WATCH)
    public MatrixPage interlocks() {
        return unit.matrix();
    }

    /** Releases tripped effects whose causes are gone. Nothing starts by itself afterwards. */
    @POST
    @Path("/interlocks/reset")
    @PermissionsAllowed(Permission.Word.RESET)
    public Response reset(Reason order) {
        String reason = Person.reason(order == null ? null : order.reason());
        unit.picture().ifPresent(p -> audit.before(p.verdict().tripped()));
        audit.what("interlocks.reset").why(reason);
        String answer = asking.ask(reply -> new ResetInterlocks(person.user(), reason, reply));
        return Response.accepted(Map.of("answer", answer == null ? "" : answer)).build();
    }

    @GET
    @Path("/permissives")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<LivePermissive> permissives(@QueryParam("recipe") @DefaultValue("") String recipe) {
        if (!recipe.isEmpty()) {
            RecipeResource.find(unit.recipes(), recipe);
        }
        return unit.permissives(recipe);
    }
}
