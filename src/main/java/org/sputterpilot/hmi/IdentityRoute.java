package org.sputterpilot.hmi;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.Errands;
import org.sputterpilot.security.IdentityService;
import org.sputterpilot.security.IdentityService.NotBelievedException;
import org.sputterpilot.security.Proofs;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Session;
import org.sputterpilot.security.Sessions;
import org.sputterpilot.security.UserRegister;
import org.sputterpilot.security.Vouched;

/**
 * The way of a browser to the site's identity service and back: to sign in, or to show again who one is for one act.
 * What comes back opens the same session a password opens.
 */
@ApplicationScoped
public class IdentityRoute {
    private static final int AFTER_THE_DOORKEEPER = -5_000;
    private static final String COOKIE = "sputterpilot-errand";
    private static final String PATH = "/oidc";
    private static final long ERRAND_S = 600;

    /** Words for the sign-in page; what exactly was wrong stands in the audit. */
    private static final String REFUSED = "refused";

    private static final String NO_ROLE = "no-role";
    private static final String UNREACHABLE = "unreachable";

    private static final String PAGE = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>%1$s</title>
            <p>%1$s Close this window.</p><p lang="zh">%2$s 请关闭此窗口。</p></html>
            """;

    @Inject
    SiteIdentity site;

    @Inject
    Errands errands;

    @Inject
    Proofs proofs;

    @Inject
    UserRegister users;

    @Inject
    Sessions sessions;

    @Inject
    SignInRoute signIn;

    @Inject
    DoorBook book;

    @Inject
    Clock clock;

    void register(@Observes Router router) {
        if (site.service().isEmpty()) {
            return;
        }
        IdentityService service = site.service().get();
        router.get(PATH + "/sign-in").order(AFTER_THE_DOORKEEPER).handler(context -> leave(context, service, ""));
        router.get(PATH + "/confirm").order(AFTER_THE_DOORKEEPER).handler(context -> confirm(context, service));
        router.get(SiteIdentity.BACK).order(AFTER_THE_DOORKEEPER).handler(context -> back(context, service));
    }

    /** The person of this session is to show again who they are. */
    private void confirm(RoutingContext context, IdentityService service) {
        String proof = Optional.ofNullable(context.request().getParam("proof")).orElse("");
        Optional<String> asked = proofs.waiting(proof, clock.instant());
        if (asked.isEmpty() || !asked.equals(session(context).map(Session::id))) {
            Doorkeeper.refuse(context, 404, "Not found", "This screen has not asked for it, or too long ago.");
            return;
        }
        leave(context, service, proof);
    }

    private Optional<Session> session(RoutingContext context) {
        return Optional.ofNullable(context.request().getCookie(EntryCheck.COOKIE))
                .flatMap(cookie -> sessions.find(cookie.getValue(), clock.instant()));
    }

    private void leave(RoutingContext context, IdentityService service, String proof) {
        String backTo = site.here(context.request()) + SiteIdentity.BACK;
        context.vertx()
                .executeBlocking(() -> service.errand(backTo, clock.instant()), false)
                .onSuccess(errand -> {
                    context.response().addCookie(cookie(context, errands.leave(errand, backTo, proof), ERRAND_S));
                    goTo(context, errand.address());
                })
                .onFailure(failure -> notBelieved(context, failure, proof, UNREACHABLE));
    }

    /** Lax, because the browser comes back from another site; it opens nothing by itself. */
    private static Cookie cookie(RoutingContext context, String value, long seconds) {
        return Cookie.cookie(COOKIE, value)
                .setPath(PATH)
                .setHttpOnly(true)
                .setSecure(context.request().isSSL())
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(seconds);
    }

    private void back(RoutingContext context, IdentityService service) {
        Cookie key = context.request().getCookie(COOKIE);
        context.response().addCookie(cookie(context, "", 0));
        String state = Optional.ofNullable(context.request().getParam("state")).orElse("");
        Optional<Errands.UnderWay> way = errands.back(state, key == null ? "" : key.getValue(), clock.instant());
        if (way.isEmpty()) {
            book.refused(context, "sign-in", "refused: nobody left for the identity service like that");
            goTo(context, "/?sign-in=" + REFUSED);
            return;
        }
        Map<String, List<String>> answer = new HashMap<>();
        context.queryParams().forEach(one -> answer.put(one.getKey(), List.of(one.getValue())));
        context.vertx()
                .executeBlocking(
                        () -> {
                            Vouched person =
                                    service.redeem(way.get().errand(), way.get().backTo(), answer);
                            return way.get().proof().isEmpty()
                                    ? signedIn(context, person)
                                    : confirmed(context, person, way.get().proof());
                        },
                        false)
                .onSuccess(then -> then.accept(context))
                .onFailure(failure -> notBelieved(context, failure, way.get().proof(), REFUSED));
    }

    /** What is left to do on the browser's own thread. */
    private interface Then extends java.util.function.Consumer<RoutingContext> {}

    private Then signedIn(RoutingContext context, Vouched person) {
        if (person.roles().isEmpty()) {
            book.refused(context, "sign-in", "refused: " + person.user() + " has no role in this plant");
            return then -> goTo(then, "/?sign-in=" + NO_ROLE);
        }
        Optional<Account> account =
                users.awaitOpen(EntryCheck.PATIENCE) ? users.admit(person, clock.instant()) : Optional.empty();
        if (account.isEmpty()) {
            book.refused(context, "sign-in", "refused: " + person.user() + " is disabled");
            return then -> goTo(then, "/?sign-in=" + REFUSED);
        }
        String roles = person.roles().stream().sorted().map(Role::word).collect(Collectors.joining(" "));
        book.done(context, person.user(), "sign-in", person.name() + " | " + roles);
        return then -> {
            signIn.open(then, account.get(), "identity service");
            goTo(then, "/");
        };
    }

    /** Only the person of the session that asked may confirm its act. */
    private Then confirmed(RoutingContext context, Vouched person, String proof) {
        Instant now = clock.instant();
        Optional<String> asked = proofs.waiting(proof, now);
        boolean right = sessions.all(now).stream()
                .anyMatch(session -> asked.equals(Optional.of(session.id()))
                        && session.user().equals(person.user()));
        proofs.decided(proof, right, now);
        if (!right) {
            book.refused(context, "session.reauthentication", "refused: " + person.user() + " is not who asked");
        }
        return right
                ? then -> said(then, 200, "It is confirmed.", "已确认。")
                : then -> said(then, 403, "This is not the person of the session.", "不是本会话的用户。");
    }

    private static void said(RoutingContext context, int status, String english, String chinese) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end(PAGE.formatted(english, chinese));
    }

    /** Nothing came of it: the sign-in page says so, or the window that was opened for one act. */
    private void notBelieved(RoutingContext context, Throwable failure, String proof, String word) {
        String why = failure instanceof NotBelievedException told ? told.getMessage() : "an error of this program";
        if (proof.isEmpty()) {
            book.refused(context, "sign-in", "refused: " + why);
            goTo(context, "/?sign-in=" + word);
        } else {
            proofs.decided(proof, false, clock.instant());
            book.refused(context, "session.reauthentication", "refused: " + why);
            said(context, 403, "It is not confirmed.", "未确认。");
        }
    }

    private static void goTo(RoutingContext context, String address) {
        context.response()
                .setStatusCode(303)
                .putHeader("Location", address)
                .putHeader("Cache-Control", "no-store")
                .end();
    }
}
