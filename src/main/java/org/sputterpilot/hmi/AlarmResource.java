package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.sputterpilot.hmi.wire.LiveAlarm;
import org.sputterpilot.hmi.wire.Remark;
import org.sputterpilot.interlocks.alarms.AcknowledgeAlarm;
import org.sputterpilot.interlocks.alarms.RemoveAlarmFromService;
import org.sputterpilot.interlocks.alarms.ResetAlarm;
import org.sputterpilot.interlocks.alarms.ShelveAlarm;
import org.sputterpilot.interlocks.alarms.UnshelveAlarm;
import org.sputterpilot.security.Permission;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** The alarm list and what a person does with an alarm. */
@Path("/alarms")
public class AlarmResource {
    @Inject
    UnitDesk unit;

    @Inject
    Asking asking;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @GET
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<LiveAlarm> alarms() {
        return unit.picture()
                .map(UnitPicture::alarms)
                .orElseThrow(() -> Refusal.unavailable("The unit has not turned yet."));
    }

    @POST
    @Path("/{id}/acknowledge")
    @PermissionsAllowed(Permission.Word.ACKNOWLEDGE)
    public Response acknowledge(String id, Remark remark) {
        return move(
                id, "acknowledge", remark, (comment, reply) -> new AcknowledgeAlarm(id, person.user(), comment, reply));
    }

    /** Takes an alarm off the list for some minutes, at most a shift. */
    @POST
    @Path("/{id}/shelve")
    @PermissionsAllowed(Permission.Word.ACKNOWLEDGE)
    public Response shelve(String id, Remark remark) {
        Person.required("minutes", remark == null ? null : remark.minutes());
        if (remark.minutes() < 1 || remark.minutes() > 480) {
            throw Refusal.rule("minutes", "range", "An alarm is shelved for 1 to 480 minutes.");
        }
        Person.required("comment", remark.comment());
        Duration length = Duration.ofMinutes(remark.minutes());
        return move(
                id, "shelve", remark, (comment, reply) -> new ShelveAlarm(id, length, person.user(), comment, reply));
    }

    @POST
    @Path("/{id}/unshelve")
    @PermissionsAllowed(Permission.Word.ACKNOWLEDGE)
    public Response unshelve(String id, Remark remark) {
        return move(id, "unshelve", remark, (comment, reply) -> new UnshelveAlarm(id, person.user(), comment, reply));
    }

    @POST
    @Path("/{id}/reset")
    @PermissionsAllowed(Permission.Word.ACKNOWLEDGE)
    public Response reset(String id, Remark remark) {
        return move(id, "reset", remark, (comment, reply) -> new ResetAlarm(id, person.user(), comment, reply));
    }

    @POST
    @Path("/{id}/out-of-service")
    @PermissionsAllowed(Permission.Word.WRITE_TAG)
    public Response outOfService(String id, Remark remark) {
        Person.required("comment", remark == null ? null : remark.comment());
        return move(
                id,
                "out-of-service",
                remark,
                (comment, reply) -> new RemoveAlarmFromService(id, person.user(), comment, reply));
    }

    private Response move(String id, String what, Remark remark, BiFunction<String, Reply, Request> request) {
        String comment = remark == null || remark.comment() == null ? "" : remark.comment();
        audit.what("alarm." + what).after(id).why(comment);
        asking.ask(reply -> request.apply(comment, reply));
        return Response.accepted(Map.of("alarm", id, "done", what)).build();
    }
}
