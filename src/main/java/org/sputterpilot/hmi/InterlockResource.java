package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sputterpilot.historian.CanonicalJson;
import org.sputterpilot.hmi.wire.BypassOrder;
import org.sputterpilot.hmi.wire.ForceOrder;
import org.sputterpilot.hmi.wire.LiveBypass;
import org.sputterpilot.hmi.wire.LivePermissive;
import org.sputterpilot.hmi.wire.MatrixPage;
import org.sputterpilot.hmi.wire.Reason;
import org.sputterpilot.hmi.wire.SignedComment;
import org.sputterpilot.interlocks.DecideBypass;
import org.sputterpilot.interlocks.ForceTrip;
import org.sputterpilot.interlocks.RemoveBypass;
import org.sputterpilot.interlocks.RequestBypass;
import org.sputterpilot.interlocks.ResetInterlocks;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Secrets;
import org.sputterpilot.security.Signature;

/** What is forbidden, what is not yet permitted, and the reset after a trip. */
@Path("/")
public class InterlockResource {
    @Inject
    RecipeDesk recipes;

    @Inject
    UnitDesk unit;

    @Inject
    MatrixDesk matrix;

    @Inject
    Asking asking;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    @GET
    @Path("/interlocks")
    @PermissionsAllowed(Permission.Word.WATCH)
    public MatrixPage interlocks() {
        return unit.matrix().signed(MatrixResource.shown(matrix.signatures()));
    }

    /** Releases tripped effects whose causes are gone. Nothing starts by itself afterwards. */
    @POST
    @Path("/interlocks/reset")
    @PermissionsAllowed(Permission.Word.RESET)
    public Response reset(Reason order) {
        String reason = Person.reason(order == null ? null : order.reason());
        unit.picture().ifPresent(p -> audit.before(p.verdict().tripped()));
        audit.what("interlocks.reset").why(reason);
        String answer = asking.ask(reply -> new ResetInterlocks(person.user(), reason, reply));
        return Response.accepted(Map.of("answer", answer == null ? "" : answer)).build();
    }

    /** Every bypass that is asked for or active, then the last ones that are over. */
    @GET
    @Path("/interlocks/bypasses")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<LiveBypass> bypasses() {
        return unit.matrix().bypasses();
    }

    /** Asks that one cause be taken out of service; nothing changes before a second person approves it. */
    @POST
    @Path("/interlocks/bypasses")
    @PermissionsAllowed(Permission.Word.REQUEST_BYPASS)
    public Response requestBypass(BypassOrder order) {
        String cause = Person.required("cause", order == null ? null : order.cause());
        String reason = Person.reason(order.reason());
        String compensation = Person.required("compensation", order.compensation());
        int minutes = Person.required("minutes", order.minutes());
        audit.what("interlocks.bypass.request")
                .after(cause + " " + minutes + " min")
                .why(reason);
        Map<String, Object> request = Map.of(
                "cause", cause,
                "minutes", minutes,
                "reason", reason,
                "compensation", compensation,
                "requestedBy", person.user(),
                "askedAt", clock.instant(),
                "matrixHash", matrix.hash());
        String signedAs = "bypass " + cause + " " + Secrets.sha256(CanonicalJson.of(request));
        person.sign(order.signature(), signedAs, request);
        String id = asking.ask(reply -> new RequestBypass(
                cause, Duration.ofMinutes(minutes), compensation, person.user(), reason, signedAs, reply));
        return Response.status(Response.Status.CREATED)
                .entity(Map.of("id", Long.parseLong(id), "state", "REQUESTED"))
                .build();
    }

    /** Takes the cause out of service for the minutes that were asked for. */
    @POST
    @Path("/interlocks/bypasses/{id}/approve")
    @PermissionsAllowed(Permission.Word.APPROVE_BYPASS)
    public Response approve(@PathParam("id") long id, SignedComment decision) {
        return decide(id, true, decision);
    }

    @POST
    @Path("/interlocks/bypasses/{id}/reject")
    @PermissionsAllowed(Permission.Word.APPROVE_BYPASS)
    public Response reject(@PathParam("id") long id, SignedComment decision) {
        return decide(id, false, decision);
    }

    private Response decide(long id, boolean approve, SignedComment decision) {
        LiveBypass bypass = find(id);
        String comment = decision == null || decision.comment() == null ? "" : decision.comment();
        audit.what(approve ? "interlocks.bypass.approve" : "interlocks.bypass.reject")
                .after(id)
                .why(comment);
        Signature signature = person.sign(
                decision == null ? null : decision.signature(),
                bypass.signedAs(),
                Map.of(
                        "approve", approve,
                        "cause", bypass.cause(),
                        "minutes", bypass.minutes(),
                        "reason", bypass.reason(),
                        "compensation", bypass.compensation(),
                        "requestedBy", bypass.requestedBy(),
                        "requestedAt", bypass.requestedAt(),
                        "comment", comment,
                        "matrixHash", matrix.hash()));
        String words = comment.isBlank() ? signature.meaning() : comment;
        Set<Role> roles = person.account().map(Account::roles).orElse(Set.of());
        String state = asking.ask(reply -> new DecideBypass(id, approve, roles, person.user(), words, reply));
        return Response.ok(Map.of("id", id, "state", state)).build();
    }

    /** Puts the cause back in service: the safe direction takes one person. */
    @DELETE
    @Path("/interlocks/bypasses/{id}")
    @PermissionsAllowed(Permission.Word.REQUEST_BYPASS)
    public Response remove(@PathParam("id") long id, @QueryParam("reason") @DefaultValue("") String reason) {
        find(id);
        String words = reason.isBlank() ? "no longer needed" : reason;
        audit.what("interlocks.bypass.remove").before(id).why(words);
        asking.ask(reply -> new RemoveBypass(id, person.user(), words, reply));
        return Response.noContent().build();
    }

    private LiveBypass find(long id) {
        return unit.matrix().bypasses().stream()
                .filter(b -> b.id() == id)
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("There is no bypass " + id + "."));
    }

    /** Trips one effect by hand, or lets it go; never the other way. */
    @POST
    @Path("/interlocks/effects/{id}/force")
    @PermissionsAllowed(Permission.Word.FORCE_TRIP)
    public Response force(@PathParam("id") String id, ForceOrder order) {
        boolean trip = Person.required("trip", order == null ? null : order.trip());
        String reason = Person.reason(order.reason());
        audit.what("interlocks.force")
                .after(id + " " + (trip ? "tripped" : "let go"))
                .why(reason);
        String answer = asking.ask(reply -> new ForceTrip(id, trip, person.user(), reason, reply));
        return Response.accepted(Map.of("answer", answer)).build();
    }

    @GET
    @Path("/permissives")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<LivePermissive> permissives(@QueryParam("recipe") @DefaultValue("") String recipe) {
        if (!recipe.isEmpty()) {
            recipes.versions(recipe);
        }
        return unit.permissives(recipe);
    }
}
