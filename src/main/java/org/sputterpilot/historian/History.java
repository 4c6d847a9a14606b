package org.sputterpilot.historian;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.signals.TagId;

/** What happened: the questions that people and screens ask of the past. Answers include the last second. */
public interface History {

    /**
     * The past of one tag.
     *
     * @param points 0 for every stored sample; otherwise the number of columns of the plot, and samples are put into
     *     buckets when there are more of them than columns
     */
    Series history(TagId tag, Instant from, Instant to, int points);

    /** What was known about a tag at a moment. */
    Optional<Series.Point> lastKnown(TagId tag, Instant at);

    /** Events from (inclusive) to (exclusive), oldest first; every kind when {@code kind} is empty. */
    List<StoredEvent> events(Instant from, Instant to, String kind, int limit);

    /** The newest event of these kinds about each subject, at a moment or before. */
    List<StoredEvent> newestOf(List<String> kinds, Instant at);

    /** The run that was on at a moment. */
    Optional<RunRow> runAt(Instant at);

    /** Runs, newest first. */
    List<RunRow> runs(int limit);

    Optional<RunRow> run(String id);

    /** The phases of a run in the order in which they were entered. */
    List<PhaseRow> phases(String runId);

    /** The control recipe of a run as it was frozen, as canonical JSON; empty for runs from before it was kept. */
    Optional<String> control(String runId);

    /** How far a run had come at its last step, as canonical JSON: its questions, layers and comments. */
    Optional<String> progress(String runId);

    /** The batch record of a run that has ended, as canonical JSON. */
    Optional<String> record(String runId);
}
