package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.sputterpilot.hmi.wire.FilmForecast;
import org.sputterpilot.hmi.wire.PredictOrder;
import org.sputterpilot.security.Permission;

/** Questions to the film model. */
@Path("/film/predict")
public class ForecastResource {
    @Inject
    ForecastDesk desk;

    @Inject
    AuditNote audit;

    /** What these set points would do: time, rate, film and its sigma, state of the target, edges of the hysteresis. */
    @POST
    @PermissionsAllowed(Permission.Word.WATCH)
    public FilmForecast predict(PredictOrder order) {
        audit.changesNothing();
        if (order == null) {
            throw Refusal.rule("", "required", "The body is missing.");
        }
        ForecastDesk.Foretold foretold = desk.predict(order);
        return FilmForecast.of(foretold.forecast(), foretold.calibration(), order);
    }
}
