package org.sputterpilot.recipes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.time.Tick;

/** The questions of one run, numbered; at most one is open at a time. */
final class PromptBook {
    private List<Prompt> prompts = List.of();

    /** The questions an earlier process has asked. */
    void restore(List<Prompt> earlier) {
        prompts = List.copyOf(earlier);
    }

    /** Follows what the run says: opens its question, and closes the one it no longer asks. */
    void see(Next next, PhaseName phase, Tick tick) {
        Optional<Prompt> open = open();
        Optional<Question> asked = next.question();
        boolean same = open.isPresent()
                && asked.isPresent()
                && open.get().phase() == phase
                && open.get().text().equals(next.text());
        if (same) {
            return;
        }
        open.ifPresent(prompt -> put(prompt.as(
                late(prompt, tick) ? Prompt.State.TIMED_OUT : Prompt.State.WITHDRAWN,
                tick.at(),
                Optional.empty(),
                "",
                "")));
        asked.ifPresent(question -> put(new Prompt(
                prompts.size() + 1,
                phase,
                next.text(),
                next.detail(),
                question,
                tick.at(),
                tick.elapsed(),
                Prompt.State.OPEN,
                Optional.empty())));
    }

    private static boolean late(Prompt prompt, Tick tick) {
        Duration waited = tick.elapsed().minus(prompt.askedElapsed());
        return prompt.question()
                .within()
                .map(longest -> waited.compareTo(longest) >= 0)
                .orElse(false);
    }

    /** @param pressed when the person pressed the key */
    void answered(Prompt prompt, PromptAnswer answer, String by, String comment, Instant pressed) {
        put(prompt.as(Prompt.State.ANSWERED, pressed, Optional.of(answer), by, comment));
    }

    /** A new list each time: a status that was given away does not change. */
    private void put(Prompt prompt) {
        List<Prompt> longer = new ArrayList<>(prompts);
        if (prompt.number() > longer.size()) {
            longer.add(prompt);
        } else {
            longer.set(prompt.number() - 1, prompt);
        }
        prompts = Collections.unmodifiableList(longer);
    }

    Optional<Prompt> open() {
        return prompts.isEmpty()
                ? Optional.empty()
                : Optional.of(prompts.get(prompts.size() - 1)).filter(Prompt::isOpen);
    }

    List<Prompt> all() {
        return prompts;
    }
}
