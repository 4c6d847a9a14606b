package org.sputterpilot.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sputterpilot.historian.MaintenanceBook;
import org.sputterpilot.historian.MaintenanceBook.ProofTest;
import org.sputterpilot.hmi.wire.ProofTestPage;
import org.sputterpilot.hmi.wire.ProofTestRow;
import org.sputterpilot.interlocks.Cause;
import org.sputterpilot.interlocks.ProofDue;
import org.sputterpilot.interlocks.ProofPlan;
import org.sputterpilot.interlocks.ProofTestReport;
import org.sputterpilot.signals.Tag;

/** Proof tests as the screens and the book have them. */
final class ProofTestPages {
    private ProofTestPages() {}

    /** What a guided test has shown, as it is kept; numbers in seconds. */
    record Shown(
            String state,
            double allowedS,
            Double trippedAfterS,
            List<String> firstOut,
            List<ProofTestPage.EffectTime> effects,
            List<ProofTestPage.Step> steps,
            String why) {}

    static Shown shown(ProofTestReport report) {
        return new Shown(
                report.state().name(),
                Maintenance.seconds(report.allowed()),
                seconds(report.trippedAfter()),
                report.firstOut(),
                report.effects().stream()
                        .map(e -> new ProofTestPage.EffectTime(
                                e.effect(),
                                Maintenance.seconds(e.due()),
                                seconds(e.trippedAfter()),
                                seconds(e.safeAfter())))
                        .toList(),
                report.steps().stream()
                        .map(s -> new ProofTestPage.Step(Maintenance.seconds(s.at()), s.what()))
                        .toList(),
                report.why());
    }

    private static Double seconds(Optional<Duration> time) {
        return time.map(Maintenance::seconds).orElse(null);
    }

    static ProofTestRow row(
            Cause cause,
            ProofPlan plan,
            boolean virtual,
            Optional<ProofTest> last,
            Optional<Instant> lastPass,
            boolean failed,
            ProofDue due,
            Instant now,
            Optional<String> running) {
        boolean overdue = due.overdue(now);
        return new ProofTestRow(
                cause.id(),
                cause.title(),
                cause.hazard(),
                cause.layer().name(),
                cause.when().text(),
                cause.when().inputs().stream()
                        .filter(tag -> !tag.isState())
                        .findFirst()
                        .map(Tag::unit)
                        .map(unit -> unit.symbol())
                        .orElse(null),
                cause.proofTest().orElseThrow().toDays(),
                virtual && plan.guided(cause.id()).isPresent(),
                plan.byHand().get(cause.id()),
                plan.guided(cause.id())
                        .map(ProofPlan.Guided::leavesOut)
                        .filter(text -> !text.isEmpty())
                        .orElse(null),
                last.map(test -> new ProofTestRow.Last(
                                test.id(),
                                test.performedAt(),
                                test.signature().user(),
                                test.signature().name(),
                                test.kind().name(),
                                test.result().name()))
                        .orElse(null),
                lastPass.orElse(null),
                due.due().filter(at -> at.isAfter(Instant.EPOCH)).orElse(null),
                failed ? "FAILED" : overdue ? "OVERDUE" : due.soon() ? "DUE_SOON" : "IN_DATE",
                overdue,
                running.orElse(null));
    }

    /** A test that is on, or was until a moment ago. */
    static ProofTestPage page(ProofTestReport report, String title, boolean virtual) {
        return page(
                report.id(),
                report.cause(),
                title,
                MaintenanceBook.Kind.GUIDED.name(),
                null,
                report.startedAt(),
                null,
                report.by(),
                report.by(),
                "",
                "",
                null,
                null,
                "",
                seconds(report.trippedAfter()),
                "",
                "",
                virtual,
                shown(report));
    }

    /** A test as it was written down. */
    static ProofTestPage page(ProofTest test, String title, ObjectMapper json) {
        Shown shown = new Shown(test.result().name(), 0, null, List.of(), List.of(), List.of(), "");
        if (!test.report().isEmpty()) {
            try {
                shown = json.readValue(test.report(), Shown.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the report of proof test " + test.id() + " cannot be read", e);
            }
        }
        return page(
                test.id(),
                test.cause(),
                title,
                test.kind().name(),
                test.result().name(),
                test.performedAt(),
                test.enteredAt(),
                test.signature().user(),
                test.signature().name(),
                test.signature().meaning(),
                test.method(),
                number(test.asFound()),
                number(test.asLeft()),
                test.valueUnit(),
                number(test.reactionS()),
                test.instrument(),
                test.comment(),
                test.demonstration(),
                shown);
    }

    private static Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static ProofTestPage page(
            String id,
            String cause,
            String title,
            String kind,
            String result,
            Instant performedAt,
            Instant enteredAt,
            String who,
            String name,
            String meaning,
            String method,
            Double asFound,
            Double asLeft,
            String valueUnit,
            Double reactionS,
            String instrument,
            String comment,
            boolean demonstration,
            Shown shown) {
        return new ProofTestPage(
                id,
                cause,
                title,
                kind,
                shown.state(),
                result,
                performedAt,
                enteredAt,
                who,
                name,
                meaning,
                method,
                asFound,
                asLeft,
                valueUnit,
                reactionS,
                instrument,
                comment,
                demonstration,
                shown.allowedS() > 0 ? shown.allowedS() : null,
                shown.trippedAfterS(),
                shown.firstOut(),
                shown.effects(),
                shown.steps(),
                shown.why());
    }
}
