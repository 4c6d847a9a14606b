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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.hmi.wire.DeviationMove;
import org.sputterpilot.hmi.wire.DeviationOrder;
import org.sputterpilot.hmi.wire.DeviationPage;
import org.sputterpilot.logbook.Deviation;
import org.sputterpilot.logbook.Deviation.Field;
import org.sputterpilot.logbook.DeviationClass;
import org.sputterpilot.logbook.DeviationState.Act;
import org.sputterpilot.logbook.Deviations;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Role;

/** The deviation book: what was not as it should have been, and what people did about it. */
@Path("/deviations")
public class DeviationResource {
    private static final int MOST_LINES = 1000;

    @Inject
    DeviationDesk desk;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** Deviations, newest first: all, those of one run, or only those that are not closed. */
    @GET
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<DeviationPage> list(
            @QueryParam("run") String run,
            @QueryParam("open") @DefaultValue("false") boolean open,
            @QueryParam("limit") @DefaultValue("200") int limit) {
        if (limit < 1 || limit > MOST_LINES) {
            throw Refusal.rule("limit", "range", "1 to " + MOST_LINES + ".");
        }
        Deviations deviations = desk.deviations();
        List<Deviation> found = run == null
                ? deviations.book().newest(open ? MOST_LINES : limit)
                : deviations.book().of(List.of(run));
        return found.stream()
                .filter(one -> !open || !one.isClosed())
                .limit(limit)
                .map(one -> DeviationPages.page(one, deviations.rules(), clock.instant()))
                .toList();
    }

    /** One deviation with its life. */
    @GET
    @Path("/{number}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public DeviationPage one(String number) {
        Deviations deviations = desk.deviations();
        return shown(deviations, DeviationDesk.refusing(() -> deviations.named(number)));
    }

    private DeviationPage shown(Deviations deviations, Deviation one) {
        return DeviationPages.page(one, deviations.rules(), clock.instant());
    }

    /** A person opens one. */
    @POST
    @PermissionsAllowed(Permission.Word.DEVIATION)
    public Response open(DeviationOrder order) {
        DeviationOrder given = Person.required("description", order);
        DeviationClass grade = grade(given.grade());
        String run = given.run() == null ? "" : given.run().strip();
        audit.what("deviation.open").after(grade + " " + run + ": " + given.description());
        if (!run.isEmpty()) {
            refuseUnknownItems(run, given.items());
        } else if (given.items() != null && !given.items().isEmpty()) {
            throw Refusal.rule("items", "run", "Items are those of a run: say which.");
        }
        Deviations deviations = desk.deviations();
        Deviation made =
                DeviationDesk.refusing(() -> deviations.open(run, grade, texts(given), who(), clock.instant()));
        audit.after(made.number() + " " + grade + " " + run + ": " + given.description());
        return Response.created(URI.create("/api/v1/deviations/" + made.number()))
                .entity(shown(deviations, made))
                .build();
    }

    /** Writes one up: what happened, what was done, why, and what follows. */
    @POST
    @Path("/{number}/entries")
    @PermissionsAllowed(Permission.Word.DEVIATION)
    public DeviationPage write(String number, DeviationOrder order) {
        DeviationOrder given = Person.required("description", order);
        Deviations deviations = desk.deviations();
        Deviation before = DeviationDesk.refusing(() -> deviations.named(number));
        audit.what("deviation.write").before(number + " " + before.now()).after(texts(given));
        if (!before.run().isEmpty()) {
            refuseUnknownItems(before.run(), given.items());
        }
        return shown(
                deviations,
                DeviationDesk.refusing(() -> deviations.write(number, texts(given), who(), clock.instant())));
    }

    /** It is written up: somebody else looks at it; signed. */
    @POST
    @Path("/{number}/hand-in")
    @PermissionsAllowed(Permission.Word.DEVIATION)
    public DeviationPage handIn(String number, DeviationMove order) {
        return move(number, Act.HAND_IN, order);
    }

    /** It is not enough yet. */
    @POST
    @Path("/{number}/send-back")
    @PermissionsAllowed(Permission.Word.CLOSE_DEVIATION)
    public DeviationPage sendBack(String number, DeviationMove order) {
        return move(number, Act.SEND_BACK, order);
    }

    /** Makes it more or less grave. */
    @POST
    @Path("/{number}/classify")
    @PermissionsAllowed(Permission.Word.CLOSE_DEVIATION)
    public DeviationPage classify(String number, DeviationMove order) {
        return move(number, Act.CLASSIFY, order);
    }

    /** Closes it, as far as its class allows this person to; signed. */
    @POST
    @Path("/{number}/close")
    @PermissionsAllowed(Permission.Word.CLOSE_DEVIATION)
    public DeviationPage close(String number, DeviationMove order) {
        DeviationPage closed = move(number, Act.CLOSE, order);
        desk.closed();
        return closed;
    }

    /** Something new is known; signed. */
    @POST
    @Path("/{number}/reopen")
    @PermissionsAllowed(Permission.Word.CLOSE_DEVIATION)
    public DeviationPage reopen(String number, DeviationMove order) {
        return move(number, Act.REOPEN, order);
    }

    private DeviationPage move(String number, Act act, DeviationMove order) {
        String reason =
                order == null || order.reason() == null ? "" : order.reason().strip();
        audit.what("deviation." + act.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .after(number)
                .why(reason);
        if (act == Act.SEND_BACK || act == Act.REOPEN || act == Act.CLASSIFY) {
            Person.reason(reason);
        }
        Deviations deviations = desk.deviations();
        Deviation known = DeviationDesk.refusing(() -> deviations.named(number));
        audit.before(number + " " + known.state() + " " + known.grade());
        Optional<DeviationClass> grade = act == Act.CLASSIFY ? Optional.of(grade(order.grade())) : Optional.empty();
        Deviations.Move move = new Deviations.Move(number, act, who(), grade, reason, operator(known));
        Deviation signed = DeviationDesk.refusing(() -> deviations.accepts(move));
        if (Deviations.isSigned(act)) {
            Map<String, Object> content = signed.content();
            content.put("act", act.name());
            content.put("reason", reason);
            person.sign(order == null ? null : order.signature(), "deviation " + number, content);
        }
        Deviation moved =
                DeviationDesk.refusing(() -> deviations.move(move, audit.signature(), signed.hash(), clock.instant()));
        audit.after(number + " " + moved.state() + " " + moved.grade());
        return shown(deviations, moved);
    }

    private Deviations.Person who() {
        Optional<Account> account = person.account();
        return new Deviations.Person(
                person.user(),
                account.map(Account::name).orElse(person.user()),
                account.map(Account::roles).orElse(Set.<Role>of()));
    }

    private String operator(Deviation deviation) {
        return deviation.run().isEmpty()
                ? ""
                : desk.run(deviation.run()).map(RunRow::operator).orElse("");
    }

    private void refuseUnknownItems(String run, List<String> items) {
        RunRow row = desk.run(run).orElseThrow(() -> Refusal.rule("run", "known", "There is no run '" + run + "'."));
        List<String> held = row.load().foils();
        if (items != null) {
            items.stream().filter(item -> !held.contains(item)).findFirst().ifPresent(item -> {
                throw Refusal.rule("items", "known", "Run '" + run + "' held no item '" + item + "'.");
            });
        }
    }

    private static DeviationClass grade(String word) {
        return Arrays.stream(DeviationClass.values())
                .filter(one -> one.name().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.rule("grade", "one-of", "'grade' is one of " + List.of(DeviationClass.values()) + "."));
    }

    private static Map<Field, String> texts(DeviationOrder order) {
        Map<Field, String> texts = new EnumMap<>(Field.class);
        put(texts, Field.ITEMS, order.items() == null ? null : String.join(", ", order.items()));
        put(texts, Field.DESCRIPTION, order.description());
        put(texts, Field.IMMEDIATE_ACTION, order.immediateAction());
        put(texts, Field.ROOT_CAUSE, order.rootCause());
        put(texts, Field.CAPA, order.capa());
        put(texts, Field.DECISION, order.decision());
        return texts;
    }

    private static void put(Map<Field, String> texts, Field field, String text) {
        if (text != null) {
            texts.put(field, text.strip());
        }
    }
}
