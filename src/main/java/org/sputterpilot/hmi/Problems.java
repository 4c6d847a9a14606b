package org.sputterpilot.hmi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.sputterpilot.hmi.wire.Problem;
import org.sputterpilot.hmi.wire.Violation;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.UserRuleException;

/** Every refusal leaves as a problem document; what went wrong inside stays in the log. */
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    @Inject
    Instance<Person> person;

    @ServerExceptionMapper
    Response refused(Refusal refusal, UriInfo uri) {
        Response answer = answer(refusal.problem(instance(uri)));
        return refusal.retryAfterS() == 0
                ? answer
                : Response.fromResponse(answer)
                        .header("Retry-After", refusal.retryAfterS())
                        .build();
    }

    @ServerExceptionMapper
    Response users(UserRuleException broken, UriInfo uri) {
        List<Violation> violations = broken.broken().stream()
                .map(one -> new Violation(one.field(), one.rule(), one.message()))
                .toList();
        return switch (broken.broken().get(0).rule()) {
            case "unknown" -> refused(Refusal.unknown(broken.getMessage()), uri);
            case "taken", "lastAdmin" -> refused(Refusal.conflict(broken.getMessage(), violations), uri);
            default -> refused(Refusal.rules(violations), uri);
        };
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response signedOut(SecurityException e, UriInfo uri, RoutingContext context) {
        return EntryCheck.wait(context)
                .map(wait ->
                        refused(Refusal.tooMany("Wait before the next try to sign in.", EntryCheck.seconds(wait)), uri))
                .orElseGet(() -> Response.fromResponse(answer(
                                Problem.of(401, "Sign in first", "This call needs a signed-in user.", instance(uri))))
                        .header("WWW-Authenticate", "Bearer realm=\"Sputterpilot\"")
                        .build());
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, UriInfo uri) {
        boolean first = person.get().account().map(Account::mustChangePassword).orElse(false);
        return answer(Problem.of(
                403,
                "Not allowed",
                first ? "Change your one-time password first." : "Your roles do not include this.",
                instance(uri)));
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException e, UriInfo uri) {
        String field = "";
        if (e instanceof JsonMappingException mapping) {
            field = mapping.getPath().stream()
                    .map(ref -> ref.getFieldName() == null ? "[" + ref.getIndex() + "]" : ref.getFieldName())
                    .collect(Collectors.joining("."));
        }
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        String detail = "The body is not the JSON this call expects" + where + ".";
        List<Violation> violations = field.isEmpty()
                ? List.of()
                : List.of(
                        e instanceof UnrecognizedPropertyException unknown
                                ? new Violation(field, "known", "Is none of " + unknown.getKnownPropertyIds() + ".")
                                : new Violation(field, "json", "Cannot be read as what it should be."));
        return answer(
                new Problem("about:blank", "Malformed request", 400, detail, instance(uri), null, null, violations));
    }

    /** Quarkus has an answer of its own for these, without a word in it. */
    @ServerExceptionMapper
    Response unfit(MismatchedInputException e, UriInfo uri) {
        return unreadable(e, uri);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e, UriInfo uri) {
        int status = e.getResponse().getStatus();
        if (e.getCause() instanceof JsonProcessingException json) {
            return unreadable(json, uri);
        }
        String title =
                switch (status) {
                    case 400 -> "Malformed request";
                    case 404 -> "Not found";
                    case 405 -> "No such method";
                    case 406, 415 -> "Another media type is expected";
                    case 413 -> "Too large";
                    default ->
                        Response.Status.fromStatusCode(status) == null
                                ? "Refused"
                                : Response.Status.fromStatusCode(status).getReasonPhrase();
                };
        return answer(Problem.of(status, title, title + ".", instance(uri)));
    }

    @ServerExceptionMapper
    Response broken(RuntimeException e, UriInfo uri) {
        LOG.errorf(e, "%s failed", instance(uri));
        return answer(Problem.of(500, "A fault in the program", "It is in the log.", instance(uri)));
    }

    private static String instance(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }

    static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
