package org.sputterpilot.hmi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sputterpilot.historian.History;
import org.sputterpilot.hmi.wire.CommentOrder;
import org.sputterpilot.hmi.wire.PartialItem;
import org.sputterpilot.hmi.wire.PartialOrder;
import org.sputterpilot.hmi.wire.PlannedRun;
import org.sputterpilot.hmi.wire.PromptReply;
import org.sputterpilot.hmi.wire.QueueOrder;
import org.sputterpilot.hmi.wire.QueuePlace;
import org.sputterpilot.hmi.wire.SignaturePart;
import org.sputterpilot.recipes.AnswerPrompt;
import org.sputterpilot.recipes.CommentRun;
import org.sputterpilot.recipes.PromptAnswer;
import org.sputterpilot.security.Permission;

/** The life of a run beside its commands: its questions, comments, frozen recipe, half-coated foil, and the queue. */
@Path("/runs")
public class RunLifeResource {
    private static final int LONGEST_COMMENT = 2000;

    @Inject
    RunDesk runs;

    @Inject
    History history;

    @Inject
    Asking asking;

    @Inject
    Person person;

    @Inject
    SecurityIdentity identity;

    @Inject
    AuditNote audit;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    // ---------------------------------------------------------------- questions

    /** Every question of a run and what became of it. */
    @GET
    @Path("/{id}/prompts")
    @PermissionsAllowed(Permission.Word.WATCH)
    public JsonNode prompts(String id) {
        return progress(id, "prompts");
    }

    @GET
    @Path("/{id}/prompts/{n}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public JsonNode prompt(String id, int n) {
        for (JsonNode prompt : progress(id, "prompts")) {
            if (prompt.path("number").asInt() == n) {
                return prompt;
            }
        }
        throw Refusal.unknown("Run '" + id + "' has asked no question " + n + ".");
    }

    /**
     * Answers a question; "I am here" is signed. A film whose shutter a person moves is counted from the key: what
     * {@code X-Client-Time} says it was.
     */
    @POST
    @Path("/{id}/prompts/{n}")
    @PermissionsAllowed(Permission.Word.COMMAND)
    public Response answer(
            String id, int n, @HeaderParam(CommandHeaders.CLIENT_TIME) String pressed, PromptReply reply) {
        Person.required("answer", reply == null ? null : reply.answer());
        PromptAnswer answer = Arrays.stream(PromptAnswer.values())
                .filter(known -> known.name().equals(reply.answer()))
                .findFirst()
                .orElseThrow(() -> Refusal.rule(
                        "answer",
                        "one-of",
                        "'" + reply.answer() + "' is none of " + Arrays.toString(PromptAnswer.values())));
        String comment = text("comment", reply.comment());
        audit.what("run.prompt").after(id + "/" + n + " " + answer).why(comment);
        RunPages.find(history, id);
        if (answer.isSigned()) {
            if (!identity.checkPermissionBlocking(new StringPermission(Permission.Word.START))) {
                throw Refusal.forbidden("Only who may start a run may sign to be there for its plasma.");
            }
            person.sign(reply.signature(), "run " + id, Map.of("prompt", n, "answer", answer.name()));
        }
        Duration age = CommandHeaders.age(pressed, clock.instant());
        asking.ask(envelope -> new AnswerPrompt(id, n, answer, person.user(), comment, age, envelope));
        return Response.accepted(Map.of("run", id, "prompt", n, "answer", answer.name()))
                .build();
    }

    // ---------------------------------------------------------------- comments

    @GET
    @Path("/{id}/comments")
    @PermissionsAllowed(Permission.Word.WATCH)
    public JsonNode comments(String id) {
        return progress(id, "comments");
    }

    /** Writes something into the record of the run that is on; it cannot be changed afterwards. */
    @POST
    @Path("/{id}/comments")
    @PermissionsAllowed(Permission.Word.COMMENT)
    public Response comment(String id, CommentOrder order) {
        String text = text("text", Person.required("text", order == null ? null : order.text()));
        audit.what("run.comment").after(id).why(text);
        RunPages.find(history, id);
        asking.ask(reply -> new CommentRun(id, person.user(), text, reply));
        return Response.status(Response.Status.CREATED)
                .entity(Map.of("run", id, "text", text))
                .build();
    }

    // ---------------------------------------------------------------- control recipe

    /** The control recipe as it was frozen at the start, byte by byte. */
    @GET
    @Path("/{id}/control")
    @PermissionsAllowed(Permission.Word.WATCH)
    public Response control(String id) {
        RunPages.find(history, id);
        String control = history.control(id)
                .orElseThrow(() -> Refusal.unknown("Run '" + id + "' is from before control recipes were kept."));
        return Response.ok(control, MediaType.APPLICATION_JSON_TYPE).build();
    }

    // ---------------------------------------------------------------- half-coated foil

    /** The items the run left with half a film, and what was decided about them. */
    @GET
    @Path("/{id}/partials")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<PartialItem> partials(String id) {
        RunPages.find(history, id);
        return runs.partials(id);
    }

    /** Decides what becomes of one item; signed. */
    @POST
    @Path("/{id}/partials/{item}")
    @PermissionsAllowed(Permission.Word.DISPOSE)
    public PartialItem decide(String id, String item, PartialOrder order) {
        Person.required("decision", order == null ? null : order.decision());
        audit.what("run.partial")
                .after(id + " " + item + " " + order.decision())
                .why(order.reason());
        Person.reason(order.reason());
        RunPages.find(history, id);
        return runs.decide(id, item, order, person.signing(order.signature()));
    }

    /** QA approves that an item goes on in another run; signed. */
    @POST
    @Path("/{id}/partials/{item}/approve")
    @PermissionsAllowed(Permission.Word.APPROVE_CONTINUE)
    public PartialItem approve(String id, String item, SignaturePart signature) {
        audit.what("run.partial.approve").after(id + " " + item);
        Person.required("signature", signature);
        RunPages.find(history, id);
        return runs.approve(id, item, person.signing(signature));
    }

    // ---------------------------------------------------------------- queue

    @GET
    @Path("/queue")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<PlannedRun> queue() {
        return runs.queue();
    }

    /** Plans a run; with a time it pumps down and checks for leaks by itself, and waits for a person there. */
    @POST
    @Path("/queue")
    @PermissionsAllowed(Permission.Word.START)
    public Response plan(QueueOrder order) {
        Person.required("order", order == null ? null : order.order());
        Person.required("order.recipe", order.order().recipe());
        audit.what("run.plan")
                .after(order.order().recipe() + " " + order.order().items()
                        + (order.startsAt() == null ? "" : " at " + order.startsAt()));
        PlannedRun planned = runs.plan(
                order.order(), order.startsAt(), person.signing(order.order().signature()));
        return Response.created(URI.create("/api/v1/runs/queue"))
                .entity(planned)
                .build();
    }

    @POST
    @Path("/queue/{entry}/place")
    @PermissionsAllowed(Permission.Word.START)
    public List<PlannedRun> move(String entry, QueuePlace place) {
        Integer to = Person.required("place", place == null ? null : place.place());
        audit.what("run.plan.move").after(entry + " to place " + to);
        runs.move(entry, to);
        return runs.queue();
    }

    @DELETE
    @Path("/queue/{entry}")
    @PermissionsAllowed(Permission.Word.START)
    public List<PlannedRun> unplan(String entry) {
        audit.what("run.unplan").before(entry);
        runs.unplan(entry);
        return runs.queue();
    }

    // ---------------------------------------------------------------- what they have in common

    private JsonNode progress(String id, String part) {
        RunPages.find(history, id);
        try {
            JsonNode all = json.readTree(history.progress(id).orElse("{}")).path(part);
            return all.isMissingNode() ? json.createArrayNode() : all;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the progress of " + id + " cannot be read", e);
        }
    }

    private static String text(String field, String given) {
        String text = given == null ? "" : given.strip();
        if (text.length() > LONGEST_COMMENT) {
            throw Refusal.rule(field, "length", "At most " + LONGEST_COMMENT + " characters.");
        }
        return text;
    }
}
