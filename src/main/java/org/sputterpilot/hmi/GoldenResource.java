package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.sputterpilot.hmi.wire.GoldenEnvelope;
import org.sputterpilot.hmi.wire.GoldenRun;
import org.sputterpilot.security.Permission;

/** What good runs look like, and how a run stands to them. Nothing here changes anything. */
@Path("/")
public class GoldenResource {
    @Inject
    GoldenDesk desk;

    @Inject
    RecipeDesk recipes;

    @Inject
    UnitDesk unit;

    /** A run beside the golden run it is or was compared with: bands, excursions, and its rank once it is complete. */
    @GET
    @Path("/runs/{id}/golden")
    @PermissionsAllowed(Permission.Word.WATCH)
    public GoldenRun run(@PathParam("id") String id) {
        return desk.run(id);
    }

    /** The golden runs of a recipe that are in force: one for each text of it and each target. */
    @GET
    @Path("/recipes/{id}/golden")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<GoldenEnvelope> recipe(@PathParam("id") String id) {
        recipes.versions(id);
        return desk.recipe(id).stream()
                .map(golden -> GoldenEnvelope.of(golden, unit.tags()))
                .toList();
    }
}
