package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sputterpilot.historian.Series;
import org.sputterpilot.hmi.wire.HistoryAnswer;
import org.sputterpilot.hmi.wire.ToolLogShown;
import org.sputterpilot.security.Permission;

/** Logs that other tools have written, as runs of these tools. */
@Path("/tool-logs")
public class ToolLogResource {
    private static final int MOST_POINTS = 5000;

    @Inject
    ToolLogDesk desk;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** All imported logs, newest import first. */
    @GET
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<ToolLogShown> all() {
        return desk.all();
    }

    /** One imported log with its columns and the phases recovered from its signals. */
    @GET
    @Path("/{run}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public ToolLogShown log(@PathParam("run") String run) {
        return desk.log(run);
    }

    /** Imports a log by a mapping of historian/imports; the same bytes again give 200 and nothing new. */
    @POST
    @Consumes("text/csv")
    @PermissionsAllowed(Permission.Word.IMPORT_LOG)
    public Response take(
            @QueryParam("mapping") String mapping,
            @QueryParam("name") @DefaultValue("log.csv") String name,
            byte[] body) {
        audit.what("tool-log.import").after(name);
        ToolLogShown taken = desk.take(
                body == null ? new byte[0] : body,
                name,
                Person.required("mapping", mapping),
                person.user(),
                clock.instant());
        audit.after(taken.run() + " from " + name + ", SHA-256 " + taken.sha256());
        return (taken.again() ? Response.ok() : Response.created(URI.create("/api/v1/tool-logs/" + taken.run())))
                .entity(taken)
                .build();
    }

    /** The past of one column in the log's own unit: every value, or smallest, largest and mean per bucket. */
    @GET
    @Path("/{run}/history")
    @PermissionsAllowed(Permission.Word.WATCH)
    public HistoryAnswer history(
            @PathParam("run") String run,
            @QueryParam("tag") String tag,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("points") @DefaultValue("0") int points) {
        ToolLogShown log = desk.log(run);
        String asked = Person.required("tag", tag);
        ToolLogShown.Column column = log.columns().stream()
                .filter(one -> one.tag().equals(asked))
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("The log has no column '" + asked + "'."));
        if (points < 0 || points > MOST_POINTS) {
            throw Refusal.rule("points", "range", "0 to " + MOST_POINTS + " points.");
        }
        Instant begin = from == null ? log.from() : PastResource.time("from", from);
        Instant end = to == null ? log.to() : PastResource.time("to", to);
        Series series = desk.history(run, asked, begin, end, points);
        List<Object> all = new ArrayList<>();
        series.buckets()
                .forEach(bucket ->
                        all.add(new HistoryAnswer.Column(bucket.from(), bucket.min(), bucket.max(), bucket.mean())));
        series.points()
                .forEach(point -> all.add(new HistoryAnswer.Sample(
                        point.at(),
                        shown(column, point.value()),
                        point.quality().name())));
        return new HistoryAnswer(
                asked,
                column.unit(),
                all,
                series.gaps().stream()
                        .map(gap -> new HistoryAnswer.GapSpan(gap.from(), gap.to(), gap.reason()))
                        .toList());
    }

    private static Object shown(ToolLogShown.Column column, double value) {
        if (Double.isNaN(value)) {
            return null;
        }
        int index = (int) value;
        boolean words = !column.labels().isEmpty() && index < column.labels().size();
        return words ? column.labels().get(index) : (Object) value;
    }
}
