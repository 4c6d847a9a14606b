package org.sputterpilot.hmi;

import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.sputterpilot.hmi.wire.Me;
import org.sputterpilot.hmi.wire.PasswordChange;
import org.sputterpilot.hmi.wire.SignedOut;
import org.sputterpilot.hmi.wire.TokenLine;
import org.sputterpilot.hmi.wire.TokenOrder;
import org.sputterpilot.hmi.wire.Violation;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.ApiToken;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Sessions;
import org.sputterpilot.security.UserEntry;
import org.sputterpilot.security.UserRegister;

/** The person at the screen, and what is theirs. */
@Path("/")
public class MeResource {
    @Inject
    Person person;

    @Inject
    SecurityIdentity identity;

    @Inject
    UserRegister users;

    @Inject
    Sessions sessions;

    @Inject
    SiteIdentity site;

    @Inject
    StreamHub streams;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    @ConfigProperty(name = "sputterpilot.tokens.longest-days")
    int longestDays;

    /** Who I am and what I may do. */
    @GET
    @Path("/me")
    @Authenticated
    public Me me() {
        Account account = account();
        List<String> roles = account.roles().stream().sorted().map(Role::word).toList();
        Map<String, Boolean> can = new LinkedHashMap<>();
        for (Permission permission : Permission.values()) {
            can.put(permission.word(), identity.checkPermissionBlocking(new StringPermission(permission.word())));
        }
        String by = identity.getAttribute(EntryCheck.BY);
        String service = users.entry(account.user()).flatMap(UserEntry::issuer).orElse(null);
        return new Me(account.user(), account.name(), roles, can, account.mustChangePassword(), by, service);
    }

    private Account account() {
        return person.account().orElseThrow(() -> Refusal.forbidden("This account no longer exists."));
    }

    /** Another password; ends the person's other sessions. */
    @POST
    @Path("/me/password")
    @PermissionsAllowed(Permission.Word.OWN_ACCOUNT)
    public void changePassword(PasswordChange change) {
        audit.what("account.password");
        Person.required("body", change);
        char[] password = Person.required("password", change.password()).toCharArray();
        if (users.isVouched(person.user())) {
            throw Refusal.forbidden("Your password is kept by the identity service, and changed there.");
        }
        person.prove(Person.required("current", change.current()));
        users.changePassword(account().user(), password, clock.instant());
        String screen = person.session().map(session -> session.id()).orElse("");
        String user = person.user();
        sessions.end(session -> session.user().equals(user) && !session.id().equals(screen));
        streams.signedOut(who -> who.startsWith(user + "@") && !who.endsWith("#" + screen));
    }

    /** My keys for scripts, those that have ended included. */
    @GET
    @Path("/me/tokens")
    @PermissionsAllowed(Permission.Word.OWN_ACCOUNT)
    public List<TokenLine> tokens() {
        return users.tokens(account().user()).stream()
                .map(token -> line(token, null))
                .toList();
    }

    /** A new key; the answer is the only place where it is ever shown. */
    @POST
    @Path("/me/tokens")
    @PermissionsAllowed(Permission.Word.OWN_ACCOUNT)
    public Response newToken(TokenOrder order) {
        audit.what("account.token");
        Person.required("body", order);
        List<Permission> scope = new ArrayList<>();
        List<Violation> unknown = new ArrayList<>();
        for (String word : Person.required("scope", order.scope())) {
            Permission.of(word == null ? "" : word)
                    .ifPresentOrElse(
                            scope::add,
                            () -> unknown.add(new Violation("scope", "word", "'" + word + "' is no permission.")));
        }
        if (!unknown.isEmpty()) {
            throw Refusal.rules(unknown);
        }
        UserRegister.NewToken made = users.newToken(
                account().user(),
                order.name(),
                scope,
                Person.required("days", order.days()),
                longestDays,
                clock.instant());
        audit.after(made.token().id() + " " + made.token().name() + " " + order.scope());
        return Response.status(201).entity(line(made.token(), made.key())).build();
    }

    /** Takes a key back, at once. */
    @DELETE
    @Path("/me/tokens/{id}")
    @PermissionsAllowed(Permission.Word.OWN_ACCOUNT)
    public void revokeToken(@PathParam("id") String id) {
        audit.what("account.token.revoke").after(id);
        users.revokeToken(account().user(), id, clock.instant())
                .orElseThrow(() -> Refusal.unknown("You have no key '" + id + "'."));
    }

    private TokenLine line(ApiToken token, String key) {
        return new TokenLine(
                token.id(),
                token.name(),
                token.scope().stream().sorted().map(Permission::word).toList(),
                token.createdAt(),
                token.expiresAt(),
                token.revokedAt().orElse(null),
                token.valid(clock.instant()),
                key);
    }

    /**
     * Forgets the session on this console and ends its streams. The run is never affected. Somebody the identity
     * service vouches for is told where it forgets them too.
     */
    @POST
    @Path("/logout")
    @PermitAll
    @WhileLocked
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SignedOut.class)))
    @APIResponse(responseCode = "204")
    public Response logout(RoutingContext context) {
        audit.what("sign-out");
        Optional<String> elsewhere = site.service()
                .filter(service -> users.isVouched(person.user()))
                .flatMap(service -> service.signOut(site.here(context.request()) + "/"));
        person.session().ifPresent(session -> {
            sessions.end(one -> one.id().equals(session.id()));
            streams.signedOut(who -> who.endsWith("#" + session.id()));
        });
        SignInRoute.forget(context);
        return elsewhere
                .map(address -> Response.ok(new SignedOut(address)).build())
                .orElseGet(() -> Response.noContent().build());
    }
}
