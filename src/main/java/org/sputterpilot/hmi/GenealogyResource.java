package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.genealogy.Balance;
import org.sputterpilot.genealogy.Disposition;
import org.sputterpilot.genealogy.Edge;
import org.sputterpilot.genealogy.EdgeKind;
import org.sputterpilot.genealogy.Gaps;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Likeness;
import org.sputterpilot.genealogy.Mark;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.genealogy.Thing;
import org.sputterpilot.genealogy.Trace;
import org.sputterpilot.hmi.wire.DispositionAnswer;
import org.sputterpilot.hmi.wire.DispositionOrder;
import org.sputterpilot.hmi.wire.JoinOrder;
import org.sputterpilot.hmi.wire.Reason;
import org.sputterpilot.hmi.wire.ThingPage;
import org.sputterpilot.hmi.wire.ThingRow;
import org.sputterpilot.hmi.wire.TraceAnswer;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Signature;

/** Questions to the genealogy, and judgements on its things. */
@Path("/")
public class GenealogyResource {
    private static final int MOST_GAPS = 1000;

    @Inject
    GenealogyDesk desk;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** One thing, by what was typed or scanned, as it was known at a moment: now, unless asked otherwise. */
    @GET
    @Path("/things/{id}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public ThingPage thing(@PathParam("id") String id, @QueryParam("asOf") String asOf) {
        Genealogy genealogy = desk.genealogy();
        return ThingPages.page(genealogy, named(genealogy, id), moment(asOf));
    }

    /** What a thing came from, what came of it, or both. */
    @GET
    @Path("/trace/{id}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public TraceAnswer trace(
            @PathParam("id") String id,
            @QueryParam("direction") @DefaultValue("both") String direction,
            @QueryParam("asOf") String asOf) {
        Genealogy genealogy = desk.genealogy();
        Thing start = named(genealogy, id);
        Instant at = moment(asOf);
        Map<Ref, Integer> generations = new LinkedHashMap<>();
        Set<Edge> edges = new LinkedHashSet<>();
        boolean cut = false;
        for (Trace.Direction one : directions(direction)) {
            Trace trace = genealogy.trace(start.ref(), one, at);
            int sign = one == Trace.Direction.FORWARD ? 1 : -1;
            trace.depth().forEach((ref, depth) -> generations.putIfAbsent(ref, sign * depth));
            edges.addAll(trace.edges());
            cut |= trace.cut();
        }
        Map<Ref, ThingRow> rows = new HashMap<>();
        List<Thing> things = genealogy.book().things(generations.keySet());
        List<ThingRow> shown = ThingPages.rows(genealogy, things, at);
        for (int i = 0; i < things.size(); i++) {
            rows.put(things.get(i).ref(), shown.get(i));
        }
        List<TraceAnswer.Node> nodes = new ArrayList<>();
        generations.forEach((ref, generation) -> {
            if (rows.containsKey(ref)) {
                nodes.add(new TraceAnswer.Node(generation, rows.get(ref)));
            }
        });
        List<TraceAnswer.Line> lines = edges.stream()
                .filter(edge -> rows.containsKey(edge.parent()) && rows.containsKey(edge.child()))
                .map(edge -> new TraceAnswer.Line(
                        rows.get(edge.parent()).id(),
                        rows.get(edge.child()).id(),
                        edge.kind().name(),
                        edge.at(),
                        edge.note()))
                .toList();
        return new TraceAnswer(start.label(), direction, at, nodes, lines, cut);
    }

    private static List<Trace.Direction> directions(String word) {
        return switch (word) {
            case "forward" -> List.of(Trace.Direction.FORWARD);
            case "backward" -> List.of(Trace.Direction.BACKWARD);
            case "both" -> List.of(Trace.Direction.BACKWARD, Trace.Direction.FORWARD);
            default -> throw Refusal.rule("direction", "one-of", "A direction is forward, backward or both.");
        };
    }

    /** Other runs that share something with the runs behind a thing. */
    @GET
    @Path("/siblings/{id}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<ThingRow> siblings(@PathParam("id") String id, @QueryParam("by") String by) {
        Likeness likeness = Arrays.stream(Likeness.values())
                .filter(one -> one.word().equals(by))
                .findFirst()
                .orElseThrow(() -> Refusal.rule(
                        "by",
                        "one-of",
                        "Siblings share one of "
                                + Arrays.stream(Likeness.values())
                                        .map(Likeness::word)
                                        .toList() + "."));
        Genealogy genealogy = desk.genealogy();
        List<Ref> runs = genealogy.siblings(named(genealogy, id).ref(), likeness);
        return ThingPages.rows(genealogy, genealogy.book().things(runs), clock.instant());
    }

    /** Where the discs of a foil are: used, measured, scrapped, lost or in a tray. */
    @GET
    @Path("/foil-pieces/{id}/balance")
    @PermissionsAllowed(Permission.Word.WATCH)
    public Balance balance(@PathParam("id") String id, @QueryParam("asOf") String asOf) {
        Genealogy genealogy = desk.genealogy();
        Instant at = moment(asOf);
        return ThingPages.refusing(() -> genealogy.balance(genealogy.named(id).ref(), at));
    }

    /** Runs without a measured film, files without a test, cells without a test. */
    @GET
    @Path("/genealogy/gaps")
    @PermissionsAllowed(Permission.Word.WATCH)
    public Gaps gaps() {
        return desk.genealogy().book().gaps(MOST_GAPS);
    }

    /** Draws an edge no fact of a thing draws: a rework, a merge, a sham. */
    @POST
    @Path("/edges")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response join(JoinOrder order) {
        JoinOrder given = Person.required("kind", order);
        EdgeKind kind = word("kind", EdgeKind.class, given.kind());
        String parent = Person.required("parent", given.parent());
        String child = Person.required("child", given.child());
        Instant now = clock.instant();
        Instant at = given.at() == null ? now : given.at();
        if (at.isAfter(now)) {
            throw Refusal.rule("at", "past", "It cannot have happened in the future.");
        }
        audit.what("genealogy.join").after(parent + " " + kind + " " + child);
        String note = given.note() == null ? "" : given.note().strip();
        ThingPages.refusing(() -> desk.genealogy().join(kind, parent, child, note, at, now));
        return Response.status(Response.Status.CREATED)
                .entity(Map.of("kind", kind.name(), "parent", parent, "child", child))
                .build();
    }

    /** Nobody can say any more which one it is. */
    @POST
    @Path("/things/{id}/identity-lost")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response identityLost(@PathParam("id") String id, Reason order) {
        String reason = Person.reason(order == null ? null : order.reason());
        audit.what("genealogy.identity-lost").before(id).why(reason);
        ThingPages.refusing(() -> {
            desk.genealogy().lose(id, reason, person.user(), clock.instant());
            return null;
        });
        return Response.accepted(Map.of("id", id)).build();
    }

    /** Holds, frees, releases, rejects, reworks, scraps or recalls; signed. */
    @POST
    @Path("/dispositions")
    @PermissionsAllowed(Permission.Word.DISPOSE)
    public Response dispose(DispositionOrder order) {
        DispositionOrder given = Person.required("entity", order);
        String entity = Person.required("entity", given.entity());
        Disposition.Act act = word("disposition", Disposition.Act.class, given.disposition());
        String reason = Person.reason(given.reason());
        Genealogy.Judgement judgement = new Genealogy.Judgement(
                entity,
                act,
                reason,
                Optional.ofNullable(given.expires()),
                given.evidence() == null ? "" : given.evidence().strip());
        if ((act == Disposition.Act.RELEASE || act == Disposition.Act.RELEASE_AT_RISK)
                && !person.may(Permission.RELEASE)) {
            throw Refusal.forbidden("Your roles do not include releasing.");
        }
        Genealogy genealogy = desk.genealogy();
        Instant now = clock.instant();
        Thing thing = named(genealogy, entity);
        audit.what("genealogy." + act.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .before(thing.label() + " "
                        + genealogy.standing(thing.ref(), now).own())
                .why(reason);
        Disposition next = ThingPages.refusing(() -> genealogy.accepts(judgement, person.user(), now));
        Signature signature = person.sign(
                given.signature(),
                "disposition of " + thing.label(),
                Map.of(
                        "entity",
                        thing.label(),
                        "becomes",
                        next.name(),
                        "reason",
                        reason,
                        "evidence",
                        judgement.evidence()));
        List<Mark> marks =
                ThingPages.refusing(() -> genealogy.judge(judgement, signature.user(), audit.signature(), now));
        List<Ref> recalled = marks.stream().skip(1).map(Mark::thing).toList();
        List<String> names =
                ThingPages.names(genealogy, recalled).values().stream().sorted().toList();
        audit.after(next + (names.isEmpty() ? "" : ", recalled with it: " + names));
        return Response.status(Response.Status.CREATED)
                .entity(new DispositionAnswer(thing.label(), next.name(), names))
                .build();
    }

    private static Thing named(Genealogy genealogy, String id) {
        return ThingPages.refusing(() -> genealogy.named(id));
    }

    private Instant moment(String asOf) {
        try {
            return asOf == null ? clock.instant() : Instant.parse(asOf);
        } catch (DateTimeParseException e) {
            throw Refusal.rule("asOf", "moment", "'asOf' is a time such as 2026-03-01T08:00:00Z.");
        }
    }

    private static <E extends Enum<E>> E word(String field, Class<E> type, String given) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(given))
                .findFirst()
                .orElseThrow(() -> Refusal.rule(
                        field, "one-of", "'" + field + "' is one of " + List.of(type.getEnumConstants()) + "."));
    }
}
