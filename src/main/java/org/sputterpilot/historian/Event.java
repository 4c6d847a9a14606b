package org.sputterpilot.historian;

/**
 * Something that happened in a turn and is worth a line in the log.
 *
 * @param kind one word for filters: RUN, PHASE, FIRST_OUT, CAUSE, EFFECT_TRIPPED, ALARM, COMMAND, CLOCK …
 * @param subject what it happened to: a tag, a cause, a phase, a link
 * @param text what happened, as an operator would say it
 * @param who the person behind it, or empty when nobody was
 * @param detail all there is to know about it as JSON, or empty when the text says it
 */
public record Event(String kind, String subject, String text, String who, String detail) {
    /** A trip or a hold, explained: when it began, and again as it was when it was over. */
    public static final String INCIDENT = "INCIDENT";

    /** A tag left the band of the golden run: once when it did, again when it was back. */
    public static final String EXCURSION = "EXCURSION";

    /** How a run that has ended stood to the golden run. */
    public static final String GOLDEN = "GOLDEN";

    /** Something of which the text says all. */
    public Event(String kind, String subject, String text, String who) {
        this(kind, subject, text, who, "");
    }

    /** Something the program noticed by itself. */
    public static Event of(String kind, String subject, String text) {
        return new Event(kind, subject, text, "");
    }
}
