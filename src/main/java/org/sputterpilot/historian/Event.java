package org.sputterpilot.historian;

/**
 * Something that happened in a turn and is worth a line in the log.
 *
 * @param kind one word for filters: RUN, PHASE, FIRST_OUT, CAUSE, EFFECT_TRIPPED, ALARM, COMMAND, CLOCK …
 * @param subject what it happened to: a tag, a cause, a phase, a link
 * @param text what happened, as an operator would say it
 * @param who the person behind it, or empty when nobody was
 */
public record Event(String kind, String subject, String text, String who) {

    /** Something the program noticed by itself. */
    public static Event of(String kind, String subject, String text) {
        return new Event(kind, subject, text, "");
    }
}
