package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.sputterpilot.hmi.wire.FilmPage;
import org.sputterpilot.hmi.wire.HolderPage;
import org.sputterpilot.security.Permission;

/** How well a film is known, and how even it is over a holder. */
@Path("/")
public class FilmMapResource {
    @Inject
    FilmDesk desk;

    /** The uncertainty budget of the film that grows, or grew last. */
    @GET
    @Path("/film/budget")
    @PermissionsAllowed(Permission.Word.WATCH)
    public FilmPage budget() {
        return desk.live()
                .map(film -> new FilmPage(
                        film.run(), film.report().budgetJson(), film.report().slotsJson(film.load())))
                .orElse(FilmPage.NONE);
    }

    /**
     * The film over a holder: a map and every slot.
     *
     * @param holder its id; the recipe's when it is missing
     * @param throwMm distance to the target, 60 to 140; the drawing's when it is missing
     * @param recipe whose target, tolerance and release apply
     * @param filmNm the film the estimate speaks of; the recipe's target when it is missing
     */
    @GET
    @Path("/film/uniformity")
    @PermissionsAllowed(Permission.Word.WATCH)
    public HolderPage uniformity(
            @QueryParam("holder") String holder,
            @QueryParam("throwMm") Double throwMm,
            @QueryParam("recipe") String recipe,
            @QueryParam("filmNm") Double filmNm) {
        return desk.holder(holder, throwMm, recipe, filmNm);
    }
}
