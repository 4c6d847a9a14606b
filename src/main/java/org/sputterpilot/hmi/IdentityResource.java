package org.sputterpilot.hmi;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.sputterpilot.hmi.wire.Reauthentication;
import org.sputterpilot.hmi.wire.SignInWays;
import org.sputterpilot.security.IdentityService;
import org.sputterpilot.security.Proofs;
import org.sputterpilot.security.Session;
import org.sputterpilot.security.UserRegister;

/** How people show who they are: to sign in, and again under an act. */
@Path("/")
public class IdentityResource {
    @Inject
    SiteIdentity site;

    @Inject
    Proofs proofs;

    @Inject
    UserRegister users;

    @Inject
    Person person;

    @Inject
    SignatureMeanings meanings;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** How one may sign in here. */
    @GET
    @Path("/sign-in")
    @PermitAll
    public SignInWays ways() {
        return new SignInWays(true, site.service().map(IdentityService::issuer).orElse(null));
    }

    /** What a signature may mean, by act, where the site has said so; elsewhere the pages' own words stand. */
    @GET
    @Path("/signatures/meanings")
    @Authenticated
    public Map<String, List<String>> meanings() {
        return meanings.byAct();
    }

    /** The person is to show the identity service again who they are; where, and under which name the proof is kept. */
    @POST
    @Path("/session/reauthentication")
    @Authenticated
    @WhileLocked
    public Reauthentication ask() {
        audit.what("session.reauthentication");
        Session own = session();
        if (site.service().isEmpty() || !users.isVouched(own.user())) {
            throw Refusal.conflict("Your password is kept here: enter it under the act.", "password", List.of());
        }
        String proof = proofs.ask(own.id(), clock.instant());
        return new Reauthentication(
                proof,
                Proofs.State.WAITING.name(),
                "/oidc/confirm?proof=" + URLEncoder.encode(proof, StandardCharsets.UTF_8));
    }

    /** Whether the person has shown it. */
    @GET
    @Path("/session/reauthentication/{proof}")
    @Authenticated
    public Reauthentication state(@PathParam("proof") String proof) {
        return proofs.state(proof, session().id(), clock.instant())
                .map(state -> new Reauthentication(proof, state.name(), null))
                .orElseThrow(() -> Refusal.unknown("This screen has not asked for it, or too long ago."));
    }

    private Session session() {
        return person.session()
                .orElseThrow(() -> Refusal.forbidden("A script shows nobody: sign in at a screen to sign."));
    }
}
