package org.sputterpilot.hmi;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.sputterpilot.historian.AuditTrail;

/**
 * Puts into the audit who was turned away before any call took them: wrong passwords, foreign pages, bodies too large.
 * A flood of them is thinned out, or filling the audit would be an attack of its own.
 */
@ApplicationScoped
public class DoorBook {
    private static final Logger LOG = Logger.getLogger(DoorBook.class);
    private static final double LINES_PER_SECOND = 0.5;
    private static final double LINES_AT_ONCE = 60;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    @Inject
    Executor executor;

    private final Throttle perSource = new Throttle(LINES_PER_SECOND, LINES_AT_ONCE);

    /**
     * Somebody was turned away.
     *
     * @param what what they tried
     * @param result why not; never with anything they typed
     */
    void refused(RoutingContext context, String what, String result) {
        write(context, "nobody", what, result);
    }

    /** Somebody was let in, or left. */
    void done(RoutingContext context, String user, String what) {
        done(context, user, what, "");
    }

    /** Somebody was let in, as whom. */
    void done(RoutingContext context, String user, String what, String as) {
        append(new AuditTrail.Entry(clock.instant(), user, what, "", as, "", EntryCheck.source(context), "done"));
    }

    private void write(RoutingContext context, String who, String what, String result) {
        String source = EntryCheck.source(context);
        if (perSource.seconds(source, System.nanoTime()) > 0) {
            return;
        }
        String call = context.request().method() + " " + context.request().path();
        executor.execute(() -> append(
                new AuditTrail.Entry(clock.instant(), who, what + " (" + call + ")", "", "", "", source, result)));
    }

    private void append(AuditTrail.Entry entry) {
        try {
            trail.append(entry);
        } catch (RuntimeException e) {
            LOG.infof("Not in the audit: %s: %s", entry.what(), entry.result());
        }
    }
}
