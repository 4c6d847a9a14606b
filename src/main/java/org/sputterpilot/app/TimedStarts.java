package org.sputterpilot.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.CycleRecord;
import org.sputterpilot.historian.RunQueue.Planned;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.RunDesk;
import org.sputterpilot.security.Signature;
import org.sputterpilot.signals.Reply;

/**
 * Starts planned runs at their time: they pump down and check for leaks by themselves, and no gas or plasma comes
 * before a person has signed to be there. What does not start within its time stays in the queue with the reason, for a
 * person.
 */
final class TimedStarts implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TimedStarts.class);
    private static final long LOOK_MS = 1000;
    private static final long ANSWER_S = 5;
    private static final String PROGRAM = "sputterpilot";

    private final ControlRoom room;
    private final RunCounter runs;
    private final Thread thread;
    private volatile boolean closing;

    TimedStarts(ControlRoom room) {
        this.room = room;
        this.runs = new RunCounter(room);
        thread = new Thread(this::look, "timed-starts");
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        while (!closing) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                room.unit().filter(RunningUnit::alive).ifPresent(this::look);
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException e) {
                LOG.error("A planned run could not be looked at", e);
            }
        }
    }

    private void look(RunningUnit unit) {
        Optional<CycleRecord> turn = unit.assembly().snapshot().last();
        if (turn.isEmpty()) {
            return;
        }
        Instant now = turn.get().tick().at();
        Duration window = Duration.ofMillis(Math.round(unit.plant().limits().base("answer_time") * 1e3));
        unit.records().queue().all().stream()
                .filter(planned ->
                        planned.startsAt().filter(at -> !at.isAfter(now)).isPresent())
                .findFirst()
                .ifPresent(due -> start(
                        unit, due, now, now.isAfter(due.startsAt().orElseThrow().plus(window))));
    }

    private void start(RunningUnit unit, Planned due, Instant now, boolean last) {
        String trouble = tried(due, now);
        AuditTrail audit = unit.records().audit();
        if (trouble.isEmpty()) {
            unit.records().queue().remove(due.id());
            audit.append(new AuditTrail.Entry(
                    now, PROGRAM, "run.start", "", due.orderJson(), "planned by " + due.by(), "queue", "done"));
        } else if (last) {
            unit.records().queue().missed(due.id(), trouble);
            audit.append(
                    new AuditTrail.Entry(now, PROGRAM, "run.start", "", due.orderJson(), trouble, "queue", "refused"));
        }
    }

    /** Why it did not start; empty when it did. */
    private String tried(Planned due, Instant now) {
        try {
            RunDesk.Ordered ordered = runs.start(
                    RunCounter.order(due),
                    (object, content) -> new Signature(due.by(), due.by(), "planned ahead", now),
                    false);
            Reply.Answer answer = ordered.reply().answer().get(ANSWER_S, TimeUnit.SECONDS);
            if (!answer.accepted()) {
                return answer.what();
            }
            ordered.afterwards().run();
            return "";
        } catch (Refusal refused) {
            return String.valueOf(refused.getMessage());
        } catch (TimeoutException e) {
            return "the cycle did not answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the program is stopping";
        } catch (java.util.concurrent.ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
    }
}
