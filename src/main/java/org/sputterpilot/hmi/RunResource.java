package org.sputterpilot.hmi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.golden.GoldenBook;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.hmi.wire.LivePermissive;
import org.sputterpilot.hmi.wire.RunOrder;
import org.sputterpilot.hmi.wire.RunSummary;
import org.sputterpilot.hmi.wire.StartOrder;
import org.sputterpilot.hmi.wire.Violation;
import org.sputterpilot.interlocks.Permissives;
import org.sputterpilot.recipes.RunCommand;
import org.sputterpilot.recipes.RunCommandKind;
import org.sputterpilot.security.Permission;

/** Runs: order one, command it, read what became of it. */
@Path("/runs")
public class RunResource {
    private static final Set<RunCommandKind> SIGNED = EnumSet.of(RunCommandKind.END_PHASE, RunCommandKind.SKIP);

    @Inject
    UnitDesk unit;

    @Inject
    RunDesk runs;

    @Inject
    RecipeDesk recipes;

    @Inject
    History history;

    @Inject
    FilmDesk films;

    @Inject
    GoldenDesk golden;

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

    /** Starts a run; signed. What is not permitted is listed before the plant is asked. */
    @POST
    @PermissionsAllowed(Permission.Word.START)
    public Response start(StartOrder order) {
        Person.required("recipe", order == null ? null : order.recipe());
        audit.what("run.start").after(order.recipe() + " " + order.items());
        if (!unit.ready()) {
            throw Refusal.unavailable("The unit is not ready; no command is taken yet.");
        }
        Person.Signing name = person.signing(order.signature());
        audit.why(order.signature().meaning());
        boolean procedure = recipes.effective().stream()
                .anyMatch(r -> r.id().equals(order.recipe()) && r.kind().isProcedure());
        boolean production = !procedure && !Boolean.TRUE.equals(order.engineering());
        List<Violation> failed = unit.permissives(order.recipe()).stream()
                .filter(p -> !Boolean.TRUE.equals(p.ok()) && Permissives.blocksStart(p.blocks(), production))
                .map(RunResource::failed)
                .toList();
        if (!failed.isEmpty()) {
            throw Refusal.conflict(
                    "The run may not start now: " + failed.size() + " permissives are not given.", failed);
        }
        RunDesk.Ordered ordered = runs.start(order, name);
        String id = asking.await(ordered.reply());
        ordered.afterwards().run();
        audit.after(id + " " + order.recipe() + " " + order.items());
        return Response.created(URI.create("/api/v1/runs/" + id))
                .entity(Map.of("id", id))
                .build();
    }

    private static Violation failed(LivePermissive permissive) {
        String message = permissive.title() + ": " + permissive.value() + ", needed " + permissive.limit();
        return new Violation(permissive.id(), "permissive", message);
    }

    @GET
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<RunSummary> runs(@QueryParam("limit") @DefaultValue("100") int limit) {
        List<RunRow> rows = history.runs(Math.max(1, Math.min(limit, 1000)));
        Map<String, GoldenBook.Kept> stood =
                golden.of(rows.stream().map(RunRow::id).toList());
        return rows.stream()
                .map(row -> RunPages.line(row, recipes, stood.get(row.id())))
                .toList();
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public RunSummary run(String id) {
        RunRow row = RunPages.find(history, id);
        return RunPages.page(
                row,
                recipes,
                history,
                row.endedAt().isEmpty() ? films.live() : Optional.empty(),
                golden.of(List.of(id)).get(id),
                json);
    }

    /** Asks something of a run; the state table decides. */
    @POST
    @Path("/{id}/commands")
    @PermissionsAllowed(Permission.Word.COMMAND)
    public Response command(String id, RunOrder order) {
        Person.required("command", order == null ? null : order.command());
        RunCommandKind kind = Arrays.stream(RunCommandKind.values())
                .filter(k -> k.name().equals(order.command()))
                .findFirst()
                .orElseThrow(() -> Refusal.rule(
                        "command",
                        "one-of",
                        "'" + order.command() + "' is none of " + Arrays.toString(RunCommandKind.values())));
        audit.what("run." + kind).after(id).why(order.reason());
        if (SIGNED.contains(kind)) {
            if (!identity.checkPermissionBlocking(new StringPermission(Permission.Word.END_PHASE))) {
                throw Refusal.forbidden("Only an engineer ends a phase before its time.");
            }
            String why = Person.reason(order.reason());
            RunRow row = RunPages.find(history, id);
            person.sign(
                    order.signature(),
                    "run " + id,
                    Map.of("command", kind.name(), "phase", row.phase(), "state", row.state(), "reason", why));
        }
        String reason = order.reason() == null ? "" : order.reason();
        asking.ask(reply -> new RunCommand(id, kind, person.user(), reason, reply));
        return Response.accepted(Map.of("run", id, "command", kind.name())).build();
    }
}
