package org.sputterpilot.hmi;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.Sessions;
import org.sputterpilot.security.UserRegister;

/** The sign-in form of the screens: user name and password become a session, whose key only the browser keeps. */
@ApplicationScoped
public class SignInRoute {
    private static final String PATH = "/j_security_check";
    /** After the doorkeeper, who looks at -10,000; before authentication, which Quarkus does at -200. */
    private static final int AFTER_THE_DOORKEEPER = -5_000;

    private static final int LONGEST_BROWSER = 200;

    @Inject
    EntryCheck entry;

    @Inject
    Sessions sessions;

    @Inject
    DoorBook book;

    @Inject
    StreamHub streams;

    @Inject
    HttpLimits limits;

    @Inject
    Clock clock;

    void register(@Observes Router router) {
        router.post(PATH)
                .order(AFTER_THE_DOORKEEPER)
                .handler(BodyHandler.create(false).setBodyLimit(limits.formBytes()))
                .handler(this::signIn)
                .failureHandler(context -> Doorkeeper.refuse(
                        context,
                        context.statusCode() == 413 ? 413 : 400,
                        context.statusCode() == 413 ? "Too large" : "Malformed request",
                        "The form cannot be read."));
    }

    private void signIn(RoutingContext context) {
        String user = context.request().getFormAttribute("j_username");
        String password = context.request().getFormAttribute("j_password");
        if (user == null || user.isBlank() || password == null || password.isEmpty()) {
            Doorkeeper.refuse(context, 400, "Malformed request", "User name and password are needed.");
            return;
        }
        String source = EntryCheck.source(context);
        context.vertx()
                .executeBlocking(
                        () -> {
                            UserRegister.Answer answer = entry.tried(context, user, password.toCharArray(), source);
                            answer.account().ifPresent(account -> book.done(context, account.user(), "sign-in"));
                            return answer;
                        },
                        false)
                .onFailure(context::fail)
                .onSuccess(answer -> answered(context, answer));
    }

    private void answered(RoutingContext context, UserRegister.Answer answer) {
        if (answer.account().isPresent()) {
            open(context, answer.account().get(), "password");
            context.response()
                    .putHeader("Content-Type", "application/json")
                    .end(new JsonObject()
                            .put("user", answer.account().get().user())
                            .put("mustChangePassword", answer.account().get().mustChangePassword())
                            .encode());
        } else if (answer.patience().isZero()) {
            Doorkeeper.refuse(context, 401, "Not signed in", "User name and password do not match.");
        } else {
            long seconds = EntryCheck.seconds(answer.patience());
            context.response().putHeader("Retry-After", String.valueOf(seconds));
            Doorkeeper.refuse(
                    context,
                    429,
                    "Too many tries",
                    "User name and password do not match. Wait " + seconds + " s before the next try.");
        }
    }

    /** Opens a session with a new key; one this browser had before ends, whoever's it was. */
    void open(RoutingContext context, Account account, String by) {
        Cookie before = context.request().getCookie(EntryCheck.COOKIE);
        if (before != null) {
            sessions.find(before.getValue(), clock.instant()).ifPresent(old -> {
                sessions.end(old::equals);
                streams.signedOut(who -> who.endsWith("#" + old.id()));
            });
        }
        String browser = context.request().getHeader("User-Agent");
        Sessions.Opened opened = sessions.open(
                account.user(),
                EntryCheck.source(context),
                browser == null ? "" : browser.substring(0, Math.min(LONGEST_BROWSER, browser.length())),
                by,
                clock.instant());
        context.response().addCookie(cookie(context, opened.key()));
    }

    static Cookie cookie(RoutingContext context, String value) {
        return Cookie.cookie(EntryCheck.COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(context.request().isSSL())
                .setSameSite(CookieSameSite.STRICT);
    }

    /** Tells the browser to forget its key. */
    static void forget(RoutingContext context) {
        context.response().addCookie(cookie(context, "").setMaxAge(0));
    }
}
