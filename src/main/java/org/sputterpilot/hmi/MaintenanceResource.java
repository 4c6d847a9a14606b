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
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.sputterpilot.cycle.MaintenanceLocks;
import org.sputterpilot.equipment.EquipmentModule;
import org.sputterpilot.equipment.IdleRule;
import org.sputterpilot.equipment.MaintenanceLock;
import org.sputterpilot.equipment.ReleaseLock;
import org.sputterpilot.equipment.TakeLock;
import org.sputterpilot.historian.MaintenanceBook.Kind;
import org.sputterpilot.historian.MaintenanceBook.ProofTest;
import org.sputterpilot.historian.MaintenanceBook.Result;
import org.sputterpilot.hmi.wire.LiveLock;
import org.sputterpilot.hmi.wire.LockOrder;
import org.sputterpilot.hmi.wire.LockableModule;
import org.sputterpilot.hmi.wire.ProofTestOrder;
import org.sputterpilot.hmi.wire.ProofTestPage;
import org.sputterpilot.hmi.wire.ProofTestRow;
import org.sputterpilot.hmi.wire.Reason;
import org.sputterpilot.hmi.wire.Violation;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.ProofTestRecorded;
import org.sputterpilot.interlocks.StartProofTest;
import org.sputterpilot.interlocks.StopProofTest;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Signature;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.units.Dimension;
import org.sputterpilot.units.Measure;

/** Proof tests of the interlocks, and locks on modules people have their hands in. */
@Path("/")
public class MaintenanceResource {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final int LONGEST_WORDS = 500;

    @Inject
    MaintenanceDesk desk;

    @Inject
    UnitDesk unit;

    @Inject
    Asking asking;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    // ---------------------------------------------------------------- proof tests

    /** Every cause: when it was last tested, by whom, with which result, and when it is due. */
    @GET
    @Path("/proof-tests")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<ProofTestRow> proofTests() {
        return desk.rows();
    }

    /** One test with its steps and times, also while it is on. */
    @GET
    @Path("/proof-tests/{id}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public ProofTestPage proofTest(@PathParam("id") String id) {
        return desk.test(id).orElseThrow(() -> Refusal.unknown("There is no proof test '" + id + "'."));
    }

    /** Begins a guided test on the virtual chamber, or writes down one that was made on the tool; signed. */
    @POST
    @Path("/proof-tests")
    @PermissionsAllowed(Permission.Word.PROOF_TEST)
    public Response proofTest(ProofTestOrder order) {
        String id = UUID.randomUUID().toString();
        Cause cause = cause(order);
        Kind kind = word("kind", order.kind(), Kind.values());
        audit.what("interlocks.proof-test." + kind.name().toLowerCase(java.util.Locale.ROOT))
                .after(cause.id());
        if (kind == Kind.GUIDED) {
            guided(id, cause, order);
        } else {
            recorded(id, cause, order);
        }
        return Response.created(URI.create("/api/v1/proof-tests/" + id))
                .entity(Map.of("id", id))
                .build();
    }

    private Cause cause(ProofTestOrder order) {
        String id = Person.required("cause", order == null ? null : order.cause());
        return desk.matrix()
                .cause(id)
                .orElseThrow(() -> Refusal.rule("cause", "known", "The matrix has no cause '" + id + "'."));
    }

    private void guided(String id, Cause cause, ProofTestOrder order) {
        Signature signature = person.sign(
                order.signature(), "proof-test " + id, Map.of("cause", cause.id(), "comment", text(order.comment())));
        audit.why(signature.meaning());
        desk.expect(id, signature, text(order.comment()));
        try {
            asking.ask(reply -> new StartProofTest(id, cause.id(), person.user(), signature.meaning(), reply));
        } catch (Refusal refused) {
            if (refused.status() == 409) {
                desk.notBegun(id);
            }
            throw refused;
        }
    }

    private void recorded(String id, Cause cause, ProofTestOrder order) {
        List<Violation> wrong = new ArrayList<>();
        check(wrong, !text(order.method()).isEmpty(), "method", "required", "Say how it was tested.");
        check(wrong, !text(order.instrument()).isEmpty(), "instrument", "required", "Say what it was measured with.");
        boolean passOrFail = "PASS".equals(order.result()) || "FAIL".equals(order.result());
        check(wrong, passOrFail, "result", "one-of", "A result is PASS or FAIL, as found.");
        double reaction = order.reactionS() == null ? Double.NaN : order.reactionS();
        check(
                wrong,
                reaction >= 0 && Double.isFinite(reaction) || "FAIL".equals(order.result()) && Double.isNaN(reaction),
                "reactionS",
                "required",
                "Say after how many seconds it acted; only a row that did not act has none.");
        trippedAt(wrong, cause, order);
        Instant at = order.performedAt() == null ? clock.instant() : order.performedAt();
        check(
                wrong,
                !at.isAfter(clock.instant().plus(CLOCKS_DIFFER)),
                "performedAt",
                "past",
                "It cannot have been tested in the future.");
        if (!wrong.isEmpty()) {
            throw Refusal.rules(wrong);
        }
        Signature signature = person.sign(
                order.signature(),
                "proof-test " + id,
                Map.of(
                        "cause", cause.id(),
                        "result", order.result(),
                        "performedAt", at,
                        "method", text(order.method()),
                        "instrument", text(order.instrument()),
                        "asFoundValue", Optional.ofNullable(order.asFoundValue()),
                        "asLeftValue", Optional.ofNullable(order.asLeftValue()),
                        "valueUnit", text(order.valueUnit()),
                        "reactionS", Optional.ofNullable(order.reactionS()),
                        "comment", text(order.comment())));
        Result result = Result.valueOf(order.result());
        String words =
                result + " as found" + (order.asFoundValue() == null ? "" : " " + value(order.asFoundValue(), order))
                        + ", by " + text(order.method()) + " with " + text(order.instrument());
        audit.after(cause.id() + ": " + words).why(signature.meaning());
        desk.record(new ProofTest(
                id,
                cause.id(),
                Kind.RECORDED,
                result,
                at,
                clock.instant(),
                signature,
                text(order.method()),
                known(order.asFoundValue()),
                known(order.asLeftValue()),
                text(order.valueUnit()),
                known(order.reactionS()),
                text(order.instrument()),
                text(order.comment()),
                "",
                false));
        asking.ask(reply -> new ProofTestRecorded(cause.id(), result == Result.FAIL, person.user(), words, reply));
    }

    /**
     * A row that watches a quantity has a trip value, in a unit of that quantity; one that watches switches has none.
     */
    private static void trippedAt(List<Violation> wrong, Cause cause, ProofTestOrder order) {
        List<Dimension> dimensions = cause.when().inputs().stream()
                .filter(tag -> !tag.isState())
                .map(Tag::dimension)
                .toList();
        if (dimensions.isEmpty()) {
            check(
                    wrong,
                    order.asFoundValue() == null && order.asLeftValue() == null,
                    "asFoundValue",
                    "none",
                    cause.id() + " watches a switch: it has no trip value.");
            return;
        }
        boolean acted = !"FAIL".equals(order.result());
        check(
                wrong,
                order.asFoundValue() != null || !acted,
                "asFoundValue",
                "required",
                "Say at which value it tripped before anything was adjusted.");
        check(
                wrong,
                order.asLeftValue() != null || !acted,
                "asLeftValue",
                "required",
                "Say at which value it trips now.");
        if (order.asFoundValue() != null || order.asLeftValue() != null) {
            check(
                    wrong,
                    fits(order, dimensions),
                    "valueUnit",
                    "unit",
                    "Give the unit of the trip value; the row says '"
                            + cause.when().text() + "'.");
        }
    }

    private static boolean fits(ProofTestOrder order, List<Dimension> dimensions) {
        if (text(order.valueUnit()).isEmpty()) {
            return dimensions.contains(Dimension.NUMBER);
        }
        try {
            Dimension given = Measure.parse("1 " + text(order.valueUnit())).dimension();
            return given == Dimension.FRACTION || dimensions.contains(given);
        } catch (IllegalArgumentException noUnit) {
            return false;
        }
    }

    private static String value(double value, ProofTestOrder order) {
        return (value + " " + text(order.valueUnit())).strip();
    }

    /** Ends a guided test and gives the instruments back. */
    @POST
    @Path("/proof-tests/{id}/stop")
    @PermissionsAllowed(Permission.Word.PROOF_TEST)
    public Response stop(@PathParam("id") String id, Reason order) {
        ProofTestPage page = proofTest(id);
        String reason = Person.reason(order == null ? null : order.reason());
        audit.what("interlocks.proof-test.stop").before(page.cause()).why(reason);
        String state = asking.ask(reply -> new StopProofTest(id, person.user(), reason, reply));
        return Response.accepted(Map.of("id", id, "state", state)).build();
    }

    // ---------------------------------------------------------------- locks

    /** Locks that are held, oldest first. */
    @GET
    @Path("/maintenance-locks")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<LiveLock> locks() {
        return desk.locks().stream()
                .map(lock -> Pictures.lock(lock, desk.unit()))
                .toList();
    }

    /** What can be locked, and what its release lets go. */
    @GET
    @Path("/maintenance-locks/modules")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<LockableModule> modules() {
        return desk.unit().modules().stream().map(this::module).toList();
    }

    private LockableModule module(EquipmentModule module) {
        List<String> idle = new ArrayList<>();
        module.idle().forEach((id, rule) -> {
            if (rule instanceof IdleRule.To to) {
                Tag tag = unit.tags().get(id);
                idle.add(tag.title() + " " + tag.text(to.value()));
            }
        });
        return new LockableModule(module.id(), module.title(), MaintenanceLocks.isLockable(module), idle);
    }

    /** Puts a lock on a module: nothing is written to it any more, from the turn that answers on. */
    @POST
    @Path("/maintenance-locks")
    @PermissionsAllowed(Permission.Word.MAINTENANCE_LOCK)
    public Response lock(LockOrder order) {
        String module = Person.required("module", order == null ? null : order.module());
        String reason = words("reason", Person.reason(order.reason()));
        audit.what("maintenance.lock").after(module).why(reason);
        EquipmentModule found = desk.unit().modules().stream()
                .filter(m -> m.id().equals(module))
                .findFirst()
                .orElseThrow(() -> Refusal.rule("module", "known", "The tool has no module '" + module + "'."));
        if (!MaintenanceLocks.isLockable(found)) {
            throw Refusal.rule(
                    "module", "lockable", found.title() + " carries the heartbeat and cannot be locked here.");
        }
        String name = person.account().map(Account::name).orElse(person.user());
        MaintenanceLock lock =
                new MaintenanceLock(UUID.randomUUID().toString(), module, person.user(), name, reason, clock.instant());
        asking.ask(reply -> new TakeLock(lock, reply));
        try {
            desk.keep(lock);
        } catch (RuntimeException notWritten) {
            unit.post(new ReleaseLock(
                    lock.id(), lock.holder(), "it could not be written down", new org.sputterpilot.signals.Reply()));
            throw notWritten;
        }
        return Response.created(URI.create("/api/v1/maintenance-locks/" + lock.id()))
                .entity(Pictures.lock(lock, desk.unit()))
                .build();
    }

    /** Takes one's own lock off. What the module's idle rule says is written again once the last one is off. */
    @DELETE
    @Path("/maintenance-locks/{id}")
    @PermissionsAllowed(Permission.Word.MAINTENANCE_LOCK)
    public Response release(@PathParam("id") String id, @QueryParam("reason") @DefaultValue("") String reason) {
        MaintenanceLock lock = desk.locks().stream()
                .filter(l -> l.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("There is no lock '" + id + "'."));
        String why = reason.isBlank() ? "work done" : words("reason", reason.strip());
        audit.what("maintenance.unlock")
                .before(lock.module() + " " + lock.words())
                .why(why);
        if (!lock.holder().equals(person.user())) {
            throw Refusal.conflict("Held by " + lock.words() + ": each holder takes off their own.", "HELD", List.of());
        }
        // off in the cycle before it is off on the disk: a lock that comes back after a power cut is a nuisance, one
        // that
        // is lost is a hand
        asking.ask(reply -> new ReleaseLock(id, person.user(), why, reply));
        desk.forget(lock, why);
        return Response.noContent().build();
    }

    // ---------------------------------------------------------------- words

    private static <E extends Enum<E>> E word(String field, String given, E[] all) {
        for (E one : all) {
            if (one.name().equals(given)) {
                return one;
            }
        }
        throw Refusal.rule(field, "one-of", "'" + field + "' is one of " + List.of(all) + ".");
    }

    private static void check(List<Violation> wrong, boolean right, String field, String rule, String message) {
        if (!right) {
            wrong.add(new Violation(field, rule, message));
        }
    }

    private static String words(String field, String given) {
        if (given.length() > LONGEST_WORDS) {
            throw Refusal.rule(field, "length", "At most " + LONGEST_WORDS + " characters.");
        }
        return given;
    }

    private static OptionalDouble known(Double value) {
        return Optional.ofNullable(value).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static String text(String given) {
        return given == null ? "" : given.strip();
    }
}
