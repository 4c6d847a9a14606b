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
import java.util.List;
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

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    /** The abort and whoever looks after the machine are served whatever else is asked. */
    private static final Set<String> NEVER_COUNTED =
            Set.of("/api/v1/abort", "/q/health", "/q/health/ready", "/q/health/live");

    private static final String HALF_A_YEAR = "max-age=15768000";

    /** What must not be said twice, because two readers could each believe another one. */
    private static final List<String> SAID_ONCE =
            List.of("Host", "Authorization", "Content-Length", "Transfer-Encoding", "Origin", "Content-Type");

    private final boolean onLoopback;
    private final HttpLimits limits;
    private final Throttle perSource;
    private final DoorBook book;

    Doorkeeper(@ConfigProperty(name = "quarkus.http.host") String host, HttpLimits limits, DoorBook book) {
        onLoopback = isLoopbackName(host);
        this.limits = limits;
        this.book = book;
        perSource = new Throttle(limits.sourcePerSecond(), limits.sourceBurst());
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, FIRST);
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
        if (request.isSSL()) {
            headers.set("Strict-Transport-Security", HALF_A_YEAR);
        }
        String path = request.path();
        if (path == null || isOdd(path)) {
            turnAway(context, 400, "Malformed request", "The path is spelled in a way this server does not accept.");
            return;
        }
        for (String header : SAID_ONCE) {
            if (request.headers().getAll(header).size() > 1) {
                turnAway(context, 400, "Malformed request", "The header " + header + " is there more than once.");
                return;
            }
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
            turnAway(context, 403, "Not allowed", "The call comes from another site's page.");
            return;
        }
        int wait = NEVER_COUNTED.contains(path) ? 0 : perSource.seconds(EntryCheck.source(context), System.nanoTime());
        if (wait > 0) {
            headers.set("Retry-After", String.valueOf(wait));
            turnAway(context, 429, "Too many calls", "This address asks more than the server serves one address.");
            return;
        }
        if (isBodyTaken(context)) {
            context.next();
        }
    }

    /** A body says how long it is, and is not longer than what its kind needs; files are bounded by the server. */
    private boolean isBodyTaken(RoutingContext context) {
        HttpServerRequest request = context.request();
        long longest = limits.longest(request.path(), request.getHeader("Content-Type"));
        if (longest == Long.MAX_VALUE) {
            return true;
        }
        if (request.getHeader("Transfer-Encoding") != null) {
            context.response().putHeader("Connection", "close");
            turnAway(context, 411, "Length required", "A body of this kind says how long it is (Content-Length).");
            return false;
        }
        String length = request.getHeader("Content-Length");
        if (length != null && !(length.matches("\\d{1,18}") && Long.parseLong(length) <= longest)) {
            context.response().putHeader("Connection", "close");
            turnAway(context, 413, "Too large", "A body of this kind is at most " + longest + " bytes.");
            return false;
        }
        return true;
    }

    /** Refuses at the door, and says so in the audit when something was to be changed. */
    private void turnAway(RoutingContext context, int status, String title, String detail) {
        if (!READS.contains(context.request().method())) {
            book.refused(context, "call", "refused " + status + ": " + detail);
        }
        refuse(context, status, title, detail);
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

    static void refuse(RoutingContext context, int status, String title, String detail) {
        Problem problem = Problem.of(status, title, detail, context.request().path());
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(Json.encode(problem));
    }
}
