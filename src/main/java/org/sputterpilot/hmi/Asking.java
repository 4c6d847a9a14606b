package org.sputterpilot.hmi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;

/** Hands a request to the next turn and waits for its answer. A refusal of the plant becomes a refusal of the call. */
@ApplicationScoped
public class Asking {
    private static final int PATIENCE_MS = 2000;

    @Inject
    UnitDesk unit;

    /** What the plant answered to a request that it accepted: the id of what came of it, or a few words. */
    String ask(Function<Reply, Request> request) {
        if (!unit.ready()) {
            throw Refusal.unavailable("The unit is not ready; no command is taken yet.");
        }
        Reply reply = new Reply();
        unit.post(request.apply(reply));
        return await(reply);
    }

    /** Waits for an envelope that has been handed in. */
    String await(Reply reply) {
        Reply.Answer answer;
        try {
            answer = reply.answer().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Refusal.unavailable("The cycle did not answer within " + PATIENCE_MS + " ms.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("The program is stopping.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request failed", e.getCause());
        }
        if (!answer.accepted()) {
            throw Refusal.conflict(answer.what(), answer.state(), answer.allowed());
        }
        return answer.what();
    }
}
