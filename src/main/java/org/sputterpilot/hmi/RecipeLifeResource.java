package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sputterpilot.hmi.wire.RecipeConflict;
import org.sputterpilot.hmi.wire.RecipePage;
import org.sputterpilot.hmi.wire.SignedComment;
import org.sputterpilot.preflight.MatrixProof;
import org.sputterpilot.recipes.RecipeAct;
import org.sputterpilot.recipes.RecipeVersion;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Signature;

/** The life of a recipe: written, handed over, found good by somebody else, put in force, retired. */
@Path("/recipes")
public class RecipeLifeResource {
    private static final int LONGEST_COMMENT = 2000;

    @Inject
    ForecastDesk forecasts;

    @Inject
    RecipeDesk desk;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    /**
     * A new draft version of the recipe the text names: by its own {@code id}, by {@code ?id=}, or by its title.
     *
     * @param basedOn the version it was made from
     * @param comment what the author says about it
     */
    @POST
    @Consumes({RecipeText.YAML, RecipeText.TEXT_YAML, RecipeText.OLD_YAML})
    @PermissionsAllowed(Permission.Word.EDIT_RECIPE)
    public Response draft(
            @QueryParam("id") String id,
            @QueryParam("basedOn") Integer basedOn,
            @QueryParam("comment") String comment,
            byte[] body) {
        audit.what("recipe.draft").why(text(comment));
        return created(id, basedOn, comment, RecipeText.of(body), List.of());
    }

    /** The same from a BatchML document; what it says that a recipe here has no place for is listed. */
    @POST
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML})
    @PermissionsAllowed(Permission.Word.EDIT_RECIPE)
    public Response imported(@QueryParam("id") String id, byte[] body) {
        audit.what("recipe.import").why("BatchML");
        RecipeDesk.Exchanged read = desk.fromBatchMl(RecipeText.of(body));
        return created(id, null, "imported from BatchML", read.text(), read.notCarried());
    }

    private Response created(String id, Integer basedOn, String comment, String text, List<String> notCarried) {
        String recipe = id == null || id.isBlank() ? desk.idOf(text) : id.strip();
        int base = basedOn == null ? 0 : basedOn;
        audit.before(base == 0 ? "" : recipe + " version " + base).after(recipe);
        RecipeVersion fresh = desk.add(recipe, text, base, person.user(), text(comment));
        audit.after(said(fresh));
        Map<String, Object> answer = answer(fresh);
        if (!notCarried.isEmpty()) {
            answer.put("notCarried", notCarried);
        }
        return Response.created(URI.create("/api/v1/recipes/" + recipe + "/versions/" + fresh.version()))
                .header("ETag", RecipeText.tag(fresh.hash()))
                .entity(answer)
                .build();
    }

    /**
     * Saves another text of a draft.
     *
     * @param ifMatch hash of the text the author started from; when another was saved since, both changes come back
     *     joined
     */
    @PUT
    @Path("/{id}/versions/{version}")
    @Consumes({RecipeText.YAML, RecipeText.TEXT_YAML, RecipeText.OLD_YAML})
    @PermissionsAllowed(Permission.Word.EDIT_RECIPE)
    public Response save(String id, int version, @HeaderParam("If-Match") String ifMatch, byte[] body, UriInfo uri) {
        String text = RecipeText.of(body);
        RecipeVersion before = desk.version(id, version);
        audit.what("recipe.edit").before(said(before)).after(RecipeVersion.hashOf(text));
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Refusal.precondition("Say in If-Match the hash of the text you changed.");
        }
        RecipeDesk.Saved saved = desk.save(id, version, RecipeText.hash(ifMatch), text, person.user());
        if (saved.merge().isPresent()) {
            return Response.status(412)
                    .type(org.sputterpilot.hmi.wire.Problem.MEDIA_TYPE)
                    .header("ETag", RecipeText.tag(saved.saved().hash()))
                    .entity(RecipeConflict.of(
                            saved.saved(),
                            saved.base(),
                            saved.merge().get(),
                            uri.getRequestUri().getRawPath()))
                    .build();
        }
        audit.after(said(saved.saved()));
        return Response.ok(answer(saved.saved()))
                .header("ETag", RecipeText.tag(saved.saved().hash()))
                .build();
    }

    @POST
    @Path("/{id}/versions/{version}/submit")
    @PermissionsAllowed(Permission.Word.EDIT_RECIPE)
    public Response submit(String id, int version, @HeaderParam("If-Match") String ifMatch, SignedComment order) {
        return act(RecipeAct.SUBMIT, id, version, ifMatch, order);
    }

    @POST
    @Path("/{id}/versions/{version}/approve")
    @PermissionsAllowed(Permission.Word.APPROVE_RECIPE)
    public Response approve(String id, int version, @HeaderParam("If-Match") String ifMatch, SignedComment order) {
        return act(RecipeAct.APPROVE, id, version, ifMatch, order);
    }

    /** Back to its author; the comment says why. */
    @POST
    @Path("/{id}/versions/{version}/reject")
    @PermissionsAllowed(Permission.Word.APPROVE_RECIPE)
    public Response reject(String id, int version, @HeaderParam("If-Match") String ifMatch, SignedComment order) {
        if (order != null && text(order.comment()).isEmpty()) {
            throw Refusal.rule("comment", "required", "Say what must change before it can be approved.");
        }
        return act(RecipeAct.REJECT, id, version, ifMatch, order);
    }

    /** Puts an approved version in force; the one that was is retired by the same signature. */
    @POST
    @Path("/{id}/versions/{version}/make-effective")
    @PermissionsAllowed(Permission.Word.APPROVE_RECIPE)
    public Response makeEffective(
            String id, int version, @HeaderParam("If-Match") String ifMatch, SignedComment order) {
        return act(RecipeAct.MAKE_EFFECTIVE, id, version, ifMatch, order);
    }

    @POST
    @Path("/{id}/versions/{version}/retire")
    @PermissionsAllowed(Permission.Word.APPROVE_RECIPE)
    public Response retire(String id, int version, @HeaderParam("If-Match") String ifMatch, SignedComment order) {
        return act(RecipeAct.RETIRE, id, version, ifMatch, order);
    }

    private Response act(RecipeAct act, String id, int version, String ifMatch, SignedComment order) {
        RecipeVersion before = desk.version(id, version);
        audit.what("recipe." + act.word()).before(said(before)).after("");
        if (order == null) {
            throw Refusal.rule("signature", "required", "This act is signed.");
        }
        String comment = text(order.comment());
        if (comment.length() > LONGEST_COMMENT) {
            throw Refusal.rule("comment", "length", "A comment has at most " + LONGEST_COMMENT + " characters.");
        }
        if (act == RecipeAct.APPROVE) {
            refuseWhatWouldTrip(before, comment);
        }
        String read = ifMatch == null || ifMatch.isBlank() ? before.hash() : RecipeText.hash(ifMatch);
        Signature signature = person.sign(
                order.signature(),
                "recipe " + id + " version " + version,
                Map.of("act", act.word(), "hash", read, "state", before.state().name(), "comment", comment));
        audit.why(comment.isEmpty() ? signature.meaning() : comment);
        RecipeVersion after = desk.act(id, version, act, Optional.of(read), signature, comment);
        audit.after(said(after));
        return Response.ok(answer(after))
                .header("ETag", RecipeText.tag(after.hash()))
                .build();
    }

    /** What a recipe would certainly trip keeps it from being approved; what it may trip asks for a reason in words. */
    private void refuseWhatWouldTrip(RecipeVersion version, String comment) {
        List<MatrixProof.Proved> proved =
                desk.master(version).map(forecasts::proof).orElse(List.of());
        String must = causes(proved, MatrixProof.Verdict.MUST);
        if (!must.isEmpty()) {
            throw Refusal.conflict(
                    "On a healthy plant this recipe would trip " + must + ".",
                    version.state().name(),
                    List.of(RecipeAct.REJECT.word()));
        }
        String may = causes(proved, MatrixProof.Verdict.MAY);
        if (!may.isEmpty() && comment.isEmpty()) {
            throw Refusal.rule("comment", "required", "This recipe may trip " + may + ": say why it is approved.");
        }
    }

    private static String causes(List<MatrixProof.Proved> proved, MatrixProof.Verdict verdict) {
        return proved.stream()
                .filter(p -> p.verdict() == verdict && p.announced())
                .map(MatrixProof.Proved::cause)
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> answer(RecipeVersion version) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", version.recipe());
        answer.put("version", version.version());
        answer.put("state", version.state().name());
        answer.put("hash", version.hash());
        answer.put(
                "findings",
                version.findings().stream().map(RecipePage.Finding::of).toList());
        return answer;
    }

    private static String said(RecipeVersion version) {
        return version.recipe() + " version " + version.version() + " " + version.state() + " " + version.hash();
    }

    private static String text(String given) {
        return given == null ? "" : given.strip();
    }
}
