package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.SealProof;
import org.sputterpilot.hmi.wire.AddendumOrder;
import org.sputterpilot.hmi.wire.RecordAddendum;
import org.sputterpilot.hmi.wire.RecordState;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Signature;

/** The sealed record of a run that has ended, and what became known of it later. */
@Path("/runs")
public class RecordResource {
    private static final int LONGEST_TEXT = 4000;

    @Inject
    RecordDesk desk;

    @Inject
    History history;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    @Inject
    RoutingContext context;

    /** The sealed record as a file that can be verified without this program's data: canonical JSON. */
    @GET
    @Path("/{id}/record")
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permission.Word.WATCH)
    public Response record(String id, @QueryParam("asOf") String asOf) {
        sealed(id);
        return Response.ok(desk.json(id, moment(asOf)), MediaType.APPLICATION_JSON_TYPE)
                .header("Content-Disposition", "inline; filename=\"" + id + ".json\"")
                .build();
    }

    /** The record as a page for screen and paper. */
    @GET
    @Path("/{id}/record.html")
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @PermissionsAllowed(Permission.Word.WATCH)
    public Response html(String id, @QueryParam("asOf") String asOf) {
        sealed(id);
        // takes the place of the policy of the screens: two of them would both hold
        context.response().headers().set("Content-Security-Policy", PaperPolicy.of(desk.style()));
        return Response.ok(desk.html(id, moment(asOf))).build();
    }

    /** The record as PDF, with a seal of its own over every byte. */
    @GET
    @Path("/{id}/record.pdf")
    @Produces("application/pdf")
    @PermissionsAllowed(Permission.Word.WATCH)
    public Response pdf(String id, @QueryParam("asOf") String asOf) {
        sealed(id);
        return Response.ok(desk.pdf(id, moment(asOf)))
                .header("Content-Disposition", "inline; filename=\"" + id + ".pdf\"")
                .build();
    }

    /** Whether the rows and sample blocks in the database are what was sealed, and where they are not. */
    @GET
    @Path("/{id}/record/verification")
    @PermissionsAllowed(Permission.Word.WATCH)
    public RecordState verify(String id) {
        ended(id);
        if (!desk.isSealed(id)) {
            return new RecordState(false, false, List.of(), List.of(), List.of());
        }
        SealProof proof = desk.verify(id);
        return new RecordState(
                true,
                proof.holds(),
                proof.good(),
                proof.breaks().stream().map(SealProof.Break::toString).toList(),
                proof.keys());
    }

    /** What was added to the record, in order. */
    @GET
    @Path("/{id}/addenda")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<RecordAddendum> addenda(String id, @QueryParam("asOf") String asOf) {
        RunPages.find(history, id);
        return desk.addenda(id, moment(asOf)).stream()
                .map(RecordResource::shown)
                .toList();
    }

    /** Adds to a sealed record; signed. The sealed part stays as it is. */
    @POST
    @Path("/{id}/addenda")
    @PermissionsAllowed(Permission.Word.ADDENDUM)
    public Response add(String id, AddendumOrder order) {
        audit.what("run.addendum").after(id);
        Addendum.Kind kind = Arrays.stream(Addendum.Kind.values())
                .filter(k -> k != Addendum.Kind.MEASUREMENT)
                .filter(k -> order != null && k.name().equals(order.kind()))
                .findFirst()
                .orElseThrow(() -> Refusal.rule(
                        "kind",
                        "one-of",
                        "A kind is one of INSPECTION, DEVIATION, CORRECTION, DISPOSITION, COMMENT; a measured film is"
                                + " entered as a measurement."));
        String text = Person.required("text", order.text()).strip();
        if (text.length() > LONGEST_TEXT) {
            throw Refusal.rule("text", "range", "At most " + LONGEST_TEXT + " letters.");
        }
        audit.after(id + " " + kind + ": " + text);
        sealed(id);
        Signature by = person.sign(order.signature(), "run " + id, Map.of("addendum", kind.name(), "text", text));
        audit.why(by.meaning());
        Addendum added = desk.add(id, kind, by, text, Map.of()).orElseThrow(() -> Refusal.unknown("No seal."));
        return Response.created(URI.create("/api/v1/runs/" + id + "/addenda"))
                .entity(shown(added))
                .build();
    }

    private static RecordAddendum shown(Addendum addendum) {
        return new RecordAddendum(
                addendum.number(),
                addendum.kind().name(),
                addendum.text(),
                addendum.content(),
                addendum.by().user(),
                addendum.by().name(),
                addendum.by().meaning(),
                addendum.by().at(),
                addendum.seal().hash());
    }

    private Instant moment(String asOf) {
        return asOf == null ? clock.instant() : PastResource.time("asOf", asOf);
    }

    private void ended(String id) {
        if (RunPages.find(history, id).endedAt().isEmpty()) {
            throw Refusal.conflict("The run has not ended; its record is not closed.", "OPEN", List.of());
        }
    }

    private void sealed(String id) {
        ended(id);
        if (!desk.isSealed(id)) {
            throw Refusal.conflict("The run has ended; its record is being sealed.", "CLOSED", List.of());
        }
    }
}
