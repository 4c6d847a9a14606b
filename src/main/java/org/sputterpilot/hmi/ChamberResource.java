package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sputterpilot.hmi.wire.FaultList;
import org.sputterpilot.hmi.wire.FaultOrder;
import org.sputterpilot.hmi.wire.SpeedOrder;
import org.sputterpilot.security.Permission;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Measure;

/** Faults and speed of the virtual chamber; to every other plant these calls do not exist. */
@Path("/virtual-chamber")
public class ChamberResource {
    private static final double SLOWEST = 1;
    private static final double FASTEST = 120;

    @Inject
    ChamberDesk chamber;

    @Inject
    UnitDesk unit;

    @Inject
    AuditNote audit;

    @GET
    @Path("/faults")
    @PermissionsAllowed(Permission.Word.WATCH)
    public FaultList faults() {
        mustExist();
        List<FaultList.Known> available = chamber.available().entrySet().stream()
                .map(e -> new FaultList.Known(e.getKey(), e.getValue()))
                .toList();
        return new FaultList(available, chamber.active());
    }

    /** Injects a fault now or after a time, for good or for a time: {@code {fault, after?: "5 s", for?: "30 s"}}. */
    @POST
    @Path("/faults")
    @PermissionsAllowed(Permission.Word.VIRTUAL_CHAMBER)
    public Response inject(FaultOrder order) {
        mustExist();
        String fault = known(Person.required("fault", order == null ? null : order.fault()));
        audit.what("virtual-chamber.fault").after(fault);
        chamber.inject(fault, time("after", order.after()), time("for", order.duration()));
        return Response.accepted(Map.of("fault", fault)).build();
    }

    @DELETE
    @Path("/faults/{fault}")
    @PermissionsAllowed(Permission.Word.VIRTUAL_CHAMBER)
    public void clear(String fault) {
        mustExist();
        audit.what("virtual-chamber.fault").before(fault);
        chamber.clear(known(fault));
    }

    @DELETE
    @Path("/faults")
    @PermissionsAllowed(Permission.Word.VIRTUAL_CHAMBER)
    public void clearAll() {
        mustExist();
        audit.what("virtual-chamber.fault").before(chamber.active());
        chamber.active().forEach(chamber::clear);
    }

    @POST
    @Path("/speed")
    @PermissionsAllowed(Permission.Word.VIRTUAL_CHAMBER)
    public Response speed(SpeedOrder order) {
        mustExist();
        double speed = Person.required("speed", order == null ? null : order.speed());
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            throw Refusal.rule("speed", "range", "The speed is 1 to 120.");
        }
        audit.what("virtual-chamber.speed").before(unit.speed()).after(speed);
        chamber.speed(speed);
        return Response.accepted(Map.of("speed", speed)).build();
    }

    private void mustExist() {
        if (!chamber.exists()) {
            throw Refusal.unknown("This plant is no virtual chamber.");
        }
    }

    private String known(String fault) {
        if (!chamber.available().containsKey(fault)) {
            throw Refusal.rule(
                    "fault",
                    "one-of",
                    "'" + fault + "' is none of " + chamber.available().keySet());
        }
        return fault;
    }

    private static Duration time(String field, String text) {
        if (text == null || text.isBlank()) {
            return Duration.ZERO;
        }
        try {
            Duration time = Measure.parse(text, Dimension.TIME).duration();
            if (time.isNegative()) {
                throw Refusal.rule(field, "range", "'" + text + "' is negative.");
            }
            return time;
        } catch (IllegalArgumentException e) {
            throw Refusal.rule(field, "time", e.getMessage());
        }
    }
}
