package org.sputterpilot.signals;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The return envelope of a {@link Request}: answered once by the turn, waited for by whoever asked. */
public final class Reply {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    /**
     * What the plant answered.
     *
     * @param accepted whether it will be done
     * @param what id of what came of it (a run, a command), or why it was refused
     * @param state the state it was refused in, or empty
     * @param allowed what would be accepted in that state
     */
    public record Answer(boolean accepted, String what, String state, List<String> allowed) {}

    public void accept(String what) {
        answer.complete(new Answer(true, what, "", List.of()));
    }

    public void refuse(String why) {
        refuse(why, "", List.of());
    }

    public void refuse(String why, String state, List<String> allowed) {
        answer.complete(new Answer(false, why, state, List.copyOf(allowed)));
    }

    /** Whether the request has been answered; the turn refuses what no room has taken. */
    public boolean isAnswered() {
        return answer.isDone();
    }

    /** Completes when the turn has answered. */
    public CompletableFuture<Answer> answer() {
        return answer;
    }
}
