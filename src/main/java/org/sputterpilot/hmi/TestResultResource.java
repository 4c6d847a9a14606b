package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sputterpilot.celltests.ResultBook;
import org.sputterpilot.hmi.wire.TestCurve;
import org.sputterpilot.hmi.wire.TestCycle;
import org.sputterpilot.hmi.wire.TestResults;
import org.sputterpilot.hmi.wire.TypedResultOrder;
import org.sputterpilot.security.Permission;

/** What follows from a test: its quantities with their rules and reasons, its cycles, its curve, and typed-in numbers. */
@Path("/")
public class TestResultResource {
    private static final int MOST_POINTS = 5000;
    private static final Set<String> VERDICTS = Set.of("", "SHORT", "RISE", "LIMIT", "CENSORED");
    private static final Set<String> QUANTITIES = Set.of(
            "life_h",
            "life_cycles",
            "ICE",
            "average_without_first",
            "Rct_ohm",
            "i0_mA_cm2",
            "tip_mV",
            "capacity_mAh_g");

    @Inject
    CellTestDesk desk;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** Every quantity of a test, or why it is undefined, with the version of its rule and the files it rests on. */
    @GET
    @Path("/tests/{id}/results")
    @PermissionsAllowed(Permission.Word.WATCH)
    public TestResults results(String id) {
        return ThingPages.refusing(() -> desk.results(id));
    }

    /** The half-cycles of a test. */
    @GET
    @Path("/tests/{id}/cycles")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<TestCycle> cycles(String id) {
        return ThingPages.refusing(() -> desk.cycles(id));
    }

    /**
     * A test as a plot: least and greatest of every stretch of time.
     *
     * @param fromS test time, s
     * @param toS test time, s
     */
    @GET
    @Path("/tests/{id}/curve")
    @PermissionsAllowed(Permission.Word.WATCH)
    public TestCurve curve(
            String id,
            @QueryParam("points") @DefaultValue("1000") int points,
            @QueryParam("fromS") Double fromS,
            @QueryParam("toS") Double toS) {
        if (points < 1 || points > MOST_POINTS) {
            throw Refusal.rule("points", "range", "1 to " + MOST_POINTS + ".");
        }
        double from = fromS == null ? Double.NEGATIVE_INFINITY : fromS;
        double to = toS == null ? Double.POSITIVE_INFINITY : toS;
        if (!(from < to)) {
            throw Refusal.rule("toS", "order", "'toS' lies after 'fromS'.");
        }
        return ThingPages.refusing(() -> desk.curve(id, from, to, points));
    }

    /** Types a number in that was read off somewhere; it counts once a second person has seen it. */
    @POST
    @Path("/tests/{id}/results")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response type(String id, TypedResultOrder order) {
        TypedResultOrder given = Person.required("quantity", order);
        String quantity = Person.required("quantity", given.quantity());
        if (!QUANTITIES.contains(quantity)) {
            throw Refusal.rule(
                    "quantity",
                    "one-of",
                    "A quantity is one of " + QUANTITIES.stream().sorted().toList() + ".");
        }
        double number = Person.required("number", given.number());
        if (!Double.isFinite(number) || number < 0) {
            throw Refusal.rule("number", "range", "A number from 0.");
        }
        String verdict = given.verdict() == null ? "" : given.verdict();
        if (!VERDICTS.contains(verdict) || quantity.equals("life_h") == verdict.isEmpty()) {
            throw Refusal.rule("verdict", "one-of", "A life, and nothing else, ends SHORT, RISE, LIMIT or CENSORED.");
        }
        Instant now = clock.instant();
        Instant at = Person.required("measuredAt", given.measuredAt());
        if (at.isAfter(now)) {
            throw Refusal.rule("measuredAt", "past", "It cannot have been measured in the future.");
        }
        audit.what("cell-tests.type")
                .before(id)
                .after(quantity + " " + number + " " + verdict)
                .why(given.reason());
        String typed = ThingPages.refusing(() -> desk.type(
                id,
                new ResultBook.Typed(
                        "",
                        "",
                        quantity,
                        number,
                        verdict,
                        Person.required("instrument", given.instrument()).strip(),
                        roles(),
                        at,
                        now,
                        person.user(),
                        given.transcribed(),
                        given.reason() == null ? "" : given.reason().strip(),
                        Optional.empty())));
        return Response.created(URI.create("/api/v1/tests/" + id + "/results"))
                .entity(Map.of("id", typed, "counts", false))
                .build();
    }

    private String roles() {
        String roles = person.account()
                .map(account ->
                        account.roles().stream().map(role -> role.word()).collect(Collectors.joining(",")))
                .orElse("");
        return roles.length() > 20 ? roles.substring(0, 20) : roles;
    }

    /** A second person has looked at a typed-in number; from now on it counts. */
    @POST
    @Path("/tests/{id}/results/{result}/seen")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response seen(String id, String result) {
        ResultBook.Typed typed = desk.typedBook()
                .one(result)
                .filter(one -> one.test().equals(id))
                .orElseThrow(() -> Refusal.unknown("No number of " + id + " has the id '" + result + "'."));
        audit.what("cell-tests.seen").before(id).after(typed.quantity() + " " + typed.number());
        if (typed.enteredBy().equals(person.user())) {
            throw Refusal.forbidden("A second person looks at it: you typed it in.");
        }
        if (typed.seen().isPresent()) {
            throw Refusal.conflict(typed.seen().get().who() + " has looked at it already.", "SEEN", List.of());
        }
        desk.typedBook().seen(result, new ResultBook.Seen(clock.instant(), person.user()));
        return Response.ok(Map.of("id", result, "counts", true)).build();
    }
}
