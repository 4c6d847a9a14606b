package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.sputterpilot.hmi.wire.BindingRow;
import org.sputterpilot.hmi.wire.LinkRow;
import org.sputterpilot.hmi.wire.PlaceRow;
import org.sputterpilot.hmi.wire.TagMapText;
import org.sputterpilot.security.Permission;

/** The links to the field, and what the devices behind them say they have. Nothing here writes to a device. */
@Path("/links")
public class LinkResource {
    private static final int MOST_PLACES = 500;

    @Inject
    LinkDesk desk;

    /** Every link with its state, the age of its last good answer, and how many of its tags are bad. */
    @GET
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<LinkRow> links() {
        return desk.links();
    }

    /** What lies below a place, or everywhere with these words in its name or address. */
    @GET
    @Path("/{id}/browse")
    @PermissionsAllowed(Permission.Word.BIND)
    public List<PlaceRow> browse(
            @PathParam("id") String id, @QueryParam("path") String path, @QueryParam("search") String search) {
        if (search != null && !search.isBlank()) {
            return desk.find(id, search.strip());
        }
        return desk.below(id, path == null ? "" : path);
    }

    /** The dry run of the tag files: what is bound, missing, of another type or unit, or not writable. */
    @GET
    @Path("/{id}/bindings")
    @PermissionsAllowed(Permission.Word.BIND)
    public List<BindingRow> bindings(@PathParam("id") String id) {
        return desk.bindings(id);
    }

    /** A tag file for the places named, to be finished by a person and checked like any plant file. */
    @GET
    @Path("/{id}/tag-map")
    @PermissionsAllowed(Permission.Word.BIND)
    public TagMapText tagMap(@PathParam("id") String id, @QueryParam("place") List<String> places) {
        if (places == null || places.isEmpty() || places.size() > MOST_PLACES) {
            throw Refusal.malformed("Name between 1 and " + MOST_PLACES + " places.");
        }
        return desk.tagMap(id, places);
    }
}
