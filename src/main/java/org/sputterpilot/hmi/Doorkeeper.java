package org.sputterpilot.hmi;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sputterpilot.hmi.wire.Problem;

/**
 * Looks at every request before anybody else does: refuses odd spellings of a path, another site's pages acting in a
 * user's name, and host names that are not ours; and tells the browser to trust nothing but this server.
 */
@ApplicationScoped
public class Doorkeeper {
    /** Before authentication, which Quarkus does at 200. */
    private static final int FIRST = 10_000;

    private static final int BEFORE_RESOURCES = -10_000;
    private static final String SIGN_IN = "/j_security_check";

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    private final boolean onLoopback;

    Doorkeeper(@ConfigProperty(name = "quarkus.http.host") String host) {
        onLoopback = isLoopbackName(host);
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, FIRST);
    }

    /** A refused form sign-in says so itself: its body has been read, so no resource can take the request any more. */
    void signIn(@Observes Router router) {
        router.post(SIGN_IN)
                .order(BEFORE_RESOURCES)
                .failureHandler(
                        context -> refuse(context, 401, "Not signed in", "User name and password do not match."));
    }

    /** Whether a configured host name means this machine only. */
    public static boolean isLoopbackName(String host) {
        return LOOPBACK_NAMES.contains(host) || host.equals("::1");
    }

    private void look(RoutingContext context) {
        HttpServerRequest request = context.request();
        var headers = context.response().headers();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        String path = request.path();
        if (path == null || isOdd(path)) {
            refuse(context, 400, "Malformed request", "The path is spelled in a way this server does not accept.");
            return;
        }
        if (path.startsWith("/api/")) {
            headers.set("Cache-Control", "no-store");
        } else if (path.startsWith("/assets/")) {
            // their names change with their content
            cache(context, "public, immutable, max-age=31536000");
        } else {
            cache(context, "no-cache");
        }
        String host = request.authority() == null ? "" : request.authority().host();
        if (onLoopback && !LOOPBACK_NAMES.contains(host.toLowerCase(Locale.ROOT)) && !host.equals("::1")) {
            refuse(context, 421, "Another host", "This server answers to localhost only.");
            return;
        }
        if (!READS.contains(request.method()) && isForeign(request)) {
            refuse(context, 403, "Not allowed", "The call comes from another site's page.");
            return;
        }
        context.next();
    }

    private static void cache(RoutingContext context, String rule) {
        context.addHeadersEndHandler(end -> context.response().headers().set("Cache-Control", rule));
    }

    /** What no call of ours has answered. */
    void last(@Observes Router router) {
        router.route("/api/*")
                .order(Integer.MAX_VALUE)
                .handler(context -> refuse(context, 404, "Not found", "There is no such call."));
    }

    /**
     * Paths that two readers could read differently: matrix parameters, doubled slashes, encoded slashes, dots and
     * semicolons. No resource of ours needs any of them.
     */
    static boolean isOdd(String path) {
        if (path.indexOf(';') >= 0 || path.contains("//") || path.indexOf('\\') >= 0 || path.contains("/../")) {
            return true;
        }
        if (path.endsWith("/..") || path.contains("/./") || path.endsWith("/.")) {
            return true;
        }
        int percent = path.indexOf('%');
        while (percent >= 0) {
            String code = path.substring(percent + 1, Math.min(percent + 3, path.length()))
                    .toLowerCase(Locale.ROOT);
            if (Set.of("3b", "2f", "5c", "2e", "00", "25").contains(code) || code.length() < 2) {
                return true;
            }
            percent = path.indexOf('%', percent + 1);
        }
        return false;
    }

    private static boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null || !authority.equalsIgnoreCase(request.getHeader("Host"));
        } catch (IllegalArgumentException notAnOrigin) {
            return true;
        }
    }

    private static void refuse(RoutingContext context, int status, String title, String detail) {
        Problem problem = Problem.of(status, title, detail, context.request().path());
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(Json.encode(problem));
    }
}
