package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.sputterpilot.genealogy.Disposition;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Mark;
import org.sputterpilot.genealogy.Missing;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.genealogy.Release;
import org.sputterpilot.genealogy.ReleaseStep;
import org.sputterpilot.genealogy.RunPapers;
import org.sputterpilot.genealogy.Standing;
import org.sputterpilot.genealogy.Thing;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.hmi.wire.ReviewOrder;
import org.sputterpilot.hmi.wire.ReviewPage;
import org.sputterpilot.logbook.Deviation;
import org.sputterpilot.logbook.DeviationRules;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Signature;

/** What a batch needs before it may be used, and the review people sign on the way. */
@Path("/runs")
public class ReviewResource {
    private static final int LONGEST_TEXT = 2000;

    @Inject
    GenealogyDesk desk;

    @Inject
    DeviationDesk deviations;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** The review of a batch by exception: only what was not as it should have been, and what is missing. */
    @GET
    @Path("/{id}/review")
    @PermissionsAllowed(Permission.Word.WATCH)
    public ReviewPage review(String id) {
        RunRow row = find(id);
        Genealogy genealogy = desk.genealogy();
        Thing run = ThingPages.refusing(() -> genealogy.named(id));
        Release release = genealogy.release();
        Instant now = clock.instant();
        List<RunPapers> behind = release.papers(run.ref(), now);
        RunPapers papers =
                behind.stream().filter(one -> one.run().equals(id)).findFirst().orElseThrow();
        Disposition own = genealogy.standing(run.ref(), now).own();
        DeviationRules rules = deviations.deviations().rules();
        return new ReviewPage(
                id,
                row.recipe(),
                row.recipeVersion(),
                row.state(),
                row.operator(),
                row.production(),
                row.endedAt().orElse(null),
                !papers.seal().isEmpty(),
                papers.breaks(),
                own.name(),
                items(genealogy, papers, now),
                papers.deviations().stream()
                        .sorted(Comparator.comparing(Deviation::isClosed))
                        .map(one -> DeviationPages.page(one, rules, now))
                        .toList(),
                own.blocksUse() ? holds(genealogy, run.ref()) : List.of(),
                lacks(release.missing(run.ref(), behind, false, now)),
                lacks(release.missing(run.ref(), behind, true, now)),
                release.reviews(papers).stream().map(ReviewResource::step).toList(),
                release.request(run.ref()).map(ReviewResource::step).orElse(null),
                Disposition.TABLE.allowed(own).stream()
                        .filter(act -> act != Disposition.Act.EXPIRE)
                        .map(Enum::name)
                        .toList());
    }

    private RunRow find(String id) {
        return deviations.run(id).orElseThrow(() -> Refusal.unknown("There is no run '" + id + "'."));
    }

    private static List<ReviewPage.Item> items(Genealogy genealogy, RunPapers papers, Instant now) {
        List<ReviewPage.Item> items = new ArrayList<>();
        for (String label : papers.items()) {
            genealogy.book().find(label).ifPresent(thing -> {
                Standing standing = genealogy.standing(thing.ref(), now);
                items.add(new ReviewPage.Item(
                        label, standing.own().name(), standing.effective().name()));
            });
        }
        return items;
    }

    /** Why it was put on hold, in the words of who or what did it. */
    private static List<String> holds(Genealogy genealogy, Ref run) {
        return genealogy.book().history(run).stream()
                .reduce((one, later) -> later)
                .map(Mark::reason)
                .map(List::of)
                .orElse(List.of());
    }

    private static List<ReviewPage.Lack> lacks(List<Missing> missing) {
        return missing.stream()
                .map(one -> new ReviewPage.Lack(
                        one.need().name(),
                        one.run().isEmpty() ? null : one.run(),
                        one.subject().isEmpty() ? null : one.subject(),
                        one.text()))
                .toList();
    }

    static ReviewPage.Step step(ReleaseStep step) {
        return new ReviewPage.Step(
                step.by().user(),
                step.by().name(),
                step.by().at(),
                step.text(),
                step.expires().orElse(null),
                step.signature());
    }

    /** Somebody other than the operator has looked through the record of a run; signed. */
    @POST
    @Path("/{id}/review")
    @PermissionsAllowed(Permission.Word.REVIEW_RUN)
    public Response sign(String id, ReviewOrder order) {
        audit.what("run.review").after(id);
        String text = words(Person.required("text", order == null ? null : order.text()));
        audit.why(text);
        find(id);
        Genealogy genealogy = desk.genealogy();
        Ref run = ThingPages.refusing(() -> genealogy.named(id)).ref();
        Release release = genealogy.release();
        RunPapers papers = ThingPages.refusing(() -> release.reviewable(run, person.user()));
        Signature by = person.sign(
                order.signature(),
                "run " + id,
                Map.of(
                        "review",
                        text,
                        "seal",
                        papers.seal(),
                        "deviations",
                        papers.deviations().stream()
                                .map(one -> one.number() + " " + one.state())
                                .toList()));
        ReleaseStep made = ThingPages.refusing(() -> release.review(run, by, text, audit.signature()));
        return Response.created(URI.create("/api/v1/runs/" + id + "/review"))
                .entity(step(made))
                .build();
    }

    static String words(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw Refusal.rule("text", "range", "At most " + LONGEST_TEXT + " letters.");
        }
        return text.strip();
    }
}
