package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.sputterpilot.genealogy.Disposition;
import org.sputterpilot.genealogy.Genealogy;
import org.sputterpilot.genealogy.Release;
import org.sputterpilot.genealogy.ReleaseStep;
import org.sputterpilot.genealogy.Thing;
import org.sputterpilot.hmi.wire.RiskOrder;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Signature;

/** Releases before every result is in: one asks, another signs. */
@Path("/dispositions/requests")
public class RiskResource {
    @Inject
    GenealogyDesk desk;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** An engineer asks QA to release something before every result is in; signed. */
    @POST
    @PermissionsAllowed(Permission.Word.REVIEW_RUN)
    public Response ask(RiskOrder order) {
        RiskOrder given = Person.required("entity", order);
        String entity = Person.required("entity", given.entity());
        String reason = ReviewResource.words(Person.reason(given.reason()));
        Instant end = Person.required("expires", given.expires());
        audit.what("genealogy.ask-release-at-risk")
                .after(entity + " until " + end)
                .why(reason);
        Genealogy genealogy = desk.genealogy();
        Thing thing = ThingPages.refusing(() -> genealogy.named(entity));
        Release release = genealogy.release();
        ThingPages.refusing(() -> {
            release.requestable(thing.ref(), end, clock.instant());
            return thing;
        });
        Signature by = person.sign(
                given.signature(),
                "disposition of " + thing.label(),
                Map.of("asks", Disposition.RELEASED_AT_RISK.name(), "reason", reason, "expires", end));
        ReleaseStep made = ThingPages.refusing(() -> release.ask(thing.ref(), by, reason, end, audit.signature()));
        return Response.status(Response.Status.CREATED)
                .entity(ReviewResource.step(made))
                .build();
    }
}
