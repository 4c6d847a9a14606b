package org.sputterpilot.hmi;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.IdentityService;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.PermissionMatrix;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Session;
import org.sputterpilot.security.Sessions;
import org.sputterpilot.security.UserRegister;

/**
 * Who makes a call: the cookie of a screen's session, a user name with its password, or a key. What the account may do
 * is looked up anew with every call.
 */
@ApplicationScoped
public class EntryCheck implements HttpAuthenticationMechanism {
    /** The session of this identity, when it came by cookie. */
    static final String SESSION = "sputterpilot.session";
    /** How the person proved who they are. */
    static final String BY = "sputterpilot.by";

    static final String COOKIE = "sputterpilot-session";

    private static final String WAIT = "sputterpilot.wait";
    private static final String ABORT = "/api/v1/abort";
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** With a one-time password nothing else is possible. */
    private static final Set<Permission> ONLY_CHANGE_PASSWORD = EnumSet.of(Permission.OWN_ACCOUNT, Permission.ABORT);

    @Inject
    UserRegister users;

    @Inject
    Sessions sessions;

    @Inject
    SiteIdentity site;

    @Inject
    DoorBook book;

    @Inject
    Clock clock;

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String given = context.request().getHeader("Authorization");
        Uni<SecurityIdentity> known;
        if (given == null) {
            known = Uni.createFrom().optional(bySession(context));
        } else if (given.regionMatches(true, 0, "Basic ", 0, 6)) {
            known = byPassword(context, given.substring(6));
        } else if (given.regionMatches(true, 0, "Bearer ", 0, 7)) {
            known = byToken(context, given.substring(7).strip());
        } else {
            known = Uni.createFrom().failure(new AuthenticationFailedException("an unknown kind of sign-in"));
        }
        if (ABORT.equals(context.request().path())) {
            // whoever stands at the console may abort, whatever became of their password
            return known.onFailure(AuthenticationFailedException.class).recoverWithNull();
        }
        return known;
    }

    private Optional<SecurityIdentity> bySession(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Session> session = sessions.find(cookie.getValue(), now);
        if (session.isPresent() && context.request().getHeader("X-Active") != null) {
            sessions.seen(session.get().id(), now);
        }
        return session.flatMap(one -> users.find(one.user())
                .map(account -> identity(account, PermissionMatrix.granted(account.roles()), "session", one)));
    }

    private Uni<SecurityIdentity> byToken(RoutingContext context, String key) {
        if (site.service().isPresent() && !key.startsWith(UserRegister.TOKEN_BEGINS)) {
            return byIdentityService(context, site.service().get(), key);
        }
        return users.byToken(key, clock.instant())
                .map(granted ->
                        Uni.createFrom().item(identity(granted.account(), granted.permissions(), "token", null)))
                .orElseGet(() -> {
                    book.refused(context, "sign-in", "refused 401: the key is unknown or has ended");
                    return Uni.createFrom().failure(new AuthenticationFailedException("an unknown key"));
                });
    }

    /** A token the site's identity service gave a script: what its roles may, but never the account itself. */
    private Uni<SecurityIdentity> byIdentityService(RoutingContext context, IdentityService service, String token) {
        return Uni.createFrom()
                .completionStage(() -> context.vertx()
                        .executeBlocking(
                                () -> users.awaitOpen(PATIENCE)
                                        ? service.bearer(token)
                                                .flatMap(script -> users.speaksFor(script, clock.instant()))
                                        : Optional.<Account>empty(),
                                false)
                        .toCompletionStage())
                .map(known -> {
                    Account account = known.orElseThrow(() -> {
                        book.refused(context, "sign-in", "refused 401: the token is not one of " + service.issuer());
                        return new AuthenticationFailedException("an unknown token");
                    });
                    Set<Permission> may = EnumSet.noneOf(Permission.class);
                    may.addAll(PermissionMatrix.granted(account.roles()));
                    may.remove(Permission.OWN_ACCOUNT);
                    return identity(account, may, "token", null);
                });
    }

    private Uni<SecurityIdentity> byPassword(RoutingContext context, String encoded) {
        String text;
        try {
            text = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return Uni.createFrom().failure(new AuthenticationFailedException("not Base64"));
        }
        int colon = text.indexOf(':');
        if (colon < 1) {
            return Uni.createFrom().failure(new AuthenticationFailedException("no user name"));
        }
        String source = source(context);
        return Uni.createFrom()
                .completionStage(() -> context.vertx()
                        .executeBlocking(
                                () -> tried(
                                        context,
                                        text.substring(0, colon),
                                        text.substring(colon + 1).toCharArray(),
                                        source),
                                false)
                        .toCompletionStage())
                .map(answer -> answer.account()
                        .map(account -> identity(account, PermissionMatrix.granted(account.roles()), "password", null))
                        .orElseThrow(() -> {
                            if (!answer.patience().isZero()) {
                                context.put(WAIT, answer.patience());
                            }
                            return new AuthenticationFailedException("not signed in");
                        }));
    }

    /** Tries to sign in, and writes a failure down. */
    UserRegister.Answer tried(RoutingContext context, String user, char[] password, String source) {
        if (!users.awaitOpen(PATIENCE)) {
            return new UserRegister.Answer(Optional.empty(), Duration.ofSeconds(1));
        }
        UserRegister.Answer answer = users.check(user, password, source, clock.instant());
        if (answer.account().isEmpty()) {
            String wait = answer.patience().isZero() ? "" : "; the next try waits " + seconds(answer.patience()) + " s";
            book.refused(context, "sign-in", "refused 401: user name and password do not match" + wait);
        }
        return answer;
    }

    private static SecurityIdentity identity(
            Account account, Collection<Permission> permissions, String by, Session session) {
        Set<Permission> allowed = EnumSet.noneOf(Permission.class);
        allowed.addAll(permissions);
        if (account.mustChangePassword()) {
            allowed.retainAll(ONLY_CHANGE_PASSWORD);
        }
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(account.user()))
                .addRoles(account.roles().stream().map(Role::word).collect(Collectors.toSet()))
                .addPermissionsAsString(allowed.stream().map(Permission::word).collect(Collectors.toSet()))
                .addAttribute(BY, by);
        if (session != null) {
            identity.addAttribute(SESSION, session);
        }
        return identity.build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(challenge(context));
    }

    /** Too many tries are told like that; nothing here makes a browser ask for a password in a window of its own. */
    private static ChallengeData challenge(RoutingContext context) {
        if (context.get(WAIT) instanceof Duration wait) {
            return new ChallengeData(429, "Retry-After", String.valueOf(seconds(wait)));
        }
        return new ChallengeData(401, Map.of("WWW-Authenticate", "Bearer realm=\"Sputterpilot\""));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        ChallengeData challenge = challenge(context);
        challenge
                .getHeaders()
                .forEach((name, value) -> context.response().headers().set(name, value));
        if (challenge.status == 429) {
            Doorkeeper.refuse(context, 429, "Too many tries", "Wait before the next try to sign in.");
        } else {
            Doorkeeper.refuse(context, 401, "Sign in first", "This call needs a signed-in user.");
        }
        return Uni.createFrom().item(true);
    }

    /** How long the next try has to wait, when this call was refused for too many. */
    static Optional<Duration> wait(RoutingContext context) {
        return context.get(WAIT) instanceof Duration wait ? Optional.of(wait) : Optional.empty();
    }

    static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    static String source(RoutingContext context) {
        return context.request().remoteAddress() == null
                ? ""
                : context.request().remoteAddress().hostAddress();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
