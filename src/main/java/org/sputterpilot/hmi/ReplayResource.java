package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.sputterpilot.hmi.wire.RunReplay;
import org.sputterpilot.security.Permission;

/** Whether a run would be decided the same once more. Nothing here changes anything. */
@Path("/runs")
public class ReplayResource {
    @Inject
    ReplayDesk desk;

    /** Gives the kept inputs of a run that is over to this program's engine, and says which decisions differ. */
    @GET
    @Path("/{id}/replay")
    @PermissionsAllowed(Permission.Word.WATCH)
    public RunReplay replay(@PathParam("id") String id) {
        return desk.replay(id);
    }
}
