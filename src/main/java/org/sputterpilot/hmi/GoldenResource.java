package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.sputterpilot.hmi.wire.GoldenRun;
import org.sputterpilot.security.Permission;

/** How a run stands to the good ones before it. Nothing here changes anything. */
@Path("/runs")
public class GoldenResource {
    @Inject
    GoldenDesk desk;

    /** A run beside the golden run it is or was compared with: bands, excursions, and its rank once it is complete. */
    @GET
    @Path("/{id}/golden")
    @PermissionsAllowed(Permission.Word.WATCH)
    public GoldenRun run(@PathParam("id") String id) {
        return desk.run(id);
    }
}
