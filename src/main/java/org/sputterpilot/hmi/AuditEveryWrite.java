package org.sputterpilot.hmi;

import io.quarkus.runtime.BlockingOperationControl;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.hmi.wire.Problem;
import org.sputterpilot.hmi.wire.Violation;

/**
 * Writes down every call that changes something, done or refused, before it is answered: an answer that says "done"
 * without its line in the audit does not leave.
 */
@Provider
@Priority(Priorities.USER + 100)
public class AuditEveryWrite implements ContainerResponseFilter {
    private static final Logger LOG = Logger.getLogger(AuditEveryWrite.class);

    @Inject
    AuditTrail trail;

    @Inject
    AuditNote note;

    @Inject
    Person person;

    @Inject
    Clock clock;

    @Inject
    Executor executor;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (CommandHeaders.isRead(request.getMethod()) || note.isQuestion()) {
            return;
        }
        String call =
                request.getMethod() + " " + request.getUriInfo().getRequestUri().getRawPath();
        String what = note.what().isEmpty() ? call : note.what() + " (" + call + ")";
        AuditTrail.Entry entry = new AuditTrail.Entry(
                clock.instant(),
                person.user(),
                what,
                note.before(),
                note.after(),
                note.why(),
                person.from(),
                result(response),
                note.signature());
        if (!BlockingOperationControl.isBlockingAllowed()) {
            // refused before anything was done: no answer waits for the disk
            executor.execute(() -> append(entry));
            return;
        }
        if (!append(entry) && response.getStatus() < 300) {
            response.setStatus(500);
            response.setEntity(
                    Problem.of(500, "Not in the audit", "It was done, but the audit could not be written.", call));
        }
    }

    private boolean append(AuditTrail.Entry entry) {
        try {
            trail.append(entry);
            return true;
        } catch (Refusal notUpYet) {
            LOG.infof("Not in the audit, the unit is not up: %s %s: %s", entry.who(), entry.what(), entry.result());
            return false;
        } catch (RuntimeException e) {
            LOG.errorf(e, "Not in the audit: %s %s: %s", entry.who(), entry.what(), entry.result());
            return false;
        }
    }

    private static String result(ContainerResponseContext response) {
        if (response.getStatus() < 400) {
            return "done";
        }
        if (response.getEntity() instanceof Problem problem) {
            String rules = problem.violations().stream().map(Violation::message).collect(Collectors.joining("; "));
            return "refused " + problem.status() + ": " + problem.detail() + (rules.isEmpty() ? "" : " " + rules);
        }
        return "refused " + response.getStatus();
    }
}
