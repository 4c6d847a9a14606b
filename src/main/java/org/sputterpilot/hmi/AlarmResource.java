package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.sputterpilot.hmi.wire.AlarmMetricsPage;
import org.sputterpilot.hmi.wire.AlarmMove;
import org.sputterpilot.hmi.wire.LiveAlarm;
import org.sputterpilot.hmi.wire.Remark;
import org.sputterpilot.interlocks.alarms.AcknowledgeAlarm;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.interlocks.alarms.AlarmGoals;
import org.sputterpilot.interlocks.alarms.AlarmMetrics;
import org.sputterpilot.interlocks.alarms.RemoveAlarmFromService;
import org.sputterpilot.interlocks.alarms.ResetAlarm;
import org.sputterpilot.interlocks.alarms.ReturnAlarmToService;
import org.sputterpilot.interlocks.alarms.ShelveAlarm;
import org.sputterpilot.interlocks.alarms.SuppressAlarm;
import org.sputterpilot.interlocks.alarms.UnshelveAlarm;
import org.sputterpilot.interlocks.alarms.UnsuppressAlarm;
import org.sputterpilot.security.Permission;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** The alarm list, what a person does with an alarm, what happened to all of them, and how well they serve. */
@Path("/alarms")
public class AlarmResource {
    private static final Duration USUAL = Duration.ofHours(24);
    private static final int MOST_MOVES = 10_000;
    private static final int MOST_COUNTED = 200_000;

    @Inject
    UnitDesk unit;

    @Inject
    AlarmDesk desk;

    @Inject
    Asking asking;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    /** Alarms that are not at rest, the most urgent first; with {@code all}, every alarm there is. */
    @GET
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<LiveAlarm> alarms(@QueryParam("all") @DefaultValue("false") boolean all) {
        return all
                ? desk.all()
                : unit.picture()
                        .map(UnitPicture::alarms)
                        .orElseThrow(() -> Refusal.unavailable("The unit has not turned yet."));
    }

    /** Every move of every alarm, or of one, newest first; the last 24 hours unless said otherwise. */
    @GET
    @Path("/journal")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<AlarmMove> journal(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("alarm") @DefaultValue("") String alarm,
            @QueryParam("limit") @DefaultValue("1000") int limit) {
        Instant end = to == null ? PastResource.plantNow(unit).plusMillis(1) : PastResource.time("to", to);
        Instant begin = from == null ? end.minus(USUAL) : PastResource.time("from", from);
        PastResource.span(begin, end);
        return desk.book().journal(begin, end, alarm, Math.max(1, Math.min(limit, MOST_MOVES))).stream()
                .map(moved -> AlarmPages.move(moved, desk.rationalisation()))
                .toList();
    }

    /** How the alarm system did in a period, each figure beside its goal; the last 24 hours unless said otherwise. */
    @GET
    @Path("/metrics")
    @PermissionsAllowed(Permission.Word.WATCH)
    public AlarmMetricsPage metrics(@QueryParam("from") String from, @QueryParam("to") String to) {
        Instant end = to == null ? PastResource.plantNow(unit).plusMillis(1) : PastResource.time("to", to);
        Instant begin = from == null ? end.minus(USUAL) : PastResource.time("from", from);
        PastResource.span(begin, end);
        AlarmGoals goals = desk.rationalisation().goals();
        List<AlarmChange> stream = desk.book().stream(begin.minus(AlarmMetrics.leadIn(goals)), end, MOST_COUNTED);
        if (stream.size() >= MOST_COUNTED) {
            throw Refusal.rule("from", "range", "More than " + MOST_COUNTED + " moves: ask for a shorter period.");
        }
        return AlarmPages.metrics(AlarmMetrics.of(stream, begin, end, goals), desk.rationalisation());
    }

    @POST
    @Path("/{id}/acknowledge")
    @PermissionsAllowed(Permission.Word.ACKNOWLEDGE)
    public Response acknowledge(String id, Remark remark) {
        return move(
                id, "acknowledge", remark, (comment, reply) -> new AcknowledgeAlarm(id, person.user(), comment, reply));
    }

    /** Takes an alarm off the list for some minutes, at most as long as its class says; it comes back by itself. */
    @POST
    @Path("/{id}/shelve")
    @PermissionsAllowed(Permission.Word.SHELVE_ALARM)
    public Response shelve(String id, Remark remark) {
        Duration length = setAside(remark);
        boolean oneShot = Boolean.TRUE.equals(remark.oneShot());
        return move(
                id,
                "shelve",
                remark,
                (comment, reply) -> new ShelveAlarm(id, length, oneShot, person.user(), comment, reply));
    }

    @POST
    @Path("/{id}/unshelve")
    @PermissionsAllowed(Permission.Word.SHELVE_ALARM)
    public Response unshelve(String id, Remark remark) {
        return move(id, "unshelve", remark, (comment, reply) -> new UnshelveAlarm(id, person.user(), comment, reply));
    }

    /** Suppresses an alarm for some minutes, as its design would; it comes back by itself. */
    @POST
    @Path("/{id}/suppress")
    @PermissionsAllowed(Permission.Word.SUPPRESS_ALARM)
    public Response suppress(String id, Remark remark) {
        Duration length = setAside(remark);
        return move(
                id,
                "suppress",
                remark,
                (comment, reply) -> new SuppressAlarm(id, length, person.user(), comment, reply));
    }

    @POST
    @Path("/{id}/unsuppress")
    @PermissionsAllowed(Permission.Word.SUPPRESS_ALARM)
    public Response unsuppress(String id, Remark remark) {
        return move(
                id, "unsuppress", remark, (comment, reply) -> new UnsuppressAlarm(id, person.user(), comment, reply));
    }

    /** Takes an alarm out of service; it is overdue after so many minutes, and comes back by hand. */
    @POST
    @Path("/{id}/out-of-service")
    @PermissionsAllowed(Permission.Word.ALARM_SERVICE)
    public Response outOfService(String id, Remark remark) {
        Duration length = setAside(remark);
        return move(
                id,
                "out-of-service",
                remark,
                (comment, reply) -> new RemoveAlarmFromService(id, length, person.user(), comment, reply));
    }

    @POST
    @Path("/{id}/return-to-service")
    @PermissionsAllowed(Permission.Word.ALARM_SERVICE)
    public Response returnToService(String id, Remark remark) {
        return move(
                id,
                "return-to-service",
                remark,
                (comment, reply) -> new ReturnAlarmToService(id, person.user(), comment, reply));
    }

    /** Releases a latched alarm whose condition is gone. */
    @POST
    @Path("/{id}/reset")
    @PermissionsAllowed(Permission.Word.ACKNOWLEDGE)
    public Response reset(String id, Remark remark) {
        return move(id, "reset", remark, (comment, reply) -> new ResetAlarm(id, person.user(), comment, reply));
    }

    /** Setting aside needs a reason and a time; how long it may be is the alarm's business. */
    private static Duration setAside(Remark remark) {
        Person.required("minutes", remark == null ? null : remark.minutes());
        Person.required("comment", remark.comment());
        if (remark.minutes() < 1) {
            throw Refusal.rule("minutes", "range", "At least one minute.");
        }
        return Duration.ofMinutes(remark.minutes());
    }

    private Response move(String id, String what, Remark remark, BiFunction<String, Reply, Request> request) {
        String comment = remark == null || remark.comment() == null ? "" : remark.comment();
        audit.what("alarm." + what).after(id).why(comment);
        asking.ask(reply -> request.apply(comment, reply));
        if (!desk.kept()) {
            throw Refusal.unavailable(
                    "It was done, but could not be written within two seconds; a restart may forget it.");
        }
        return Response.accepted(Map.of("alarm", id, "done", what)).build();
    }
}
