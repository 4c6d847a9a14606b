package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.sputterpilot.hmi.wire.ShadowPage;
import org.sputterpilot.security.Permission;

/** A controller that rides along: what it would write, and where the plant stands otherwise. */
@Path("/shadow")
public class ShadowResource {
    @Inject
    ShadowDesk shadow;

    @GET
    @PermissionsAllowed(Permission.Word.WATCH)
    public ShadowPage differences() {
        return shadow.page();
    }
}
